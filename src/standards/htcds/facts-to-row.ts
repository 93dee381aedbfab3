import type { FormAnswer } from '#lib/forms'
import { separator } from './answer-text.ts'
import { findHtcdsField, technologyColumn } from './aliases.ts'
import { encodeField } from './encode-field.ts'
import type { Loss, LossReason } from './model.ts'
import type { HtcdsRow } from './to-row.ts'

/** Something that is known, for a row of HTCDS. */
export interface HtcdsFact {
  /** Names the fact in the list of losses and in its extension column `x-<path>`. */
  path: string
  /** The field of HTCDS and the answer there, if the standard has one. */
  to?: { field: string; answer: FormAnswer }
  /** True if the fact says that the internet or a phone was used. */
  technology?: boolean
  /** The complete code or age for the extension column. Without it the fact is only in the list of losses. */
  exact?: string
  /** Why the fact is not in the row, if it has no place there or is left out on purpose. */
  lost?: { reason: LossReason; values: readonly string[] }
}

/**
 * Facts as one HTCDS row. Codes for one list are collected there; of several answers to another field the first counts.
 * Each fact is in the row, or in the list of losses with the reason, or in both if it fits only in part.
 */
export function htcdsRowOf(facts: readonly HtcdsFact[]): HtcdsRow {
  const result: HtcdsRow = { row: {}, extension: {}, lossy: [] }
  const codes = new Map<string, string[]>()
  for (const { path, to, exact, lost, technology } of facts) {
    if (technology) result.extension[technologyColumn] = 'TRUE'
    const before = result.extension[`x-${path}`]
    if (exact !== undefined) result.extension[`x-${path}`] = before ? `${before}${separator}${exact}` : exact
    if (lost) result.lossy.push({ path, field: to?.field, reason: lost.reason, values: [...lost.values] })
    if (to) carry(result, codes, path, to)
  }
  for (const [field, values] of codes) {
    result.row[field] = encodeField(getField(field), values).text
    // Values that the standard lacks are "Other" there, and complete here, as an export of a form writes them.
    if (values.some((value) => value.startsWith('x-'))) result.extension[`x-${field}`] = values.join(separator)
  }
  return result
}

function carry(
  { row, lossy }: HtcdsRow,
  codes: Map<string, string[]>,
  path: string,
  { field: name, answer }: { field: string; answer: FormAnswer },
): void {
  const field = getField(name)
  const { text, lost } = encodeField(field, answer)
  const note = (reason: Loss['reason'], values: string[]): void => {
    lossy.push({ path, field: name, reason, values })
  }
  for (const { reason, values } of lost) note(reason === 'free-text' ? 'no-value' : reason, values)
  if (field.kind === 'multi-picklist' && typeof answer === 'string') {
    codes.set(name, [...new Set([...(codes.get(name) ?? []), answer])])
  } else if (text !== '') {
    if (row[name] !== undefined && row[name] !== text) note('second-answer', [text])
    else row[name] = text
  }
}

function getField(name: string): NonNullable<ReturnType<typeof findHtcdsField>> {
  const field = findHtcdsField(name)
  if (!field) throw new Error(`HTCDS has no field ${name}`)
  return field
}
