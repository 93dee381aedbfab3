import type { Resource } from '#kernel/access/access'
import { command } from '#kernel/perform'
import { stepsOf } from '#kernel/step'
import { loadReferral, type LoadedReferral } from './referral-store.ts'
import { saveReferral } from './save-referral.ts'

export function referralResource({ referral, scopes }: LoadedReferral): Resource {
  return {
    kind: 'referral',
    id: referral.id,
    scopes,
    personal: true,
    attrs: {
      state: referral.state,
      senderAgency: referral.senderAgencyId ?? '',
      authorityAgency: referral.authorityAgencyId ?? '',
    },
  }
}

/** The steps of one referral, each read and locked until it is saved. */
export const { step, stepWith } = stepsOf(
  {
    path: '/api/referrals/:id',
    purpose: 'protect',
    load: (tx, input) => loadReferral(tx, input.id, { lock: true }),
    resource: referralResource,
    version: ({ referral }) => referral.version,
    save: saveReferral,
  },
  command,
)
