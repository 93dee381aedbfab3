import type { QuestionType } from '../model.ts'

/** The meaning of the `type` cell of a survey row. */
export type RowType =
  | { kind: 'begin'; of: 'group' | 'repeat' }
  | { kind: 'end'; of: 'group' | 'repeat' }
  | {
      kind: 'question'
      type: QuestionType /** What another program offers here instead. */
      instead?: string
      list?: string
      orOther?: boolean
      ranked?: boolean
      ranged?: boolean
      /** A value that another program sets. */
      hidden?: boolean
    }
  | { kind: 'moment'; calculation: string }
  | { kind: 'device'; construct: string }
  | { kind: 'unsupported'; construct: string }

const plain: Record<string, QuestionType> = {
  text: 'text',
  string: 'text',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  note: 'note',
  calculate: 'calculate',
  hidden: 'calculate',
  acknowledge: 'acknowledge',
  trigger: 'acknowledge',
}
const moments: Record<string, string> = { start: 'once(now())', end: 'now()', today: 'once(today())' }
/** Facts about the device or its owner. We never collect them. */
const device = [
  'deviceid',
  'username',
  'phonenumber',
  'email',
  'subscriberid',
  'simserial',
  'audit',
  'start-geopoint',
  'background-audio',
]

/** Reads a `type` cell (xlsform.org, "Question types", with the aliases pyxform takes). */
export function readRowType(written: string): RowType {
  const words = written.trim().replace(/\s+/g, ' ')
  const text = words.toLowerCase()
  const edge = /^(begin|end)[ _](group|repeat)$/.exec(text)
  if (edge) return { kind: edge[1] === 'begin' ? 'begin' : 'end', of: edge[2] === 'group' ? 'group' : 'repeat' }
  const select =
    /^(select_one|select one|select1|select_multiple|select multiple|select|rank)( from)? (\S+)( or_other| or other| or specify other)?$/i.exec(
      words,
    )
  // Choices out of the answers of a repeat.
  if (select?.[3]?.startsWith('${')) return { kind: 'unsupported', construct: words }
  if (select) {
    const many = /multiple|^select$|rank/i.test(select[1] ?? '')
    const ranked = (select[1] ?? '').toLowerCase() === 'rank'
    return {
      kind: 'question',
      type: many ? 'choices' : 'choice',
      list: select[3] ?? '',
      orOther: select[4] !== undefined,
      ranked,
    }
  }
  const type = Object.hasOwn(plain, text) ? plain[text] : undefined
  if (type) return { kind: 'question', type, hidden: text === 'hidden' }
  if (/^db:\w[\w-]*$/.test(text)) return { kind: 'question', type: 'text', instead: words }
  if (text === 'range') return { kind: 'question', type: 'decimal', ranged: true }
  const moment = Object.hasOwn(moments, text) ? moments[text] : undefined
  if (moment) return { kind: 'moment', calculation: moment }
  return device.includes(text) ? { kind: 'device', construct: text } : { kind: 'unsupported', construct: words }
}
