import { saysNoName, saysNotKnown } from './placeholders.ts'
import { familyApart } from './scripts/family-first.ts'
import { isOfThreeSyllables } from './scripts/romanised-syllables.ts'
import { scriptOf, writesAllVowels, type Script } from './scripts/script.ts'
import { skeletonsOf, soundsOf, type Sounds, withoutSilentEnd } from './sounds.ts'

/** One part of a name (given, father's, family…; we do not ask which), ready to be compared. */
export interface Part {
  /** As written, joined compounds included ("Abd al-Rahman" is one part). */
  written: string
  script: Script
  /** Whether the script of this part writes its vowels. */
  vowelled: boolean
  /** Lower case, without accents and vowel marks, in its own script. */
  folded: string
  sounds: Sounds
  /**
   * The same without the article, which Arabic script attaches to the word and other scripts separate. Equal if there
   * is none.
   */
  bareSounds: Sounds
  /** Consonant skeletons, one for each reading, with and without an attached article. */
  skeletons: readonly string[]
  /** Whether it follows "son of" or "daughter of": it is the name of the parent, and the part before it the child's. */
  isParent: boolean
}

/** Son or daughter of: the part after it is the parent's name. */
const CHILD_OF: ReadonlySet<string> = new Set(
  'bin bint binti ibn ben bnt bn ould wuld mint بن ابن بنت ولد бин бен ибн'.split(' '),
)

/**
 * Particles join the parts of a name. People write them or leave them out, so one that joins is not compared. Many are
 * also names (Anh Do, Bimalendu De, Ben Carter): one that joins nothing is a part like any other.
 */
const PARTICLES: ReadonlySet<string> = new Set([
  ...CHILD_OF,
  ...'de del della di da do dos das du van von der den ter la las los le y e of ва'.split(' '),
])
/** Articles belong to the word after them, also at the beginning of a name. */
const ARTICLES: ReadonlySet<string> = new Set('al el ul il ال аль эль аш'.split(' '))
/** These words follow the father's name ("Али оглы"), so they are no names at the end. */
const AFTER_FATHER: ReadonlySet<string> = new Set('оглы оглу кызы гызы углы угли қизи'.split(' '))

/** Whether the word at this place only joins others: between two of them, or as an article before one. */
function joinsOthers({ folded }: Word, place: number, words: readonly Word[]): boolean {
  const isLast = place === words.length - 1
  if (AFTER_FATHER.has(folded)) return place > 0
  if (ARTICLES.has(folded)) return !isLast
  return PARTICLES.has(folded) && place > 0 && !isLast
}

// The article before a sun letter, only if it is attached to a part that begins with this letter (ar-Rashid): "An" or "As"
// alone may be a name, and En-lai is one.
const SUN_ARTICLE = /(^|[\s-])[aeu](sh|ch|th|[dnrstz])[-'’](?=\2)/giu

const SERVANT_OF = /^(?:abd|abdu|abdul|abdel|abdal|abdil|abdoul|abdur|abdus|abdou|عبد|абд|абдул|абдель|абду)$/u
const FATHER_OF = /^(?:abu|abou|abo|aboo|ابو|абу)$/u
const FAITH = /^(?:din|deen|dine|eddin|eddine|aldin|aldeen|uddin|الدين|дин|эддин|уддин|аддин)$/u

const UNSEEN = /[\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const BETWEEN = /[\s\-‐-―_,.;:/()"“”«»·・=゠|،؛።၊။־]+/u
const APOSTROPHES = /^['’`ʿʾʻʼ]+|['’`ʿʾʻʼ]+$/gu

/**
 * Reads many names and caches their parts, because parts repeat. It keeps names in memory, so drop it when the work
 * ends.
 */
export interface NameReader {
  /** As the function of this name; equal parts are one object. */
  partsOf(name: string): readonly Part[]
  /** As the function of this name; equal parts are one object. */
  joinParts(first: Part, second: Part): Part
}

function once<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}

export function nameReader(): NameReader {
  const names = new Map<string, readonly Part[]>()
  const words = new Map<string, Word>()
  const parts = new Map<string, Part>()
  const partOnce = (word: Word): Part =>
    once(parts, word.isParent ? `${word.written} ` : word.written, () => partOf(word))
  const wordOnce = (written: string): Word => once(words, written, () => wordOf(written))
  return {
    partsOf: (name) => once(names, name, () => readParts(personWords(name), wordOnce, partOnce)),
    joinParts: (first, second) => partOnce(joinWords(first, second)),
  }
}

/** The parts of a written name, in the order written. Empty when the text holds no letter or says that there is no name. */
export function partsOf(name: string): Part[] {
  return readParts(personWords(name), wordOf, partOf)
}

/** The parts of the name of a place, which has no family name. */
export function partsOfPlace(name: string): Part[] {
  return readParts(wordsOf(name), wordOf, partOf)
}

function personWords(name: string): readonly string[] {
  return familyApart(wordsOf(name))
}

function readParts(
  written: readonly string[],
  readWord: (written: string) => Word,
  readPart: (word: Word) => Part,
): Part[] {
  const words = written.map(readWord)
  const known = isNoName(words) ? [] : words.filter(({ folded }) => !saysNotKnown(folded))
  if (isNoName(known)) return []
  return joined(parentsMarked(known)).map(readPart)
}

/** The words without particles. A word after "son of" is marked, with only articles between. */
function parentsMarked(words: readonly Word[]): readonly Word[] {
  // Do and Da join Portuguese names, but are syllables of Korean ones (Suh Do-min).
  if (isOfThreeSyllables(words.map(({ folded }) => folded))) return words
  const marked: Word[] = []
  let isParent = false
  for (const [place, word] of words.entries()) {
    if (!joinsOthers(word, place, words)) {
      marked.push(isParent ? { ...word, isParent } : word)
      isParent = false
    } else if (CHILD_OF.has(word.folded)) isParent = true
  }
  return marked
}

function isNoName(words: readonly Word[]): boolean {
  return saysNoName(words.map(({ folded }) => folded))
}

interface Word {
  written: string
  folded: string
  isParent?: boolean
}

function wordOf(written: string): Word {
  return { written, folded: fold(written) }
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(SUN_ARTICLE, '$1')
    .split(BETWEEN)
    .map((word) => word.replace(APOSTROPHES, ''))
    .filter((word) => /\p{L}/u.test(word))
}

/** Lower case, without accents and vowel marks, with one spelling for Arabic letters that people mix. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[a-z' -]*$/.test(lower)) return lower
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<=\p{Script=Latin})\p{M}+|(?<=\p{Script=Cyrillic})\u0301|[\u064B-\u065F\u0670\u0591-\u05C7]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ی/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه')
    .normalize('NFC')
    .replace(/ё/g, 'е')
}

function joined(words: readonly Word[]): Word[] {
  const compounds: Word[] = []
  for (const word of words) {
    const before = compounds.at(-1)
    const goesOn =
      before !== undefined &&
      (SERVANT_OF.test(before.folded) || FATHER_OF.test(before.folded) || FAITH.test(word.folded))
    if (goesOn) compounds[compounds.length - 1] = joinWords(before, word)
    else compounds.push(word)
  }
  return compounds
}

function joinWords(first: Word, second: Word): Word {
  const word = { written: `${first.written} ${second.written}`, folded: first.folded + second.folded }
  return first.isParent ? { ...word, isParent: true } : word
}

/** Joins two neighbouring parts, because one person writes them apart and another together. */
export function joinParts(first: Part, second: Part): Part {
  return partOf(joinWords(first, second))
}

/** Most letters of a foreign name in Katakana have two readings. */
const MOST_OF_KANA = 8

function partOf({ written, folded, isParent = false }: Word): Part {
  const script = scriptOf(written)
  const sounds = soundsOf(withoutServantArticle(accented(written, folded), script))
  const bare = withoutArticle(folded, script)
  const spoken = bare === folded ? sounds : soundsOf(bare)
  const spokenEnd = script === 'Latn' ? withoutSilentEnd(folded) : undefined
  const skeletons = new Set([
    ...skeletonsOf(sounds, script === 'Kana' ? MOST_OF_KANA : undefined),
    ...(spoken === sounds ? [] : skeletonsOf(spoken)),
    ...(spokenEnd === undefined ? [] : skeletonsOf(soundsOf(spokenEnd))),
  ])
  return {
    written,
    script,
    vowelled: writesAllVowels(script),
    folded,
    sounds,
    bareSounds: script === 'Arab' ? spoken : sounds,
    skeletons: [...skeletons],
    isParent,
  }
}

/** Accents and Arabic hamzas distinguish sounds that the folded word has lost. */
function accented(written: string, folded: string): string {
  return written.includes(' ')
    ? folded
    : written
        .normalize('NFC')
        .toLowerCase()
        .replace(/[\u064B-\u0652\u0670]/gu, (mark) => ('\u064E\u064F\u0650'.includes(mark) ? mark : ''))
}

/** People write the article inside "Abdulrahman", "Abdurrahman", "عبدالرحمن" in many ways, or leave it out. */
function withoutServantArticle(word: string, script: Script): string {
  if (script === 'Arab') return word.replace(/^عبد ?ال(?=..)/u, 'عبد').replace(/(?<=..)الدين$/u, 'دين')
  if (script === 'Cyrl') return word.replace(/^абд[аеиуэ]л?ь?(?=..)/u, 'абд').replace(/(?<=..)[еуиаэ]дд?ин$/u, 'дин')
  if (script === 'Latn')
    return word.replace(/^a[bp]d(?:[aeiou]+l?|l)-?(?=...)/, 'abd').replace(/(?<=..)[aeiou]+l?d?d(?:ie?|ee)ne?$/, 'din')
  return word
}

function withoutArticle(folded: string, script: Script): string {
  if (script === 'Arab') return folded.replace(/^ال(?=.{3})/u, '')
  if (script === 'Latn') return folded.replace(/^[ae]l(?=[^aeiouy].{3})/, '')
  return folded
}
