import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dice, diceFor, pick, pickFrequent } from './dice.ts'

export type Script = 'latn' | 'arab' | 'cyrl' | 'ethi'
export type World = 'arab' | 'horn' | 'slavic' | 'turkic' | 'westafrica' | 'latin'

/** One name in four scripts. The first form of each is the usual one. */
export interface Spellings {
  readonly latn: readonly string[]
  readonly arab: readonly string[]
  readonly cyrl: readonly string[]
  readonly ethi: readonly string[]
  /** Short forms in use. */
  readonly short?: readonly string[]
  /** The form for women of the family, if it differs. */
  readonly f?: { readonly latn: string; readonly cyrl: string }
}

interface ListedName extends Spellings {
  readonly world: World
  readonly sex?: 'f' | 'm' | 'both'
}

const given = readList('given-names.json')
const family = readList('family-names.json')

// About forty names in a list are too few for a country, so half of the children have a name outside our lists.
const listedGivenShare = 0.5
const inventedGiven = 2_000

/** A given name for a girl or a boy of this world. */
export function givenName(dice: Dice, world: World, sex: 'female' | 'male'): Spellings {
  if (dice() < listedGivenShare) return pickFrequent(dice, givenOf(world, sex === 'female' ? 'f' : 'm'), 5)
  return invented(`given ${sex}`, world, pickFrequent(dice, givenRanks, 50), givenEndings[sex])
}

// There are far more family names than given names, so six of ten people have one outside our lists.
const listedFamilyShare = 0.4
const inventedFamilies = 12_000

export function familyName(dice: Dice, world: World): Spellings {
  if (dice() < listedFamilyShare) return pickFrequent(dice, familiesOf(world), 5)
  return invented('family', world, pickFrequent(dice, familyRanks, 200), endings[world])
}

const givenRanks = Array.from({ length: inventedGiven }, (_, rank) => rank)
const familyRanks = Array.from({ length: inventedFamilies }, (_, rank) => rank)

// Syllables in the four scripts. Latin spellings differ between clerks, and Arabic omits short vowels.
const syllables: readonly Spellings[] = [
  'ba bah|با ب|ба|ባ',
  'di dee|دي د|ди|ዲ',
  'dou du|دو|ду|ዱ',
  'fa|فا ف|фа|ፋ',
  'gu gou|غو|гу|ጉ',
  'ha|ها ه|ха|ሃ',
  'ja dja|جا|джа|ጃ',
  'ka|كا ك|ка|ካ',
  'ki kee|كي|ки|ኪ',
  'lo|لو|ло|ሎ',
  'li lee|لي|ли|ሊ',
  'ma|ما م|ма|ማ',
  'mo|مو|мо|ሞ',
  'na|نا ن|на|ና',
  'ne|ني ن|не|ኔ',
  'ra|را ر|ра|ራ',
  'ri|ري|ри|ሪ',
  'ro|رو|ро|ሮ',
  'sa|سا س|са|ሳ',
  'so|سو|со|ሶ',
  'sha cha|شا|ша|ሻ',
  'ta|تا ت|та|ታ',
  'te|تي ت|те|ቴ',
  'tu tou|تو|ту|ቱ',
  'wa oua|وا|ва|ዋ',
  'ya|يا|я|ያ',
  'za|زا ز|за|ዛ',
  'zo|زو|зо|ዞ',
  'be|بي|бе|ቤ',
  'go|غو|го|ጎ',
  'hu hou|هو|ху|ሁ',
].map(spellingsOf)

const endings: Readonly<Record<World, readonly Spellings[]>> = {
  arab: ['wi oui|وي|ви|ዊ', 'ni|ني|ни|ኒ', 'ri|ري|ри|ሪ', 'di|دي|ди|ዲ', 's|س|с|ስ', 'n|ن|н|ን'].map(spellingsOf),
  horn: ['sa|سا|са|ሳ', 'nesh|نش|неш|ነሽ', 'le|لي|ле|ለ', 'w|و|в|ው', 'de|دي|де|ደ'].map(spellingsOf),
  slavic: ['nko|نكو|нко|ንኮ', 'rev|ريف|рев|ሬቭ', 'chuk|تشوك|чук|ቹክ', 'nin|نين|нин|ኒን', 'sky ski|سكي|ский|ስኪ'].map(
    spellingsOf,
  ),
  turkic: ['zade|زاده|заде|ዛዴ', 'gul|غول|гуль|ጉል', 'tas tash|تاش|таш|ታሽ', 'man|مان|ман|ማን', 'bay|باي|бай|ባይ'].map(
    spellingsOf,
  ),
  westafrica: ['mba|مبا|мба|ምባ', 'nda|ندا|нда|ንዳ', 'lo|لو|ло|ሎ', 're|ري|ре|ሬ', 'gne nye|ني|нье|ኜ'].map(spellingsOf),
  latin: ['z|ز|с|ስ', 'llo|يو|йо|ዮ', 'ra|را|ра|ራ', 'nti|نتي|нти|ንቲ', 'l|ل|ль|ል', 'no|نو|но|ኖ'].map(spellingsOf),
}

const givenEndings: Readonly<Record<'female' | 'male', readonly Spellings[]>> = {
  female: ['na|نا|на|ና', 'ya|يا|я|ያ', 'ra|را|ра|ራ', 'mi mee|مي|ми|ሚ', 'let|ليت|лет|ሌት', 'sha cha|شا|ша|ሻ'].map(
    spellingsOf,
  ),
  male: ['n|ن|н|ን', 'r|ر|р|ር', 'm|م|м|ም', 'do|دو|до|ዶ', 'ek|يك|ек|ክ', 'shu chou|شو|шу|ሹ'].map(spellingsOf),
}

function invented(of: string, world: World, rank: number, ends: readonly Spellings[]): Spellings {
  const dice = diceFor(of, world, rank)
  const sounds = [...Array.from({ length: dice() < 0.6 ? 2 : 3 }, () => pick(dice, syllables)), pick(dice, ends)]
  const written = (script: Script): string[] => {
    const usual = sounds.map((sound) => sound[script][0]!).join('')
    const other = sounds.map((sound) => sound[script].at(-1)!).join('')
    return [...new Set([usual, other])].map(script === 'latn' || script === 'cyrl' ? capitalised : (word) => word)
  }
  return { latn: written('latn'), arab: written('arab'), cyrl: written('cyrl'), ethi: written('ethi') }
}

function spellingsOf(row: string): Spellings {
  const [latn, arab, cyrl, ethi] = row.split('|').map((forms) => forms.split(' ')) as [
    string[],
    string[],
    string[],
    string[],
  ]
  return { latn, arab, cyrl, ethi }
}

function capitalised(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}

const byWorld = new Map<string, ListedName[]>()

function givenOf(world: World, sex: 'f' | 'm'): readonly ListedName[] {
  return listed(`given ${world} ${sex}`, () =>
    given.filter((name) => name.world === world && (name.sex === sex || name.sex === 'both')),
  )
}

function familiesOf(world: World): readonly ListedName[] {
  return listed(`family ${world}`, () => family.filter((name) => name.world === world))
}

function listed(place: string, find: () => ListedName[]): readonly ListedName[] {
  const known = byWorld.get(place) ?? find()
  byWorld.set(place, known)
  return known
}

function readList(file: string): readonly ListedName[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as ListedName[]
}
