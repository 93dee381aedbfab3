import type { Tx } from '#kernel/tx'
import type { WithdrawalState } from '../codes.ts'
import type { Consent, Referral } from '../model.ts'
import * as sealed from './sealed.ts'
import { withoutAbsent } from './without-absent.ts'

/** Every word about sharing of a referral, in the order in which the node heard them. */
export async function readConsents(tx: Tx, referralId: string, keyId: string): Promise<Consent[]> {
  const rows = await readRows(tx, referralId)
  const reasons = await sealed.consentReason.openAll(
    tx,
    keyId,
    rows.map((row) => ({ id: row.id, sealed: row.sealed_reason })),
  )
  const answers = await sealed.consentAnswer.openAll(
    tx,
    keyId,
    rows.map((row) => ({ id: row.id, sealed: row.sealed_answer })),
  )
  return rows.map((row, index) =>
    withoutAbsent<Consent>({
      id: row.id,
      basis: row.basis as Consent['basis'],
      givenBy: row.given_by as Consent['givenBy'],
      ground: row.ground as Consent['ground'],
      guardian:
        row.guardian_appointed_by === null || row.guardian_conflict === null
          ? undefined
          : ({ appointedBy: row.guardian_appointed_by, conflict: row.guardian_conflict } as Consent['guardian']),
      given: givenOf(row),
      wish: row.wish as Consent['wish'],
      decidedBy: row.decided_by,
      standingRule: row.standing_rule || undefined,
      againstNo: row.against_no || undefined,
      ...answersOf(row, answers[index]),
      owed: row.owed || undefined,
      reason: reasons[index],
      childTold: row.child_told as Consent['childTold'],
      kinds: row.kinds as Consent['kinds'],
      recipients: row.recipients,
      purpose: row.purpose as Consent['purpose'],
      groups: row.groups as Consent['groups'],
      at: row.at.toISOString(),
      expiresAt: row.expires_at?.toISOString(),
      withdrawnAt: row.withdrawn_at?.toISOString(),
      recordedBy: row.recorded_by,
    }),
  )
}

type Row = Awaited<ReturnType<typeof readRows>>[number]

function readRows(tx: Tx, referralId: string) {
  return tx.db
    .selectFrom('referral.consent')
    .selectAll()
    .where('referral_id', '=', referralId)
    .orderBy('number')
    .execute()
}

function givenOf({ how_given, explained_in, explained_through }: Row): Consent['given'] {
  if (how_given === null || explained_through === null) return undefined
  return {
    how: how_given,
    through: explained_through,
    ...(explained_in !== null && { language: explained_in }),
  } as Consent['given']
}

function answersOf(row: Row, words: string | undefined): Pick<Consent, 'second' | 'answer'> {
  if (row.answered_by === null || row.answered_at === null) return {}
  const by = { by: row.answered_by, at: row.answered_at.toISOString(), ...(words && { words }) }
  if (row.second_opinion !== null)
    return { second: { ...by, opinion: row.second_opinion as NonNullable<Consent['second']>['opinion'] } }
  return row.answer === null ? {} : { answer: { ...by, did: row.answer as NonNullable<Consent['answer']>['did'] } }
}

/** Writes a word. One that is there keeps what was said; only the answers to it are added. */
export async function keepConsent(
  tx: Tx,
  referralId: string,
  keyId: string,
  number: number,
  consent: Consent,
): Promise<void> {
  const { given, guardian, second, answer } = consent
  const answered = second ?? answer
  const later = {
    decided_by: consent.decidedBy ?? null,
    withdrawn_at: consent.withdrawnAt ?? null,
    second_opinion: second?.opinion ?? null,
    answer: answer?.did ?? null,
    answered_by: answered?.by ?? null,
    answered_at: answered?.at ?? null,
    sealed_answer: await sealed.consentAnswer.sealIfAny(tx, keyId, consent.id, answered?.words),
  }
  tx.write(
    tx.db
      .insertInto('referral.consent')
      .values({
        referral_id: referralId,
        id: consent.id,
        number,
        basis: consent.basis,
        given_by: consent.givenBy ?? null,
        guardian_appointed_by: guardian?.appointedBy ?? null,
        guardian_conflict: guardian?.conflict ?? null,
        how_given: given?.how ?? null,
        explained_in: given?.language ?? null,
        explained_through: given?.through ?? null,
        ground: consent.ground ?? null,
        wish: consent.wish ?? null,
        standing_rule: consent.standingRule ?? false,
        against_no: consent.againstNo ?? false,
        owed: consent.owed ?? false,
        child_told: consent.childTold,
        kinds: consent.kinds,
        recipients: consent.recipients,
        purpose: consent.purpose,
        groups: consent.groups,
        at: consent.at,
        expires_at: consent.expiresAt ?? null,
        recorded_by: consent.recordedBy,
        sealed_reason: await sealed.consentReason.sealIfAny(tx, keyId, consent.id, consent.reason),
        ...later,
      })
      .onConflict((conflict) => conflict.columns(['referral_id', 'id']).doUpdateSet(later)),
  )
}

/** Whether the recipient was told that a yes was taken back, and what it answered last. */
export function withdrawalStateOf({ consents }: Pick<Referral, 'consents'>): WithdrawalState {
  const owed = consents.filter((word) => word.owed)
  if (owed.some(({ answer }) => answer === undefined)) return 'told'
  return owed.at(-1)?.answer?.did ?? 'none'
}
