import { findDuty, stopClocks } from '#standards'
import type { Referral } from './model.ts'

/**
 * A written referral in the place of the prepared one: the same record with the clock that runs since the decision. It
 * never gets a later date by being written, but an earlier one if the person knows of more danger.
 */
export function takeOverPrepared(prepared: Referral, written: Referral): Referral {
  const { id, version, chainId, consents, escalatedTo, handedOverAt, prepared: decided } = prepared
  const [running, started] = [findDuty(prepared.clocks, 'referral-sent'), findDuty(written.clocks, 'referral-sent')]
  const sooner = started && (running === undefined || started.dueAt < running.dueAt)
  const kept = sooner ? stopClocks(prepared.clocks, written.draftedAt) : prepared.clocks
  return {
    ...written,
    id,
    version: version + 1,
    chainId,
    consents,
    escalatedTo,
    handedOverAt,
    decided,
    clocks: sooner ? [...kept, started] : kept,
  }
}
