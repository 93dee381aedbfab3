import type { AuthorityKind } from '#standards/codes'
import type { Referral } from './model.ts'

/** Who leads for a child or for a person who is certainly an adult (reference 02, R4). */
const leads: readonly AuthorityKind[] = ['child-protection', 'adult-services']

/**
 * Whether the authority reads what may be happening to the child, and what was decided about it. The mandate of the one
 * that leads rests on it. For every other one it belongs to what was found in a conversation, and needs a word that
 * covers it (reference 02, R7).
 */
export function readsWhyProtection(
  { leadId, share, sharedUnder }: Pick<Referral, 'leadId' | 'share' | 'sharedUnder'>,
  kind: AuthorityKind | undefined,
): boolean {
  if (leadId === undefined && kind !== undefined && leads.includes(kind)) return true
  // What the recipient deleted after a withdrawal is no longer in the share.
  return share.includes('screening') && sharedUnder?.screening !== undefined
}
