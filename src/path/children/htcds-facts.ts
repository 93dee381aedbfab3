import type { FormAnswer } from '#lib/forms'
import type { HtcdsFact } from '#standards/htcds'
import { toChildRow, valuesInRow } from './child-row.ts'
import { allChanges, type ChildState } from './child-state.ts'
import { type AnyField, fields, isCoded, isList } from './fields.ts'
import { fold } from './fold.ts'
import type { AgeFact } from './values.ts'

const exported = fields.filter((field) => !('kept' in field))

/**
 * What the register knows of a child, for an HTCDS row. Names and numbers say who the child is and notes are people's
 * own words, so both are left out and the list of losses says so. Their paths begin with `child/`. A field that is `kept`
 * is not even in that list: that a child has an entry there would say something about the child.
 */
export function htcdsFactsOf(child: Pick<ChildState, 'changes' | 'absorbed'>): HtcdsFact[] {
  const row = toChildRow(fold(allChanges(child)))
  return exported.flatMap((field) =>
    valuesInRow(field, row).map((value): HtcdsFact => ({ path: `child/${field.key}`, ...factOf(field, value) })),
  )
}

function factOf(field: AnyField, value: unknown): Omit<HtcdsFact, 'path'> {
  if (isCoded(field)) return factOfCode(field.codes.htcds, String(value))
  if (field.kind === 'age') {
    const { age } = value as AgeFact
    return field.htcds
      ? { to: { field: field.htcds, answer: age }, exact: json(age) }
      : { ...noField, exact: json(age) }
  }
  if (field.htcds) {
    const answer = field.kind === 'language' ? (value as { code: string }).code : (value as FormAnswer)
    return { to: { field: field.htcds, answer }, exact: typeof answer === 'string' ? answer : json(answer) }
  }
  if (field.kind === 'note') return { lost: { reason: 'own-words', values: [] } }
  return isList(field) ? { lost: { reason: 'identity', values: [] } } : { ...noField, exact: json(value) }
}

const noField = { lost: { reason: 'no-field', values: [] } } as const satisfies Omit<HtcdsFact, 'path'>

function factOfCode(
  crosswalk: { field: string; values: Readonly<Partial<Record<string, string>>> } | undefined,
  code: string,
): Omit<HtcdsFact, 'path'> {
  const answer = crosswalk?.values[code]
  if (crosswalk && answer !== undefined) return { to: { field: crosswalk.field, answer }, exact: code }
  return { exact: code, lost: { reason: crosswalk ? 'no-value' : 'no-field', values: [code] } }
}

/** In extension columns everything but plain codes is JSON, as in the export of forms. */
function json(value: unknown): string {
  return `json:${JSON.stringify(value)}`
}
