import { dayIn } from '#lib/civil-time'
import type { Tx } from '#kernel/tx'
import { agesOfChild, loadStanding, shareableFactsOf } from '#path/children'
import { agesScreened } from '#path/identification'
import { type ConcernView, loadConcern } from '#path/signals'
import { type BothAges, readBothAges, type SaidAges, withDoubt } from '#standards/age'
import type { Referral, SharedFact } from '../model.ts'

/** The child's facts from the register, after a merge of the record that stands. Empty without access to the child. */
export async function factsOfChild(tx: Tx, childId: string): Promise<SharedFact[]> {
  const child = await loadStanding(tx, childId)
  return child ? shareableFactsOf(child) : []
}

interface About {
  childId?: string | undefined
  concern?: { readonly id: string; readonly persons: readonly { readonly childId: string | null }[] } | undefined
  /** The age that the sender says now. */
  told?: { from: number; to: number } | undefined
}

/**
 * The age now and the age at the time of the acts, from what the register and the screenings say, disputes included, and
 * what the sender says. What the concern says counts only where they are silent about now.
 */
export async function agesOf(
  tx: Tx,
  { concern, ...about }: About & { concern?: ConcernView | undefined },
): Promise<BothAges> {
  const said = await saidAbout(tx, { ...about, concern })
  const age = concern && personOf({ ...about, concern }).person?.age
  if (said.now.length > 0 || said.born || !age) return readBothAges(said, tx.today)
  const on = dayIn(tx.timeZone, new Date(concern.raisedAt))
  return readBothAges({ ...said, now: [{ age, on }] }, tx.today)
}

/** The ages of a draft with what was said since: a dispute, a birthday, an examined document that says less. */
export async function agesSince(
  tx: Tx,
  { childId, concernId, age, ageAtActs }: Pick<Referral, 'childId' | 'concernId' | 'age' | 'ageAtActs'>,
): Promise<Pick<Referral, 'age' | 'ageAtActs'>> {
  const concern = concernId ? await loadConcern(tx, concernId) : undefined
  const said = await saidAbout(tx, { childId, concern })
  const { now, atTheActs } = readBothAges(said, tx.today)
  return {
    age: said.now.length > 0 || said.born ? withDoubt(age, now) : age,
    ageAtActs: said.atTheActs.length > 0 ? withDoubt(ageAtActs, atTheActs) : ageAtActs,
  }
}

async function saidAbout(tx: Tx, about: About): Promise<SaidAges> {
  const { childId, concern, told } = about
  const { only, nobodyNamed } = personOf(about)
  if (nobodyNamed) return { now: [{ age: { unknown: true }, disputed: true }], atTheActs: [] }
  const child = childId ? await loadStanding(tx, childId) : undefined
  const registered: SaidAges = child ? agesOfChild(child, tx.today) : { now: [], atTheActs: [] }
  const screened = await agesScreened(tx, { childId, concernId: only ? concern?.id : undefined })
  return {
    now: [...registered.now, ...screened.now, ...(told ? [{ age: told }] : [])],
    atTheActs: [...registered.atTheActs, ...screened.atTheActs],
    born: registered.born,
  }
}

/**
 * The person of the concern who is this child. `only`: the concern is about nobody else, so its screening is about this
 * child. With several children and none named, nobody knows whose age it is.
 */
function personOf<Person extends { readonly childId: string | null }>({
  concern,
  childId,
}: {
  childId?: string | undefined
  concern?: { readonly persons: readonly Person[] } | undefined
}): { person: Person | undefined; only: boolean; nobodyNamed: boolean } {
  const persons = concern?.persons ?? []
  const several = persons.length > 1
  const person = several ? persons.find((one) => childId !== undefined && one.childId === childId) : persons[0]
  return { person, only: !several, nobodyNamed: several && childId === undefined }
}
