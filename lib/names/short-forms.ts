import type { Part } from './parts.ts'
import { isVowel, type Sounds } from './sounds.ts'

/**
 * Whether one part may be a short form of the other by how short forms are made everywhere: a piece of the name with an ending of
 * endearment (Rafa, Espe, Bouba; Juanita, Ilyusha; Lupe of Guadalupe). Those that must be known by heart stand in `nicknames.ts`.
 */
export function mayBeShortForm(a: Part, b: Part): boolean {
  return shortens(a, b) || shortens(b, a)
}

/** What people add to a piece of a name, longest first; a vowel at the end goes anyway. */
const ENDINGS =
  /(?:usxka|uxka|enka|oxka|ecka|ocka|xka|ito|ita|cito|cita|illo|illa|ino|ina|inho|inha|uxa|oxa|uxi|axa|cik|can|jan|ik|ek|ka|ko|cho|x|y)$/u
const leastPiece = 3

function shortens(short: Part, long: Part): boolean {
  if (short.sounds.length > long.sounds.length + 2) return false
  // Ahmad lies in Muhammad and is no short form of it: only what has lost its ending may lie anywhere.
  return shapeOf(short).pieces.some(
    (piece) =>
      begins(piece, long) ||
      (piece.sounds !== short.sounds && piece.sounds.length >= leastPiece && liesIn(piece, long)),
  )
}

/** A part as short forms see it. One part is held against many, so it is worked out once for as long as the part lives. */
interface Shape {
  readonly pieces: readonly Piece[]
  readonly broad: Sounds
  readonly broadBones: Sounds
}

/** What may be left of a longer name. */
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
  }
  shapes.set(part, shape)
  return shape
}

function piecesOf(sounds: Sounds): Sounds[] {
  const bare = withoutEndingVowel(sounds)
  const piece = withoutEndingVowel(sounds.replace(ENDINGS, ''))
  return [...new Set([sounds, bare, piece])].filter((one) => one.length >= 2 && !isVowel(one.at(-1)!))
}

function withoutEndingVowel(sounds: Sounds): Sounds {
  return sounds.replace(/[aeiouy']+$/u, '')
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
  for (const sound of sounds) if (!"aeiouhwy'".includes(sound)) left += sound
  return left
}

const ALIKE: Readonly<Record<string, string>> = { e: 'i', y: 'i', o: 'u', w: 'u', h: '', "'": '', v: 'f', z: 's' }

/** Vowels that clerks exchange, and doubled consonants, as one. */
function broad(sounds: Sounds): Sounds {
  let told = ''
  for (const sound of sounds) told += ALIKE[sound] ?? sound
  let single = ''
  for (let index = 0; index < told.length; index += told[index] === told[index + 1] ? 2 : 1) single += told[index]!
  return single
}
