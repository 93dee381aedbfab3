import { ageLimits, isAge, oldestAge } from '#lib/forms'
import type { AgeAnswer } from '#lib/forms/model'
import type { Truth } from '#lib/rules'
import type { HowKnown } from '../codes/how-known.ts'
import { ageOn, type BirthRange, birthRangeOfAge } from './birth-range.ts'

/**
 * The only place that decides whether an age makes a child or an adult. Screening, register, routing and consent ask
 * here. Doubt means child (reference 02, R3; Council of Europe Convention CETS 197, Article 10(3)). Children are taught
 * to say 18 and are given the papers of adults, so what somebody says, what a paper says that nobody examined, and how a
 * person looks never make an adult.
 */

/** How an age is known, and whether somebody says that it is not true. */
export interface AgeKnown {
  readonly how?: HowKnown | undefined
  readonly disputed?: boolean | undefined
}

/** An age as somebody said it. `on`: the day of this age. It grows from there; without a day it is of today. */
export interface SaidAge extends AgeKnown {
  readonly age: AgeAnswer | { readonly unknown: true }
  readonly on?: string | undefined
}

/** The ages in completed years that a person may have. `certain`: an adult, and nothing leaves room for a child. */
export interface ReadAge {
  readonly from: number
  readonly to: number
  readonly certain?: true | undefined
}

const adultFrom = 18
/** An age in doubt may be that of a child of 17. */
const oldestChild = 17
/**
 * "About 19" and "between 18 and 20" are said of children too. Only where the lowest reading is 21 no child is left. The
 * margin is ours: no instrument names one.
 */
const adultFromWithoutExactness = 21

/** An examined document, or a finished assessment as the law prescribes it. Everything else leaves doubt. */
const settling: readonly HowKnown[] = ['document-examined', 'assessed']

/** Under 18: yes, no, or in doubt. Without knowing how the age is known, nobody is certainly an adult. */
export function isUnderEighteen(age: AgeAnswer | { readonly unknown: true } | undefined, known: AgeKnown = {}): Truth {
  if (age === undefined || 'unknown' in age || !isAge(age)) return 'unknown'
  const highest = 'about' in age ? age.about : ageLimits(age).to
  if (highest < adultFrom) return 'yes'
  return isSettled(known) && ageLimits(age).from >= adultLimit(age) ? 'no' : 'unknown'
}

function isSettled({ how, disputed }: AgeKnown): boolean {
  return disputed !== true && how !== undefined && settling.includes(how)
}

function adultLimit(age: AgeAnswer): number {
  return 'exact' in age ? adultFrom : adultFromWithoutExactness
}

/** The roles whose duty it is to have a document examined or an age assessed. A first worker notes what they were told. */
const settlingRoles: readonly string[] = ['authority', 'caseworker', 'supervisor']

export function maySettleAge({ roles }: { readonly roles: readonly string[] }): boolean {
  return roles.some((role) => settlingRoles.includes(role))
}

/**
 * Whether this person may record this age: an age that makes somebody an adult needs a role with the duty, also one of
 * an earlier day that has grown since. Everyone may record that an age is disputed.
 */
export function mayRecordAge(actor: { readonly roles: readonly string[] }, said: SaidAge, today: string): boolean {
  const { age, on: _, ...known } = said
  return maySettleAge(actor) || (isUnderEighteen(age, known) !== 'no' && !isCertainAdult(readAges([said], today)))
}

/**
 * What several people said about one age, read for the child: the lowest and the highest of all. Undefined if nobody
 * knows, or if somebody disputes it: nobody has decided, and doubt about age means child. Where an adult is not certain,
 * the person may be 17.
 */
export function readAges(said: readonly SaidAge[], today: string, born?: BirthRange): ReadAge | undefined {
  if (said.some(({ disputed }) => disputed)) return undefined
  const ages = said.flatMap(({ age, on, ...known }) => {
    if ('unknown' in age || !isAge(age)) return []
    const range = ageOn(birthRangeOfAge(age, on, today), today)
    return [{ ...range, adult: isSettled(known) && range.from >= adultLimit(age) }]
  })
  if (born) ages.push({ ...ageOn(born, today), adult: false })
  if (ages.length === 0) return undefined
  const [from, to] = [Math.min(...ages.map((age) => age.from)), Math.max(...ages.map((age) => age.to))]
  if (from >= adultFrom && ages.some(({ adult }) => adult)) return { from, to, certain: true }
  return { from: Math.min(from, oldestChild), to }
}

/** What is said about two ages, for two questions. They are never computed from each other. */
export interface SaidAges {
  /** Now: who decides and who has the mandate. */
  readonly now: readonly SaidAge[]
  /** At the time of the acts: which law protects (rules R1, R2 and R20). */
  readonly atTheActs: readonly SaidAge[]
  readonly born?: BirthRange | undefined
}

export interface BothAges {
  readonly now: ReadAge | undefined
  readonly atTheActs: ReadAge | undefined
}

/** Both ages, each read from all that is said. Of whom nothing is said about now is at least as old as they were then. */
export function readBothAges({ now, atTheActs, born }: SaidAges, today: string): BothAges {
  const then = readAges(atTheActs, today)
  const silent = now.length === 0 && born === undefined
  return { now: silent ? then && { ...then, to: oldestAge } : readAges(now, today, born), atTheActs: then }
}

/** An age that was read before, with what is said about it since. It only adds doubt: an adult is certain in both. */
export function withDoubt(before: ReadAge | undefined, since: ReadAge | undefined): ReadAge | undefined {
  if (!before || !since) return undefined
  const range = { from: Math.min(before.from, since.from), to: Math.max(before.to, since.to) }
  return before.certain && since.certain ? { ...range, certain: true } : range
}

/** The lowest age that must be reckoned with. A bare range whose lowest reading is below 21 may be a child's. */
export function lowestReading({ from, certain }: ReadAge): number {
  return certain || from >= adultFromWithoutExactness ? from : Math.min(from, oldestChild)
}

/** Whether nothing leaves room for a child. An unknown age leaves room. */
export function isCertainAdult(age: ReadAge | undefined): boolean {
  return age !== undefined && lowestReading(age) >= adultFrom
}
