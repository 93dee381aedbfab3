import type { Tx } from '#kernel/tx'
import { readSignal, type SignalView } from '#signals'
import type { Referral, ShareGroup, SharedFact } from '../model.ts'

/** What would be shared now, group by group, as far as this person may read it. Nothing outside the chosen groups. */
export async function gatherFacts(tx: Tx, { signalId, share }: Pick<Referral, 'signalId' | 'childId' | 'share'>): Promise<SharedFact[]> {
  const signal = signalId ? await readSignal(tx, signalId, 'desk') : undefined
  return signal ? factsOfSignal(signal, share) : []
}

function factsOfSignal(signal: SignalView, share: readonly ShareGroup[]): SharedFact[] {
  const facts: SharedFact[] = [
    { group: 'concern', item: 'words', text: signal.words },
    { group: 'concern', item: 'how-known', code: `signals.how-known.${signal.howKnown}` },
    { group: 'concern', item: 'raised-at', at: signal.raisedAt },
    { group: 'safety', item: 'danger', code: `signals.danger.${signal.danger}` },
    ...signal.persons.flatMap((person): SharedFact[] => [
      ...(person.name ? [{ group: 'identity', item: 'name', text: person.name } as const] : []),
      ...(person.age ? [{ group: 'identity', item: 'age', age: person.age } as const] : []),
      ...(person.sex === 'unknown' ? [] : [{ group: 'identity', item: 'sex', code: `signals.sex.${person.sex}` } as const]),
      ...(person.language ? [{ group: 'identity', item: 'language', text: person.language } as const] : []),
    ]),
    ...(signal.placeCode ? [{ group: 'place', item: 'place-code', text: signal.placeCode } as const] : []),
    ...(signal.placeText ? [{ group: 'place', item: 'place', text: signal.placeText } as const] : []),
    ...(signal.reply ? [{ group: 'contact', item: 'safe-reply', text: signal.reply } as const] : []),
  ]
  return facts.filter(({ group }) => share.includes(group))
}
