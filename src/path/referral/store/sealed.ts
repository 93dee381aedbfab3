import { sealedData, sealedText } from '#kernel/vault/sealed-column'
import type { SharedFact } from '../model.ts'

export const note = sealedText('referral.note')
export const outcomeNote = sealedText('referral.outcome-note')
export const message = sealedText('referral.message')
export const telling = sealedText('referral.telling')
export const whyTold = sealedText('referral.why-told')
export const consentAnswer = sealedText('referral.consent-answer')
export const consentReason = sealedText('referral.consent')
export const shared = sealedData<SharedFact[]>('referral.shared')
