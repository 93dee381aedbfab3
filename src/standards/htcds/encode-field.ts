import type { FormAnswer, Question } from '#lib/forms'
import { isAgeAnswer, isDateAnswer, isPlaceAnswer, isUnknown } from '#lib/forms'
import { canonicalValue, getHtcdsList, isMannerAsType } from './aliases.ts'
import { answerOfText, plainText, separator } from './answer-text.ts'
import type { HtcdsField, LossReason } from './model.ts'

export interface Encoded {
  /** The HTCDS cell; empty if every value would be false. */
  text: string
  lost: { reason: LossReason; values: string[] }[]
}

/** E.164, as the field standard requires. */
const e164 = /^\+?[1-9]\d{1,14}$/
/**
 * Text before and after one @, with a dot in the second part. RFC 5321 allows more, but such addresses do not reach
 * anyone.
 */
const email = /^[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+$/
const phoneFields = ['prs_HomePhone', 'prs_MobilePhone', 'org_Phone']

/** Encodes an answer for one HTCDS field, with the losses. */
export function encodeField(field: HtcdsField, answer: FormAnswer): Encoded {
  if (isUnknown(answer))
    return { text: '', lost: [{ reason: 'unknown', values: answer.reason ? [answer.reason] : [] }] }
  if (isAgeAnswer(answer)) return encodeAge(answer)
  if (isDateAnswer(answer)) return encodeDate(answer)
  if (isPlaceAnswer(answer)) {
    const { code, text } = answer
    return {
      text: code ?? text ?? '',
      lost: code !== undefined && text ? [{ reason: 'place-words', values: [text] }] : [],
    }
  }
  const written = Array.isArray(answer) ? answer.filter((one) => typeof one === 'string') : [plainText(answer)]
  if (field.kind === 'picklist' || field.kind === 'multi-picklist')
    return encodeList(field, written, typeof answer === 'string')
  return encodePlain(field, written)
}

/** The answer of a cell in an HTCDS column. Words stay as they are; codes and numbers are trimmed. */
export function answerOfField(field: HtcdsField, question: Question, text: string): FormAnswer {
  const isWords = field.list === undefined && (question.type === 'text' || question.type === 'long-text')
  const answer = answerOfText(question, isWords ? text : text.trim())
  if (field.list === undefined) return answer
  if (typeof answer === 'string') return canonicalValue(field, answer)
  return Array.isArray(answer)
    ? answer.flatMap((one) => (typeof one === 'string' ? [canonicalValue(field, one)] : []))
    : answer
}

function encodeAge(
  answer: Extract<FormAnswer, { exact: number } | { about: number } | { from: number; to: number }>,
): Encoded {
  if ('from' in answer)
    return { text: '', lost: [{ reason: 'range', values: [String(answer.from), String(answer.to)] }] }
  return 'exact' in answer
    ? { text: String(answer.exact), lost: [] }
    : { text: String(answer.about), lost: [{ reason: 'about', values: [String(answer.about)] }] }
}

function encodeDate(answer: Extract<FormAnswer, { iso: string }>): Encoded {
  const lost: Encoded['lost'] = []
  if (answer.about) lost.push({ reason: 'about', values: [answer.iso] })
  if (answer.calendar !== undefined && answer.calendar !== 'gregory')
    lost.push({ reason: 'calendar', values: [answer.calendar] })
  // A false 1 January would be worse than an empty cell.
  if (answer.precision === 'month' || answer.precision === 'year') {
    return { text: '', lost: [...lost, { reason: 'precision', values: [knownPart(answer)] }] }
  }
  return { text: answer.iso, lost }
}

/** The known part of a date. In another calendar the year or month begins on this day, so the day cannot be cut off. */
function knownPart({ iso, precision, calendar = 'gregory' }: Extract<FormAnswer, { iso: string }>): string {
  return calendar === 'gregory' ? iso.slice(0, precision === 'year' ? 4 : 7) : iso
}

function encodeList(field: HtcdsField, written: readonly string[], isWords: boolean): Encoded {
  const all = [...new Set(written.map((one) => canonicalValue(field, one)).filter((one) => one !== ''))]
  const values = all.filter((one) => !isMannerAsType(field, one))
  const isKnown = (value: string): boolean => {
    if (field.codes === 'country') return /^[A-Z]{2}$/.test(value)
    if (field.codes === 'language') return /^[a-z]{3}$/.test(value)
    return getHtcdsList(field).some((one) => one.value === value)
  }
  const strange = all.filter((value) => !isKnown(value))
  const hasOther = getHtcdsList(field).some(({ value }) => value === 'Other')
  const carried = [...new Set(values.flatMap((value) => (isKnown(value) ? [value] : hasOther ? ['Other'] : [])))]
  const lost: Encoded['lost'] = []
  if (strange.length > 0)
    lost.push({ reason: isWords && !strange[0]?.startsWith('x-') ? 'free-text' : 'no-value', values: strange })
  if (field.kind === 'multi-picklist' || carried.length < 2) return { text: carried.join(separator), lost }
  return { text: carried[0] ?? '', lost: [...lost, { reason: 'one-value-only', values: carried.slice(1) }] }
}

function encodePlain(field: HtcdsField, written: readonly string[]): Encoded {
  const text = written.join(separator)
  if (phoneFields.includes(field.name))
    return e164.test(text) ? { text, lost: [] } : { text, lost: [{ reason: 'format', values: [text] }] }
  if (field.name === 'prs_Email' && !email.test(text)) return { text, lost: [{ reason: 'format', values: [text] }] }
  if (field.codes === 'country' && !/^[A-Z]{2}$/.test(text))
    return { text, lost: [{ reason: 'format', values: [text] }] }
  if (field.kind === 'checkbox') {
    if (/^(true|yes|1|ok)$/i.test(text)) return { text: 'TRUE', lost: [] }
    return /^(false|no|0)$/i.test(text)
      ? { text: 'FALSE', lost: [] }
      : { text: '', lost: [{ reason: 'no-value', values: [text] }] }
  }
  if (field.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { text: '', lost: [{ reason: 'format', values: [text] }] }
  if (field.kind === 'number' && !Number.isFinite(Number(text)))
    return { text: '', lost: [{ reason: 'format', values: [text] }] }
  return { text, lost: [] }
}
