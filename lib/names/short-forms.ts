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
const ENDINGS = /(?:usxka|uxka|enka|oxka|ecka|ocka|xka|ito|ita|cito|cita|illo|illa|ino|ina|inho|inha|uxa|oxa|uxi|axa|cik|can|jan|ik|ek|ka|ko|cho|x|y)$/u
const leastPiece = 3

function shortens(short: Part, long: Part): boolean {
  if (short.sounds.length > long.sounds.length + 2) return false
  // Ahmad lies in Muhammad and is no short form of it: only what has lost its ending may lie anywhere.
  return piecesOf(short.sounds).some((piece) => begins(piece, long) || (piece !== short.sounds && piece.length >= leastPiece && liesIn(piece, long)))
}

function piecesOf(sounds: Sounds): Sounds[] {
  const bare = withoutEndingVowel(sounds)
  const piece = withoutEndingVowel(sounds.replace(ENDINGS, ''))
  return [...new Set([sounds, bare, piece])].filter((one) => one.length >= 2 && !isVowel(one.at(-1)!))
}

function withoutEndingVowel(sounds: Sounds): Sounds {
  return sounds.replace(/[aeiouy']+$/u, '')
}

function begins(piece: Sounds, { sounds, vowelled, skeletons }: Part): boolean {
  if (vowelled) return sounds.length > piece.length + 1 && broad(sounds).startsWith(broad(piece))
  const bones = consonants(piece)
  return bones.length >= 2 && skeletons.some((skeleton) => skeleton.length > bones.length) && broad(consonants(sounds)).startsWith(broad(bones))
}

function liesIn(piece: Sounds, { sounds, vowelled }: Part): boolean {
  return vowelled && broad(sounds).includes(broad(piece), 1)
}

function consonants(sounds: Sounds): Sounds {
  return sounds.replace(/[aeiouhwy']/gu, '')
}

/** Vowels that clerks exchange, and doubled consonants, as one. */
function broad(sounds: Sounds): Sounds {
  return sounds.replace(/[eiy]/gu, 'i').replace(/[ouw]/gu, 'u').replace(/[h']/gu, '').replace(/v/gu, 'f').replace(/z/gu, 's').replace(/(.)\1/gu, '$1')
}
