import type { Tx } from '#kernel/tx'
import type { DraftState } from '../draft-referral.ts'
import type { UrgentAnswer } from '../open-urgent-referral.ts'
import { loadDraft } from './draft-store.ts'

export interface UrgentState {
  draft: DraftState
  /** The existing urgent referral of this concern, because danger is referred only once. */
  already?: UrgentAnswer | undefined
}

export async function loadUrgent(tx: Tx, { concernId }: { concernId: string }): Promise<UrgentState | undefined> {
  const draft = await loadDraft(tx, { concernId, risk: 'immediate' })
  if (!draft) return undefined
  const row = await tx.db
    .selectFrom('referral.referral')
    .select(['id', 'version', 'state'])
    .where('signal_id', '=', concernId)
    .where('risk', '=', 'immediate')
    .where('lead_id', 'is', null)
    .where('state', 'not in', ['declined', 'withdrawn'])
    .executeTakeFirst()
  return {
    draft,
    already: row && { id: row.id, version: row.version, state: row.state as UrgentAnswer['state'], alongsideIds: [] },
  }
}
