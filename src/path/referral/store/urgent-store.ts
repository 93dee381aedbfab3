import type { Tx } from '#kernel/tx'
import { heldStep, readConcern } from '#path/signals'
import type { DraftState } from '../draft-referral.ts'
import type { UrgentAnswer } from '../open-urgent-referral.ts'
import { loadDraft } from './draft-store.ts'

export interface UrgentState {
  draft: DraftState & { held?: boolean }
  /** The urgent referral of this concern that is under way, because one danger is referred only once. */
  already?: UrgentAnswer | undefined
}

export async function loadUrgent(
  tx: Tx,
  { concernId, dangerAt }: { concernId: string; dangerAt?: string | undefined },
): Promise<UrgentState | undefined> {
  const loaded = await loadDraft(tx, { concernId, risk: 'immediate' })
  if (!loaded) return undefined
  const concern = await readConcern(tx, concernId, 'desk')
  const held = concern?.steps.some(({ kind }) => kind === heldStep) === true
  const draft = { ...loaded, held, subject: { ...loaded.subject, ...(dangerAt && { eventAt: dangerAt }) } }
  // What was sent for one child of several does not help the others.
  const several = (concern?.persons.length ?? 0) > 1
  const row = await tx.db
    .selectFrom('referral.referral')
    .select(['id', 'version', 'state'])
    .where('signal_id', '=', concernId)
    .where('risk', '=', 'immediate')
    .where('lead_id', 'is', null)
    // What waits to be written is not yet before anybody who acts.
    .where((row) => row.or([row('prepared', 'is', null), row('state', '<>', 'draft')]))
    .$if(several, (query) => query.where('child_id', 'is', null))
    .where('state', 'not in', ['declined', 'withdrawn', 'completed'])
    .executeTakeFirst()
  return {
    draft,
    already: row && { id: row.id, version: row.version, state: row.state as UrgentAnswer['state'], alongsideIds: [] },
  }
}
