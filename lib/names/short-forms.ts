import { alikeness, type Spoken } from './distance.ts'
import type { Part } from './parts.ts'
import { isVowel, skeletonsOf, type Sounds } from './sounds.ts'

/**
 * Whether one part may be a short form of the other, by the usual pattern: a piece of the name, perhaps with an ending
 * of endearment (Rafa, Espe, Bouba; Juanita, Ilyusha; Lupe for Guadalupe). Short forms without a pattern are in
 * `nickname-classes.ts`.
 */
export function mayBeShortForm(a: Part, b: Part): boolean {
  return shortens(a, b) || shortens(b, a) || isServantForm(a, b)
}

/** Whether one part is the other without "servant of": Rashid for Abd al-Rashid. */
export function isServantForm(a: Part, b: Part): boolean {
  return isServed(a, b) || isServed(b, a)
}

function isServed(served: Part, whole: Part): boolean {
  if (!isServant(whole) || isServant(served)) return false
  const rest = shapeOf(whole).served
  if (!rest) return false
  return Math.max(alikeness(rest, served), alikeness(rest, { ...served, sounds: served.bareSounds })) >= 0.86
}

/** Endings that people add to a piece of a name, longest first. A vowel at the end is removed anyway. */
const ENDINGS =
  /(?:usxka|uxka|enka|oxka|ecka|ocka|xka|ito|ita|cito|cita|illo|illa|ino|ina|inho|inha|uxa|oxa|uxi|axa|cik|can|jan|ik|ek|ka|ko|cho|x|y)$/u
const leastPiece = 3

function shortens(short: Part, long: Part): boolean {
  if (short.sounds.length > long.sounds.length + 2) return false
  // Muhammad contains Ahmad, which is not its short form. So only a form that has lost its ending may match anywhere.
  return shapeOf(short).pieces.some(
    (piece) =>
      begins(piece, long) ||
      (piece.sounds !== short.sounds && piece.sounds.length >= leastPiece && liesIn(piece, long)),
  )
}

/** The pieces of a part. One part is compared with many, so they are cached as long as the part lives. */
interface Shape {
  readonly pieces: readonly Piece[]
  readonly broad: Sounds
  readonly broadBones: Sounds
  /** The name of God in "servant of", if it is long enough to be told apart. */
  readonly served: Spoken | undefined
}

/** A piece of a longer name that a short form may keep. */
interface Piece {
  readonly sounds: Sounds
  readonly broad: Sounds
  readonly bones: Sounds
  readonly broadBones: Sounds
}

const shapes = new WeakMap<Part, Shape>()

function shapeOf(part: Part): Shape {
  const known = shapes.get(part)
  if (known) return known
  const { sounds } = part
  const shape = {
    pieces: piecesOf(sounds).map((piece) => ({
      sounds: piece,
      broad: broad(piece),
      bones: consonants(piece),
      broadBones: broad(consonants(piece)),
    })),
    broad: broad(sounds),
    broadBones: broad(consonants(sounds)),
    served: servedBy(part),
  }
  shapes.set(part, shape)
  return shape
}

function isServant({ sounds }: Pick<Part, 'sounds'>): boolean {
  return sounds.startsWith('bd', 1) && (sounds.startsWith('a') || sounds.startsWith("'"))
}

function servedBy({ sounds, vowelled }: Part): Spoken | undefined {
  if (!isServant({ sounds })) return undefined
  const served = sounds.slice(3)
  return skeletonsOf(served).some((skeleton) => skeleton.length > 1) ? { sounds: served, vowelled } : undefined
}

function piecesOf(sounds: Sounds): Sounds[] {
  const bare = withoutEndingVowel(sounds)
  const piece = withoutEndingVowel(sounds.replace(ENDINGS, ''))
  return [...new Set([sounds, bare, piece])].filter((one) => one.length >= 2 && !isVowel(one.at(-1)!))
}

function withoutEndingVowel(sounds: Sounds): Sounds {
  return sounds.replace(/[aeiouEy']+$/u, '')
}

function begins(piece: Piece, long: Part): boolean {
  if (long.vowelled) return long.sounds.length > piece.sounds.length + 1 && shapeOf(long).broad.startsWith(piece.broad)
  const { length } = piece.bones
  return (
    length >= 2 &&
    long.skeletons.some((skeleton) => skeleton.length > length) &&
    shapeOf(long).broadBones.startsWith(piece.broadBones)
  )
}

function liesIn(piece: Piece, long: Part): boolean {
  return long.vowelled && shapeOf(long).broad.includes(piece.broad, 1)
}

function consonants(sounds: Sounds): Sounds {
  let left = ''
  for (const sound of sounds) if (!"aeiouEhwy':".includes(sound)) left += sound
  return left
}

const ALIKE: Readonly<Record<string, string>> = {
  e: 'i',
  E: 'i',
  y: 'i',
  o: 'u',
  w: 'u',
  h: '',
  "'": '',
  v: 'f',
  z: 's',
}

/** Merges vowels that clerks confuse, and doubled consonants. */
function broad(sounds: Sounds): Sounds {
  let told = ''
  for (const sound of sounds) told += ALIKE[sound] ?? sound
  let single = ''
  for (let index = 0; index < told.length; index += told[index] === told[index + 1] ? 2 : 1) single += told[index]!
  return single
}
