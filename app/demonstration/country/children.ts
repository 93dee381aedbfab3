import { type Dice, diceFor, pick, pickWeighted } from './dice.ts'
import { misspelt } from './misspelling.ts'
import { familyName, givenName, type Script, type Spellings, type World } from './name-lists.ts'

/** The truth about a child of the country, before a clerk registers them. */
export interface Child {
  readonly number: number
  readonly world: World
  readonly sex: 'female' | 'male'
  readonly birthYear: number
  /** Given name, father's name, family …, in the order this child's people use. */
  readonly names: readonly Spellings[]
  /** Children with the same number grew up together. */
  readonly household: number
  readonly language: string
}

/** One record of the register: a child as one clerk wrote them down. Some children have two records. */
export interface RegisteredChild {
  readonly child: Child
  readonly script: Script
  readonly name: string
  readonly calledName?: string
  readonly ageAbout?: number
  readonly born?: string
  readonly sexWritten: 'female' | 'male' | 'unknown'
  readonly phone?: string
}

// Every sixteenth record is the second record of a child among the fifteen before it.
const block = 16
const youngest = 2010
const years = 17
/** Ages count from this year. A child registered earlier was younger then. */
export const registeredIn = 2026

/** The number of the child of record `index`. Two records of one child have the same number. */
export function truthOf(seed: number, index: number): number {
  if (index % block !== block - 1) return index
  return index - 1 - Math.floor(diceFor(seed, 'again', index)() * (block - 1))
}

/** Child `number` of the country `seed`. Always the same, and independent of other children. */
export function childAt(seed: number, number: number): Child {
  const household = householdOf(seed, number)
  const home = diceFor(seed, 'household', household)
  const world = pickWeighted(home, worlds)
  const father = givenName(home, world, 'male')
  const grandfather = givenName(home, world, 'male')
  const families = [familyName(home, world), familyName(home, world)]
  const order = pickWeighted(home, customs[world])
  const dice = diceFor(seed, 'child', number)
  const sex = dice() < 0.5 ? 'female' : 'male'
  const parts: Record<string, () => Spellings> = {
    given: () => givenName(dice, world, sex),
    father: () => father,
    grandfather: () => grandfather,
    family: () => gendered(families[0]!, sex),
    second: () => gendered(families[1]!, sex),
  }
  const names = order.split(' ').map((part) => parts[part]!())
  return {
    number,
    world,
    sex,
    birthYear: youngest - 1 + Math.floor(dice() * years),
    names,
    household,
    language: pick(dice, languages[world]),
  }
}

export function recordAt(seed: number, index: number): RegisteredChild {
  const truth = truthOf(seed, index)
  const child = childAt(seed, truth)
  const dice = diceFor(seed, 'record', index)
  const again = truth !== index
  const script = pickWeighted(dice, scripts[child.world])
  const written = writeName(dice, child, script)
  const age = registeredIn - child.birthYear + (again && dice() < 0.4 ? (dice() < 0.5 ? -1 : 1) : 0)
  const short = child.names[0]!.short
  return {
    child,
    script,
    name: again && dice() < 0.5 ? misspelt(dice, written, script) : written,
    ...(short && short.length > 0 && dice() < 0.15 && { calledName: pick(dice, short) }),
    ...(dice() < 0.25
      ? { born: `${child.birthYear}-${two(1 + Math.floor(dice() * 12))}-${two(1 + Math.floor(dice() * 28))}` }
      : { ageAbout: Math.max(0, age) }),
    sexWritten: dice() < 0.04 ? 'unknown' : child.sex,
    ...(dice() < 0.1 && { phone: `07${String(Math.floor(dice() * 1e8)).padStart(8, '0')}` }),
  }
}

/** The child's name as a clerk of this script writes it: mostly in the usual spelling, sometimes in another. */
export function writeName(dice: Dice, { names }: Child, script: Script): string {
  return names.map((name) => (dice() < 0.6 ? name[script][0]! : pick(dice, name[script]))).join(' ')
}

const worlds: readonly (readonly [World, number])[] = [
  ['arab', 34],
  ['horn', 22],
  ['slavic', 14],
  ['turkic', 10],
  ['westafrica', 8],
  ['latin', 12],
]

const customs: Readonly<Record<World, readonly (readonly [string, number])[]>> = {
  arab: [
    ['given father family', 65],
    ['given family', 15],
    ['given father grandfather family', 20],
  ],
  horn: [
    ['given father grandfather', 75],
    ['given father', 25],
  ],
  slavic: [
    ['given family', 80],
    ['given father family', 20],
  ],
  turkic: [
    ['given family', 75],
    ['given father family', 25],
  ],
  westafrica: [
    ['given family', 85],
    ['given father family', 15],
  ],
  latin: [
    ['given family second', 70],
    ['given family', 30],
  ],
}

const scripts: Readonly<Record<World, readonly (readonly [Script, number])[]>> = {
  arab: [
    ['arab', 60],
    ['latn', 38],
    ['cyrl', 2],
  ],
  horn: [
    ['ethi', 48],
    ['latn', 48],
    ['arab', 4],
  ],
  slavic: [
    ['cyrl', 65],
    ['latn', 35],
  ],
  turkic: [
    ['latn', 60],
    ['cyrl', 28],
    ['arab', 12],
  ],
  westafrica: [
    ['latn', 96],
    ['arab', 4],
  ],
  latin: [
    ['latn', 99],
    ['arab', 1],
  ],
}

const languages: Readonly<Record<World, readonly string[]>> = {
  arab: ['ar'],
  horn: ['am', 'ti', 'om', 'so'],
  slavic: ['ru', 'uk'],
  turkic: ['tr', 'fa', 'az'],
  westafrica: ['fr', 'ff', 'ha'],
  latin: ['es', 'pt'],
}

/** Households of one to five children among fifteen neighbours. The result does not depend on where a load starts. */
function householdOf(seed: number, number: number): number {
  const first = number - (number % block)
  const dice = diceFor(seed, 'street', first)
  let head = first
  while (true) {
    const size = 1 + Math.floor(dice() * dice() * 5)
    if (number < head + size) return head
    head += size
  }
}

function gendered(name: Spellings, sex: 'female' | 'male'): Spellings {
  if (sex === 'male' || !name.f) return name
  return { ...name, latn: [name.f.latn, ...name.latn.slice(1)], cyrl: [name.f.cyrl] }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
