import type { ShareGroup, SharePurpose } from './codes.ts'
import { isAbout } from './firewall.ts'
import type { Authority, Consent } from './model.ts'

type Recipient = Pick<Authority, 'id' | 'kind'>

/** Facts of one group that would go to one recipient for one purpose at one time. */
export interface Sharing {
  recipient: Recipient
  group: ShareGroup
  purpose: SharePurpose
  now: string
  /** In immediate danger going ahead against a no does not wait for the second person. */
  urgent?: boolean
}

/** Why a yes does not reach this recipient, these facts, this purpose or this day. */
export type Limit = 'expired' | 'not-for-this-authority' | 'not-for-these-facts' | 'not-for-this-purpose'

/**
 * Whether something that was said lets these facts go to this recipient for this purpose now. It says nothing about whose
 * yes is needed (`consent.ts`).
 */
export function covers(
  words: readonly Consent[],
  recipient: Recipient,
  group: ShareGroup,
  purpose: SharePurpose,
  now: string,
): boolean {
  return standing(words, { recipient, group, purpose, now }).length > 0
}

/**
 * The words that let these facts go, in their order. Each yes is a grant of its own: a second one never takes from the
 * first. A no or a withdrawal ends what that person said before it, for the recipients and facts it means, and every
 * decision to go ahead. The child's stands against every yes of anybody, earlier or later, until the child says yes again.
 */
export function standing(words: readonly Consent[], sharing: Sharing): Consent[] {
  const said = words.filter(({ withdrawnAt }) => withdrawnAt === undefined)
  const refused = childSaysNo(said, sharing)
  return said.filter((word, index) => {
    if (isNo(word) || limitOf(word, sharing) !== undefined) return false
    // The law leaves no choice about it, and nobody asked for a yes.
    if (word.wish !== undefined) return true
    if (word.basis === 'override')
      return hasSecond(word, sharing) && !said.slice(index + 1).some((later) => isNoTo(later, sharing))
    if (refused) return false
    return !said.slice(index + 1).some((later) => later.givenBy === word.givenBy && isNoTo(later, sharing))
  })
}

/** Whether the child's last word about these facts and this recipient is a no. */
export function childSaysNo(words: readonly Consent[], sharing: Sharing): boolean {
  return saysNo(words, 'child', sharing)
}

/** Whether the last word of this person about these facts and this recipient is a no. */
export function saysNo(words: readonly Consent[], who: Consent['givenBy'], sharing: Sharing): boolean {
  const last = words.findLast(
    (word) =>
      word.withdrawnAt === undefined &&
      word.givenBy === who &&
      (isNo(word) ? isNoTo(word, sharing) : limitOf(word, sharing) === undefined),
  )
  return last !== undefined && isNo(last)
}

export function limitOf(word: Consent, { recipient, group, purpose, now }: Sharing): Limit | undefined {
  if (word.expiresAt !== undefined && word.expiresAt <= now) return 'expired'
  if (!isAbout(word, recipient)) return 'not-for-this-authority'
  if (!word.groups.includes(group)) return 'not-for-these-facts'
  return word.purpose === purpose ? undefined : 'not-for-this-purpose'
}

function isNo({ basis }: Consent): boolean {
  return basis === 'refusal' || basis === 'withdrawal'
}

/** A refusal is a no to everything; a withdrawal to the recipients and facts that it takes back. */
function isNoTo(word: Consent, { recipient, group }: Sharing): boolean {
  if (word.basis === 'refusal') return true
  return word.basis === 'withdrawal' && isAbout(word, recipient) && word.groups.includes(group)
}

/** Going ahead against the child's no counts once a second person has confirmed it, and in danger until one says no. */
function hasSecond({ againstNo, second }: Consent, { urgent }: Sharing): boolean {
  return againstNo === undefined || second?.opinion === 'confirmed' || (second === undefined && urgent === true)
}
