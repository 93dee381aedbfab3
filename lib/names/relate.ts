import { alikeness, isOneLetterApart, lettersOf } from './distance.ts'
import { alikenessAsHeard, isSyllabic, soundTheSame } from './heard.ts'
import { nicknameClassesOf } from './nicknames.ts'
import type { Part } from './parts.ts'
import { mayBeShortForm } from './short-forms.ts'
import { exchanged } from './sound-costs.ts'
import { classesOf, isVowel } from './sounds.ts'

/** Relations of two parts of names, closest first. */
export type PartRelation =
  | 'same'
  | 'another-script'
  | 'one-letter-apart'
  | 'sounds-alike'
  | 'nickname'
  | 'short-form'
  | 'initial'
  | 'similar'
  | 'differs'

/** Below this value two parts count as not alike. */
const LEAST_ALIKE = 0.65

/** How two parts relate. Symmetric. */
export function relate(a: Part, b: Part): PartRelation {
  if (a.folded === b.folded) return 'same'
  if (isSyllabic(a) || isSyllabic(b)) return relateSyllables(a, b)
  if (isInitial(a) || isInitial(b)) return sameOpening(a, b) ? 'initial' : 'differs'
  const alike = Math.max(alikenessAsHeard(a, b, LEAST_ALIKE), bareAlikeness(a, b), bareAlikeness(b, a))
  if (a.script === b.script && areTiny(a, b))
    return alike === 1 ? 'sounds-alike' : alike >= 0.72 ? 'similar' : 'differs'
  if (a.script !== b.script && isOfAnotherScript(a, b, alike)) return 'another-script'
  if (a.script === b.script && oneLetterApart(a, b, alike)) return 'one-letter-apart'
  if ((alike >= 0.86 || (alike >= 0.7 && shareSkeleton(a, b, 3))) && !hasOtherVowels(a, b)) return 'sounds-alike'
  if (shareNickname(a, b)) return 'nickname'
  if (mayBeShortForm(a, b)) return 'short-form'
  return alike >= 0.72 ? 'similar' : 'differs'
}

/** Of two consonants in common only if both scripts write the vowels: Jean and Жан, but not Leo and ليلى. */
function isOfAnotherScript(a: Part, b: Part, alike: number): boolean {
  if (alike >= 0.82) return true
  if (alike < LEAST_ALIKE) return false
  return shareSkeleton(a, b, 3) || (alike >= 0.76 && a.vowelled && b.vowelled && shareSkeleton(a, b, 2))
}

function shareSkeleton(a: Part, b: Part, least: number): boolean {
  return a.skeletons.some((skeleton) => skeleton.length >= least && b.skeletons.includes(skeleton))
}

/** A syllable of three is a third of the name, so in one script only names that sound the same are alike. */
function relateSyllables(a: Part, b: Part): PartRelation {
  if (a.script === b.script) return soundTheSame(a, b) ? 'sounds-alike' : 'differs'
  const alike = alikenessAsHeard(a, b, LEAST_ALIKE)
  if (isOfAnotherScript(a, b, alike)) return 'another-script'
  if (shareNickname(a, b)) return 'nickname'
  return (isInitial(a) || isInitial(b)) && sameOpening(a, b) ? 'initial' : 'differs'
}

/**
 * Whether two names of one script with the same consonants differ by the last vowel or two others: Castillo and
 * Castella, Marino and Maroni. Vowels that people confuse (a and e, e and i, o and u) are no difference.
 */
export function hasOtherVowels(a: Part, b: Part): boolean {
  if (a.script !== b.script || !a.vowelled || !shareSkeleton(a, b, 1)) return false
  const [mine, theirs] = [vowelsOf(a), vowelsOf(b)]
  if (mine.length !== theirs.length) return false
  const others = mine.map((vowel, place) => exchanged(vowel, theirs[place]!) > 0.1)
  return others.at(-1) === true || others.filter(Boolean).length > 1
}

function vowelsOf({ sounds }: Part): string[] {
  return sounds.split('').filter(isVowel)
}

function shareNickname(a: Part, b: Part): boolean {
  const classes = nicknameClassesOf(b)
  return classes.length > 0 && nicknameClassesOf(a).some((one) => classes.includes(one))
}

/** "Haddad" and "الحداد" are one name. */
function bareAlikeness(a: Part, b: Part): number {
  return a.bareSounds === a.sounds ? 0 : alikeness({ sounds: a.bareSounds, vowelled: a.vowelled }, b, LEAST_ALIKE)
}

function oneLetterApart(a: Part, b: Part, alike: number): boolean {
  const shorter = Math.min(lettersOf(a.folded).length, lettersOf(b.folded).length)
  if (shorter < 3 || !isOneLetterApart(a.folded, b.folded)) return false
  return shorter >= 5 || alike >= 0.75
}

/** In a word of two letters, one letter is half the name: Do and Du are two families. */
function areTiny(a: Part, b: Part): boolean {
  return Math.max(lettersOf(a.folded).length, lettersOf(b.folded).length) < 3
}

function isInitial(part: Part): boolean {
  return part.vowelled && lettersOf(part.folded).length === 1 && !isSyllabic(part)
}

function sameOpening(a: Part, b: Part): boolean {
  const [first, second] = [a.sounds[0] ?? '', b.sounds[0] ?? '']
  return first === second || classesOf(first).some((one) => one !== '' && classesOf(second).includes(one))
}
