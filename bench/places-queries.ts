import { checkPlaces, readPlacesCsv } from '#places'
import { diceOf } from '#lib/dice'

export interface Asked {
  kind: 'one-letter' | 'three-letters' | 'whole' | 'slip' | 'arabic' | 'cyrillic' | 'with-parent'
  typed: string
  /** The person's workplace: another place in the same country. */
  near: string
  meant: string
}

const arabic: Readonly<Record<string, string>> = {
  sh: 'ش',
  kh: 'خ',
  ch: 'تش',
  th: 'ث',
  dh: 'ذ',
  gh: 'غ',
  ou: 'و',
  b: 'ب',
  c: 'ك',
  d: 'د',
  f: 'ف',
  g: 'غ',
  h: 'ه',
  j: 'ج',
  k: 'ك',
  l: 'ل',
  m: 'م',
  n: 'ن',
  p: 'ب',
  q: 'ق',
  r: 'ر',
  s: 'س',
  t: 'ت',
  v: 'ف',
  w: 'و',
  x: 'كس',
  y: 'ي',
  z: 'ز',
  a: 'ا',
  e: '',
  i: 'ي',
  o: 'و',
  u: 'و',
}
const cyrillic: Readonly<Record<string, string>> = {
  sh: 'ш',
  kh: 'х',
  ch: 'ч',
  zh: 'ж',
  ts: 'ц',
  ya: 'я',
  yu: 'ю',
  a: 'а',
  b: 'б',
  c: 'к',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'х',
  i: 'и',
  j: 'дж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'к',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'в',
  x: 'кс',
  y: 'ы',
  z: 'з',
}

/**
 * Texts a person types to find a place of the list: the beginning, the whole name, a typing error, another script, with
 * its region.
 */
export function askings(csv: string, count: number): Asked[] {
  const random = diceOf(23)
  const { places } = checkPlaces(readPlacesCsv(csv).rows)
  const named = places.filter(({ name }) => (Object.values(name)[0] ?? '').length >= 4)
  const names = new Map(named.map(({ code, name }) => [code, Object.values(name)[0]!]))
  const byCountry = new Map<string, typeof named>()
  for (const place of named) byCountry.set(place.country, [...(byCountry.get(place.country) ?? []), place])
  const kinds: Asked['kind'][] = ['one-letter', 'three-letters', 'whole', 'slip', 'arabic', 'cyrillic', 'with-parent']
  return Array.from({ length: count }, (_, index) => {
    const place = named[Math.floor(random() * named.length)]!
    const neighbours = byCountry.get(place.country)!
    const name = names.get(place.code)!
    const kind = kinds[index % kinds.length]!
    const above = place.ancestors[0] && names.get(place.ancestors[0])
    const typed = {
      'one-letter': name.slice(0, 1),
      'three-letters': name.slice(0, 3),
      whole: name,
      slip: slipped(name, random),
      arabic: written(name, arabic),
      cyrillic: written(name, cyrillic),
      'with-parent': above ? `${name}, ${above}` : name,
    }[kind]
    return { kind, typed, near: neighbours[Math.floor(random() * neighbours.length)]!.code, meant: place.code }
  })
}

/** One letter dropped, doubled or swapped with the next, never the first letter. */
function slipped(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (name.length - 2))
  const way = Math.floor(random() * 3)
  if (way === 0) return name.slice(0, at) + name.slice(at + 1)
  return way === 1
    ? name.slice(0, at) + name[at] + name.slice(at)
    : name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2)
}

function written(name: string, letters: Readonly<Record<string, string>>): string {
  return name
    .toLowerCase()
    .replace(
      /sh|kh|ch|th|dh|gh|ou|zh|ts|ya|yu|[a-z]/g,
      (spelled) => letters[spelled] ?? [...spelled].map((one) => letters[one] ?? one).join(''),
    )
}
