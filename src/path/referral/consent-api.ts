/** The steps about consent: to ask, to narrow, to take back, and what is owed afterwards. */
import { z } from 'zod'
import { owed } from '#kernel/owed'
import { chooseShare as decideShare } from './choose-share.ts'
import { confirmOverride as decideOverride } from './confirm-override.ts'
import { confirmWithdrawal as decideAnswer } from './confirm-withdrawal.ts'
import {
  confirmWithdrawalInput,
  consentInput,
  secondOpinionInput,
  shareInput,
  tellChildInput,
  withdrawConsentInput,
} from './inputs.ts'
import { referralAnswer as answer } from './node-api.ts'
import { recordConsent } from './record-consent.ts'
import { step } from './store/steps.ts'
import { tellChild as decideTelling } from './tell-child.ts'
import { withdrawConsent as decideWithdrawal } from './withdraw-consent.ts'

const id = z.uuid()

export const giveConsent = step({
  path: 'consent',
  name: 'record-consent',
  summary: 'Record the consent of the child or a safe adult, or why a named person goes ahead without it',
  owes: owed('no-overridden', 'override-confirmed'),
  refuses: [422],
  action: 'referral.consent',
  input: consentInput.extend({ id }),
  answer,
  decide: recordConsent,
})
export const chooseShare = step({
  path: 'share',
  name: 'choose-share',
  summary: 'Choose what this recipient gets and for what, before it is sent',
  refuses: [422],
  action: 'referral.consent',
  input: shareInput.extend({ id }),
  answer,
  decide: decideShare,
})
export const withdrawConsent = step({
  path: 'consent/withdraw',
  name: 'withdraw-consent',
  summary: 'Record that the child, or an adult who may speak for them, takes a yes back; the recipient is told',
  refuses: [422],
  action: 'referral.withdraw-consent',
  input: withdrawConsentInput.extend({ id }),
  answer,
  decide: decideWithdrawal,
})
export const confirmWithdrawal = step({
  path: 'consent/answer',
  name: 'confirm-withdrawal',
  summary: 'Say what the authority did with the facts after a yes was taken back',
  refuses: [404, 422],
  action: 'referral.answer',
  input: confirmWithdrawalInput.extend({ id }),
  answer,
  decide: decideAnswer,
})
export const confirmOverride = step({
  path: 'consent/second',
  name: 'confirm-override',
  summary: 'Say, as a second person, whether it is right to go ahead against the child’s no',
  refuses: [404, 422],
  action: 'referral.consent',
  input: secondOpinionInput.extend({ id }),
  answer,
  decide: decideOverride,
})
export const tellChild = step({
  path: 'told',
  name: 'tell-child',
  summary: 'Record that the child was told what was shared, or why that is not safe yet',
  refuses: [422],
  action: 'referral.consent',
  input: tellChildInput.extend({ id }),
  answer,
  decide: decideTelling,
})
