import type { AuthorityKind } from '#standards/codes'
import type { ShareGroup, SharePurpose } from './codes.ts'

/**
 * The small share of each kind of authority: what it needs to begin, and no more. People see it before sending and may
 * change it. Own practice, from need to know (reference 02, R7); no source prescribes the groups.
 */
const small: Readonly<Record<AuthorityKind, readonly ShareGroup[]>> = {
  'child-protection': ['concern', 'identity', 'place', 'safety'],
  'adult-services': ['concern', 'identity', 'place', 'safety'],
  police: ['place', 'safety'],
  health: ['identity', 'safety'],
  shelter: ['identity', 'safety'],
  guardianship: ['identity', 'place', 'safety'],
  'labour-inspection': ['place'],
  prosecution: ['safety'],
  immigration: ['safety'],
  other: ['safety'],
}

export function smallShare(kind: AuthorityKind): ShareGroup[] {
  return [...small[kind]]
}

/** What a kind of authority is told for, unless a person says otherwise. Police are called to keep a child safe. */
export function usualPurpose(kind: AuthorityKind | undefined): SharePurpose {
  if (kind === 'health') return 'care'
  if (kind === 'prosecution' || kind === 'labour-inspection') return 'investigation'
  return kind === 'immigration' ? 'right-to-stay' : 'protection'
}
