import { findScreeningOf } from '#path/identification'
import type { Tx } from '#kernel/tx'
import { readConcern, type ConcernView } from '#path/signals'
import { isCertainAdult } from '#standards/age'
import type { Referral, SharedFact } from '../model.ts'
import { agesOf, factsOfChild } from './child-facts.ts'

/**
 * Urgency and the caregiver's safety are always shared, first, and up to date, independent of the chosen groups.
 * Without them the authority might ask a caregiver who is involved.
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

/**
 * The facts that would be shared now, by group, as far as this person may read them. Nothing outside the chosen groups.
 */
export async function gatherFacts(
  tx: Tx,
  { concernId, childId, share, age }: Pick<Referral, 'concernId' | 'childId' | 'share' | 'age'>,
): Promise<SharedFact[]> {
  const concern = concernId ? await readConcern(tx, concernId, 'desk') : undefined
  const known = childId ? await factsOfChild(tx, childId) : []
  const registered = known.filter(({ group }) => share.includes(group))
  const screening = share.includes('screening') ? await findScreeningOf(tx, { concernId, childId }) : undefined
  const told = concern ? factsOf(concern, childId).filter(({ group }) => share.includes(group)) : []
  // Facts of the register come before those of the concern. The same name is not shared twice.
  const more = told.filter((fact) => !registered.some(({ item, text }) => item === fact.item && text === fact.text))
  return [
    ...registered,
    ...doubtAbout(age, [...registered, ...more]),
    ...more,
    ...(screening ? [{ group: 'screening', item: 'screening', code: 'referral.shared.screening.there' } as const] : []),
  ]
}

/** An age is never shared as that of an adult while a child may be meant: whoever reads "18" alone would not protect. */
function doubtAbout(age: Referral['age'], facts: readonly SharedFact[]): SharedFact[] {
  const inDoubt = !isCertainAdult(age) && (age === undefined || age.to >= 18)
  const told = facts.some((fact) => fact.age !== undefined)
  return inDoubt && told ? [{ group: 'identity', item: 'childhood', code: 'children.childhood.in-doubt' }] : []
}

/** What an urgent referral tells of who the child is, where, and in what danger. Never the words, nor who reported. */
const needToKnow = ['identity', 'place', 'safety'] as const

/**
 * Who the child is, for a case at the authority with the mandate that opens before any referral, because a child in
 * custody cannot wait for one.
 */
export async function factsToKnow(
  tx: Tx,
  about: { concernId?: string | undefined; childId?: string | undefined },
): Promise<SharedFact[]> {
  const concern = about.concernId ? await readConcern(tx, about.concernId, 'desk') : undefined
  const { now } = await agesOf(tx, { childId: about.childId, concern })
  return gatherFacts(tx, { ...about, share: [...needToKnow], age: now })
}

/** What a concern says, for the open case of a child whom it is said to be about; without the reporter's address. */
export async function factsOfConcern(tx: Tx, concernId: string): Promise<SharedFact[] | undefined> {
  const concern = await readConcern(tx, concernId, 'desk')
  return concern && factsOf(concern, undefined).filter(({ group }) => group !== 'contact')
}

/** Facts of a concern. With several children, only those of the referred child, if it is known which one that is. */
function factsOf(concern: ConcernView, childId: string | undefined): SharedFact[] {
  const persons =
    concern.persons.some((person) => person.childId === childId) && childId
      ? concern.persons.filter((person) => person.childId === childId)
      : concern.persons
  return [
    { group: 'concern', item: 'words', text: concern.words },
    ...concern.messages
      .filter(({ side }) => side === 'reporter' || side === 'joined')
      .map(({ text }): SharedFact => ({ group: 'concern', item: 'words', text })),
    {
      group: 'concern',
      item: 'how-known',
      code: concern.howKnown === 'not-said' ? 'signals.not-said' : `signals.how-known.${concern.howKnown}`,
    },
    { group: 'concern', item: 'raised-at', at: concern.raisedAt },
    { group: 'safety', item: 'danger', code: `signals.danger.${concern.danger}` },
    ...persons.flatMap((person): SharedFact[] => [
      ...(person.name ? [{ group: 'identity', item: 'name', text: person.name } as const] : []),
      ...(person.age ? [{ group: 'identity', item: 'age', age: person.age } as const] : []),
      ...(person.sex === 'unknown'
        ? []
        : [{ group: 'identity', item: 'sex', code: `signals.sex.${person.sex}` } as const]),
      ...(person.language ? [{ group: 'identity', item: 'language', text: person.language } as const] : []),
    ]),
    ...(concern.placeCode ? [{ group: 'place', item: 'place-code', text: concern.placeCode } as const] : []),
    ...(concern.placeText ? [{ group: 'place', item: 'place', text: concern.placeText } as const] : []),
    ...(concern.suspect ? [{ group: 'safety', item: 'suspect', text: concern.suspect } as const] : []),
    ...(concern.nearChild && concern.nearChild !== 'not-said'
      ? [{ group: 'safety', item: 'near', code: `signals.near.${concern.nearChild}` } as const]
      : []),
    ...(concern.safeContact ? [{ group: 'safety', item: 'safe-contact', text: concern.safeContact } as const] : []),
    // The address of the person who reported is theirs: only with their leave.
    ...(concern.reply && concern.replyShared
      ? [{ group: 'contact', item: 'safe-reply', text: concern.reply } as const]
      : []),
  ]
}
