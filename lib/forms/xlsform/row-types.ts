import type { QuestionType } from '../model.ts'

interface Edge {
  of: 'group' | 'repeat'
  /** A group for each choice of a list. It becomes one group. */
  loop?: string
}

/** The meaning of the `type` cell of a survey row. */
export type RowType =
  | (Edge & { kind: 'begin' })
  | (Edge & { kind: 'end' })
  | {
      kind: 'question'
      type: QuestionType
      /** What another program offers here instead. */
      instead?: string
      /** How people answer it in other programs, if they cannot here. */
      otherWay?: string
      list?: string
      orOther?: boolean
      ranked?: boolean
      ranged?: boolean
      /** What the type itself demands of an answer. */
      tests?: string[]
      /** A value that another program sets. */
      hidden?: boolean
    }
  | { kind: 'moment'; calculation: string }
  | { kind: 'device'; construct: string }
  /** A setting of the form, which its name holds. */
  | { kind: 'setting'; setting: string }
  /** A file of another program, which expressions read. */
  | { kind: 'elsewhere' }
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
  'date time': 'datetime',
  note: 'note',
  calculate: 'calculate',
  hidden: 'calculate',
  acknowledge: 'acknowledge',
  trigger: 'acknowledge',
  tel: 'phone',
}
/** Types of pyxform that are a type with limits. */
const limited: Record<string, [QuestionType, string[]]> = {
  percentage: ['integer', ['. >= 0', '. <= 100']],
  'number of days in last month': ['integer', ['. >= 0', '. <= 31']],
  'number of days in last six months': ['integer', ['. >= 0', '. <= 183']],
  'number of days in last year': ['integer', ['. >= 0', '. <= 365']],
  'phone number': ['text', ["regex(., '^\\d*$')"]],
}
const moments: Record<string, string> = {
  start: 'once(now())',
  'start time': 'once(now())',
  end: 'now()',
  'end time': 'now()',
  today: 'once(today())',
}
/** Facts about the device or its owner. We never collect them. */
const device =
  /^(?:uri:.+|deviceid|device id|get device id|imei|username|phonenumber|get phone number|email|subscriberid|subscriber id|get subscriber id|simserial|sim id|get sim id|audit|start-geopoint|background-geopoint|background-audio)$/
/** Settings that may stand in the survey, by the names pyxform takes (`settings_header`). */
const settings =
  /^(?:(?:set )?form[_ ](?:title|id)|public_key|submission_url|auto_send|auto_delete|prefix|delimiter|allow_choice_duplicates|sms_\w+)$/
const select =
  /^(?:add )?(select_one|select one|select1|select_multiple|select multiple|select all that apply|select|rank)(?: prompt using| using| from)? (\S+)( or_other| or other| or specify other)?$/i

/** Reads a `type` cell (xlsform.org, "Question types", with the aliases pyxform takes). */
export function readRowType(written: string): RowType {
  const words = written.trim().replace(/\s+/g, ' ')
  const text = words.toLowerCase()
  const [, edge, of] = /^(begin|end)[ _](group|repeat|lgroup|looped group|loop)(?: .*)?$/.exec(text) ?? []
  if (edge !== undefined)
    return {
      kind: edge === 'begin' ? 'begin' : 'end',
      of: of === 'group' || of === 'loop' ? 'group' : 'repeat',
      ...(of === 'loop' ? { loop: words } : {}),
    }
  const chosen = readSelect(words)
  if (chosen) return chosen
  if (device.test(text)) return { kind: 'device', construct: text }
  if (settings.test(text)) return { kind: 'setting', setting: text.replace(/^set /, '').replaceAll(' ', '_') }
  if (/^(?:csv|xml)-external$/.test(text)) return { kind: 'elsewhere' }
  if (/^db:\w[\w-]*$/.test(text)) return { kind: 'question', type: 'text', instead: words }
  return readPlainType(text.replace(/^(?:q|add|get) /, '').replace(/ prompt$/, ''), words)
}

function readSelect(words: string): RowType | undefined {
  const [, command = '', list, other] = select.exec(words) ?? []
  if (list === undefined) return undefined
  // Choices out of the answers of a repeat.
  if (list.startsWith('${')) return { kind: 'unsupported', construct: words }
  return {
    kind: 'question',
    type: /multiple|all|^select$|rank/i.test(command) ? 'choices' : 'choice',
    list,
    orOther: other !== undefined,
    ranked: command.toLowerCase() === 'rank',
  }
}

function readPlainType(text: string, words: string): RowType {
  const type = Object.hasOwn(plain, text) ? plain[text] : undefined
  if (type) return { kind: 'question', type, hidden: text === 'hidden' }
  const [limitedType, tests] = (Object.hasOwn(limited, text) ? limited[text] : undefined) ?? []
  if (limitedType && tests) return { kind: 'question', type: limitedType, tests }
  if (text === 'range') return { kind: 'question', type: 'decimal', ranged: true }
  if (text === 'barcode') return { kind: 'question', type: 'text', otherWay: words }
  const calculation = Object.hasOwn(moments, text) ? moments[text] : undefined
  return calculation === undefined ? { kind: 'unsupported', construct: words } : { kind: 'moment', calculation }
}
