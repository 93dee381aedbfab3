import type { Tx } from '#kernel/tx'
import { loadConcern } from '#path/signals'
import type { Referral } from '../model.ts'
import type { PrepareState } from '../prepare-referral.ts'
import { sidesOf } from '../referral-context.ts'
import type { DraftState } from '../draft-referral.ts'
import { loadDraft, type About } from './draft-store.ts'
import { loadReferral } from './referral-store.ts'
import { referralsOf, type Subject } from './referrals-of.ts'

/** After these outcomes the authority goes on with the child, so the duty to refer is not somebody else's again. */
const goesOn = ['support-running', 'case-continues', 'passed-on']

export async function loadPreparing(
  tx: Tx,
  about: About & { agencyId?: string | undefined },
): Promise<PrepareState | undefined> {
  // Two decisions about one concern must not each open a referral: the second waits here.
  const concern = about.concernId ? await loadConcern(tx, about.concernId, { lock: true }) : undefined
  const loaded = await loadDraft(tx, about)
  if (!loaded) return undefined
  // The decision was about the child of this record. Should the merge be undone, the duty stays with that child.
  const { childId = loaded.subject.childId } = about
  const draft = { ...loaded, subject: { ...loaded.subject, ...(childId && { childId }) } }
  return { draft, underWay: await isUnderWay(tx, draft.subject), deskAgencyId: concern?.deskAgencyId }
}

/** Whether child protection has, or is about to have, a referral of this child or concern. */
async function isUnderWay(tx: Tx, subject: Subject): Promise<boolean> {
  const found = await (await referralsOf(tx, subject))
    .where('lead_id', 'is', null)
    .where((row) =>
      row.or([
        row('state', 'in', ['draft', 'sent', 'received', 'acknowledged', 'accepted']),
        row.and([row('state', '=', 'completed'), row('outcome', 'in', goesOn)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The unwritten referrals of a child or concern that this person may see, locked. */
export async function loadPrepared(tx: Tx, subject: Subject): Promise<Referral[]> {
  if (!subject.concernId && !subject.childId) return []
  const rows = await (await referralsOf(tx, subject))
    .where('state', '=', 'draft')
    .where('prepared', 'is not', null)
    .orderBy('id')
    .execute()
  const loaded: Referral[] = []
  for (const { id } of rows) {
    const found = await loadReferral(tx, id, { lock: true })
    // Somebody wrote it while this waited for the lock.
    if (found?.referral.prepared) loaded.push(found.referral)
  }
  return loaded
}

/** State for writing a referral, with the one that waits to be written before this person. */
export async function loadWriting(tx: Tx, about: About): Promise<DraftState | undefined> {
  const draft = await loadDraft(tx, about)
  if (!draft) return undefined
  const waiting = await loadPrepared(tx, draft.subject)
  return { ...draft, prepared: waiting.find((referral) => sidesOf(tx.actor, referral).length > 0) }
}
