import { completedYears } from '#lib/forms'
import { loadChild } from '#path/children'
import { Refused, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { readConcern } from '#path/signals'
import { findPlaceLine } from '#places'
import type { DraftState } from '../draft-referral.ts'
import type { Referral } from '../model.ts'
import { readAuthorities } from './authority-store.ts'
import { ageOfChild } from './child-facts.ts'
import { getProfile } from './referral-store.ts'

/** Facts that a person may add to those of the concern, or correct. */
export interface About {
  childId?: string | undefined
  concernId?: string | undefined
  placeCode?: string | undefined
  age?: { from: number; to: number } | undefined
  concerns?: readonly string[] | undefined
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
  // record.
  if (about.childId && !(await loadChild(tx, about.childId))) return undefined
  const linked = concern?.persons.find((person) => person.childId)?.childId
  const childId = about.childId ?? (linked && (await loadChild(tx, linked)) ? linked : undefined)
  const age =
    about.age ?? completedYears(childId && (await ageOfChild(tx, childId))) ?? completedYears(concern?.persons[0]?.age)
  return {
    profile,
    authorities: await readAuthorities(tx.db, profile.country),
    subject: {
      ...(childId && { childId }),
      ...(concern && { concernId: concern.id }),
      country: profile.country,
      places,
      age,
      concerns: [...(about.concerns ?? [])],
      risk: about.risk ?? (concern?.danger === 'immediate' ? 'immediate' : 'unknown'),
      eventAt: concern?.raisedAt ?? tx.now.toISOString(),
    },
  }
}
