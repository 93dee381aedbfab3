import { findScreeningOf } from '#identification'
import type { Tx } from '#kernel/tx'
import { readSignal, type SignalView } from '#signals'
import type { Referral, SharedFact } from '../model.ts'
import { factsOfChild } from './child-facts.ts'

/**
 * How soon somebody must act and what is known of the caregiver are the referral itself: they go along whatever groups
 * were chosen, first, and as the referral says now. Whoever is not told may ask a caregiver who is part of it.
 */
export function tellFirst(
  { risk, caregiver }: Pick<Referral, 'risk' | 'caregiver'>,
  facts: readonly SharedFact[],
): SharedFact[] {
  return [
    {
      group: 'safety',
      item: 'how-soon',
      code: risk === 'unknown' ? 'referral.how-soon.unknown' : `referral.risk.${risk}`,
    },
    { group: 'safety', item: 'caregiver', code: `referral.caregiver-told.${caregiver}` },
    ...facts.filter(({ item }) => item !== 'how-soon' && item !== 'caregiver'),
  ]
}

/** What would be shared now, group by group, as far as this person may read it. Nothing outside the chosen groups. */
export async function gatherFacts(
  tx: Tx,
  { signalId, childId, share }: Pick<Referral, 'signalId' | 'childId' | 'share'>,
): Promise<SharedFact[]> {
  const signal = signalId ? await readSignal(tx, signalId, 'desk') : undefined
  const registered = childId && share.includes('identity') ? await factsOfChild(tx, childId) : []
  const screening = share.includes('screening')
    ? await findScreeningOf(tx, { concernId: signalId, childId })
    : undefined
  const told = signal ? factsOfSignal(signal, childId).filter(({ group }) => share.includes(group)) : []
  // What the register knows goes before what was said first; the same name is not shared twice.
  return [
    ...registered,
    ...told.filter((fact) => !registered.some(({ item, text }) => item === fact.item && text === fact.text)),
    ...(screening ? [{ group: 'screening', item: 'screening', code: 'referral.shared.screening.there' } as const] : []),
  ]
}

/** Of several children in one concern only the one who is referred, where it is known which. */
function factsOfSignal(signal: SignalView, childId: string | undefined): SharedFact[] {
  const persons =
    signal.persons.some((person) => person.childId === childId) && childId
      ? signal.persons.filter((person) => person.childId === childId)
      : signal.persons
  return [
    { group: 'concern', item: 'words', text: signal.words },
    {
      group: 'concern',
      item: 'how-known',
      code: signal.howKnown === 'unknown' ? 'signals.not-said' : `signals.how-known.${signal.howKnown}`,
    },
    { group: 'concern', item: 'raised-at', at: signal.raisedAt },
    { group: 'safety', item: 'danger', code: `signals.danger.${signal.danger}` },
    ...persons.flatMap((person): SharedFact[] => [
      ...(person.name ? [{ group: 'identity', item: 'name', text: person.name } as const] : []),
      ...(person.age ? [{ group: 'identity', item: 'age', age: person.age } as const] : []),
      ...(person.sex === 'unknown'
        ? []
        : [{ group: 'identity', item: 'sex', code: `signals.sex.${person.sex}` } as const]),
      ...(person.language ? [{ group: 'identity', item: 'language', text: person.language } as const] : []),
    ]),
    ...(signal.placeCode ? [{ group: 'place', item: 'place-code', text: signal.placeCode } as const] : []),
    ...(signal.placeText ? [{ group: 'place', item: 'place', text: signal.placeText } as const] : []),
    ...(signal.reply ? [{ group: 'contact', item: 'safe-reply', text: signal.reply } as const] : []),
  ]
}
