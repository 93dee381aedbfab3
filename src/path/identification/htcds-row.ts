import type { Text } from '#lib/forms'
import { type HtcdsFact, htcdsRowOf, type HtcdsView, viewHtcdsRow } from '#standards/htcds'
import { outcomeCode } from './codes.ts'
import { currentAges, currentAnswers } from './current-answers.ts'
import type { AgeRecord, Screening } from './model.ts'
import type { IndicatorPack } from './pack-model.ts'

type Screened = Pick<Screening, 'answers' | 'ages' | 'outcomes' | 'justiceContacts'>

/**
 * A screening with the facts of its child as one HTCDS row, with what the row cannot hold. HTCDS says only what is
 * there: a "no" and an "unknown" are losses. Words that people wrote and contacts with police or courts never leave
 * (rule R24), and the list of losses says so.
 */
export function showScreeningAsHtcds(
  packs: readonly IndicatorPack[],
  screening: Screened,
  child: readonly HtcdsFact[],
): HtcdsView {
  const indicators = packs.flatMap((pack) => pack.families.flatMap((family) => family.indicators))
  const texts = new Map<string, Text>(indicators.map(({ id, text }) => [`sign/${id}`, text]))
  const facts = [
    ...factsOfAges(screening),
    ...child,
    ...factsOfAnswers(packs, screening),
    ...factsOfOutcome(screening),
    ...leftOut(screening),
  ]
  return viewHtcdsRow(htcdsRowOf(facts), (path) => texts.get(path) ?? labelOf(path))
}

function labelOf(path: string): Text {
  const [about, key = ''] = path.split('/')
  if (about === 'child') return { id: `children.field.${key}` }
  if (about === 'age') return { id: `identification.age.${key}` }
  return { id: `identification.htcds.${about ?? ''}` }
}

/** `not-asked` is no answer. An indicator that the node no longer has is still an answer. */
function factsOfAnswers(packs: readonly IndicatorPack[], { answers }: Screened): HtcdsFact[] {
  const values = new Map(
    packs.flatMap((pack) =>
      pack.families.flatMap((family) => family.indicators.map((sign) => [sign.id, sign] as const)),
    ),
  )
  return [...currentAnswers(answers)].flatMap(([id, { value }]): HtcdsFact[] => {
    const path = `sign/${id}`
    const { htcds, technology } = values.get(id) ?? {}
    if (value === 'not-asked') return []
    if (value === 'unknown') return [{ path, exact: value, lost: { reason: 'unknown', values: [] } }]
    if (value === 'no') return [{ path, exact: value, lost: { reason: 'no-value', values: [value] } }]
    const known = { path, exact: value, ...(technology && { technology }) }
    if (htcds) return [{ ...known, to: { field: htcds.field, answer: htcds.value } }]
    return [{ ...known, lost: { reason: 'no-field', values: [] } }]
  })
}

function factsOfAges({ ages }: Screened): HtcdsFact[] {
  return [...currentAges(ages)].map(([moment, { value }]): HtcdsFact => {
    const fact = { path: `age/${moment}`, exact: `json:${JSON.stringify(value)}` }
    if ('unknown' in value) return { ...fact, lost: { reason: 'unknown', values: [] } }
    return moment === 'at-exploitation'
      ? { ...fact, to: { field: 'vic_AgeWhenTrafficked', answer: value } }
      : { ...fact, lost: { reason: 'no-field', values: [] } }
  })
}

/** Only the latest outcome is current. */
function factsOfOutcome({ outcomes }: Screened): HtcdsFact[] {
  const last = outcomes.at(-1)
  if (!last || !outcomeCode.htcds) return []
  const { field, values } = outcomeCode.htcds
  const answer = values[last.outcome]
  const fact = { path: 'outcome', exact: last.outcome }
  return [
    answer ? { ...fact, to: { field, answer } } : { ...fact, lost: { reason: 'no-value', values: [last.outcome] } },
  ]
}

function leftOut({ answers, ages, outcomes, justiceContacts }: Screened): HtcdsFact[] {
  const notes = answers.filter(({ note }) => note).length + outcomes.length
  const disputed = [...currentAges(ages).values()].filter((age: AgeRecord) => age.disputed)
  return [
    ...(notes > 0 ? [{ path: 'notes', lost: { reason: 'own-words', values: [] } } as const] : []),
    ...(disputed.length > 0 ? [{ path: 'disputed', lost: { reason: 'no-field', values: [] } } as const] : []),
    ...justiceContacts.map(() => ({ path: 'justice', lost: { reason: 'no-field', values: [] } }) as const),
  ]
}
