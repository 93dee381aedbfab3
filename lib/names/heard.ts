import { alikeness, lettersOf, type Spoken } from './distance.ts'
import type { Part } from './parts.ts'
import { frenchSpelling } from './scripts/cyrillic.ts'
import { mandarinSpelling } from './scripts/han.ts'
import { heardInKorean, koreanSpelling } from './scripts/hangul.ts'
import { hebrewSpelling } from './scripts/hebrew.ts'
import { englishSpelling } from './scripts/kana.ts'
import type { Script } from './scripts/script.ts'
import { soundsOf } from './sounds.ts'

const MOST_SYLLABLES = 3

/** Whether each letter of a part is a syllable: a Chinese or Korean name, not a foreign name in these scripts. */
export function isSyllabic({ script, folded }: Part): boolean {
  return (script === 'Hang' || script === 'Hani') && lettersOf(folded).length <= MOST_SYLLABLES
}

/**
 * Whether two parts of one script are spoken the same. The sounds of Hangul are those of its romanisations, which merge
 * more.
 */
export function soundTheSame(a: Part, b: Part): boolean {
  return a.script === 'Hang' ? heardInKorean(a.folded) === heardInKorean(b.folded) : a.sounds === b.sounds
}

/** How a Latin word is spelled by sound, where the speakers of another script write it by their own rules. */
const SPELLED: Readonly<Partial<Record<Script, readonly ((word: string) => string)[]>>> = {
  Hang: [koreanSpelling],
  Hani: [mandarinSpelling],
  Hebr: [hebrewSpelling],
  Kana: [englishSpelling, frenchSpelling],
  Cyrl: [frenchSpelling],
}

/** As `alikeness`. A Latin name is also read as the other script would write it; the closer reading counts. */
export function alikenessAsHeard(a: Part, b: Part, least: number): number {
  const alike = alikeness(a, b, least)
  if (a.script === b.script || alike >= ALIKE_ENOUGH) return alike
  const [latin, other] = a.script === 'Latn' ? [a, b] : [b, a]
  if (latin.script !== 'Latn' || !SPELLED[other.script] || !mayOpenAlike(a, b)) return alike
  let closest = alike
  for (const reading of readingsBeside(latin, other.script))
    closest = Math.max(closest, alikeness(reading, other, least))
  return closest
}

const ALIKE_ENOUGH = 0.9

/** Whether a reading of each begins with the same consonant; other readings would be in vain. */
function mayOpenAlike(a: Part, b: Part): boolean {
  for (const mine of a.skeletons) for (const theirs of b.skeletons) if (mine[0] === theirs[0]) return true
  return false
}

/** One part is compared with many, so its readings are cached as long as the part lives. */
const readings = new WeakMap<Part, Map<Script, readonly Spoken[]>>()

function readingsBeside(part: Part, script: Script): readonly Spoken[] {
  const spelled = SPELLED[script] ?? []
  const known = readings.get(part) ?? new Map<Script, readonly Spoken[]>()
  const before = known.get(script)
  if (before) return before
  const heard = spelled.map((spell) => spell(part.folded)).filter((word) => word !== part.folded)
  const made = heard.map((word) => ({ sounds: soundsOf(word), vowelled: true }))
  readings.set(part, known.set(script, made))
  return made
}
