import { Refused, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { familyStandingOf } from '#path/children'
import { readConcern } from '#path/signals'
import { findPlaceLine } from '#places'
import type { ConcernKind } from '../codes.ts'
import type { DraftState } from '../draft-referral.ts'
import type { Referral } from '../model.ts'
import { readReachable } from './authority-store.ts'
import { agesOf } from './child-facts.ts'
import { getProfile } from './referral-store.ts'
import { concernsToldOf } from './referrals-of.ts'

/** Facts that a person may add to those of the concern, or correct. */
export interface About {
  childId?: string | undefined
  concernId?: string | undefined
  placeCode?: string | undefined
  age?: { from: number; to: number } | undefined
  concerns?: readonly ConcernKind[] | undefined
  risk?: Referral['risk'] | undefined
}

/** State for a draft; undefined if the concern is absent or hidden. */
export async function loadDraft(tx: Tx, about: About): Promise<DraftState | undefined> {
  if (!about.childId && !about.concernId) throw new Refused(refuse('referral-subject-missing', { status: 422 }))
  const concern = about.concernId ? await readConcern(tx, about.concernId, 'desk') : undefined
  if (about.concernId && !concern) return undefined
  const places = await findPlaceLine(tx.db, about.placeCode ?? concern?.placeCode ?? undefined)
  const profile = getProfile(tx, places.at(-1))
  // The sender must have access to the child. Otherwise a guessed id would later give the authority access to the
  // record. After a merge the referral is about the record that stands.
  const asked = about.childId && (await tx.standing('child', about.childId))
  if (about.childId && !asked) return undefined
  const [only, ...others] = concern?.persons ?? []
  // With several children, registered or not, nothing guesses which of them the referral is about.
  const linked = others.length === 0 ? only?.childId : undefined
  const childId = asked ?? (linked ? await tx.standing('child', linked) : undefined)
  const ages = await agesOf(tx, { childId, concern, told: about.age })
  const { reachable, unattended } = await readReachable(tx, profile.country)
  return {
    profile,
    authorities: reachable,
    unattended,
    familyUnderConcern: (await familyStandingOf(tx, childId)).underConcern,
    subject: {
      ...(childId && { childId }),
      ...(concern && { concernId: concern.id }),
      country: profile.country,
      places,
      age: ages.now,
      ageAtActs: ages.atTheActs,
      concerns: [...(about.concerns ?? (await concernsToldOf(tx, { childId, concernId: concern?.id })))],
      risk: about.risk ?? (concern?.danger === 'immediate' ? 'immediate' : 'unknown'),
      eventAt: concern?.raisedAt ?? tx.now.toISOString(),
    },
  }
}
