import { useState } from 'react'
import { Choice, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import { withdrawalAnswer, type WithdrawalAnswer } from '../codes.ts'
import type { ReferralView, WordView } from '../view.ts'
import { confirmWithdrawal, tellChild } from './routes.ts'
import { ShortAnswer } from './short-answer.tsx'

interface OwedProps {
  referral: ReferralView
  reload: () => void
}

/** What this person owes to the child's word after sharing: an answer to a withdrawal, or to tell the child. */
export function OwedAnswers({ referral, reload }: OwedProps) {
  return (
    <>
      {referral.consents
        .filter(({ answerByMe }) => answerByMe)
        .map((word) => (
          <WhatWasDone key={word.id} referral={referral} word={word} reload={reload} />
        ))}
      {referral.aboutConsent.includes('tell') && <TellingTheChild referral={referral} reload={reload} />}
    </>
  )
}

/** The desk of the recipient says what it did with the facts. */
function WhatWasDone({ referral, word, reload }: OwedProps & { word: WordView }) {
  const t = useText()
  const format = useFormat()
  const [did, setDid] = useState<WithdrawalAnswer>()
  const [words, setWords] = useState('')
  const confirm = usePerform(confirmWithdrawal, { id: referral.id })
  const needsWords = did?.startsWith('kept') ?? false
  async function keep() {
    if (!did) return
    const input = { consentId: word.id, did, ...(words.trim() && { words }) }
    if ((await confirm.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  return (
    <ShortAnswer
      title={t('referral.withdrawal.title')}
      answered={did !== undefined}
      words={
        needsWords && { label: t(`referral.withdrawal.words.${did}`), required: true, value: words, onChange: setWords }
      }
      performing={confirm}
      keep={{ label: t('referral.withdrawal.keep'), primary: true, press: keep }}
    >
      <p>
        {t('referral.withdrawal.text', {
          by: word.givenBy ?? 'nobody',
          groups: format.list(word.groups.map((group) => t(`referral.group.${group}`))),
        })}
      </p>
      <Choice
        label={t('referral.withdrawal.question')}
        required
        value={did}
        onChange={setDid}
        options={withdrawalAnswer.values.map((value) => ({
          value,
          label: t(`referral.withdrawal.say.${value}`),
          ...(value === 'deleted' && {
            hint: t(word.mayDelete ? 'referral.withdrawal.say.deleted.hint' : 'referral.withdrawal.opened'),
            disabled: !word.mayDelete,
          }),
        }))}
      />
    </ShortAnswer>
  )
}

/** The child is told what was shared. Where that is not safe yet, there is a new date. */
function TellingTheChild({ referral, reload }: OwedProps) {
  const t = useText()
  const [told, setTold] = useState<'told' | 'not-safe-now'>()
  const [words, setWords] = useState('')
  const tell = usePerform(tellChild, { id: referral.id })
  const needsWords = told === 'not-safe-now'
  async function keep() {
    if (!told) return
    const input = { told, ...(words.trim() && { words }) }
    if ((await tell.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  return (
    <ShortAnswer
      title={t('referral.tell.title')}
      answered={told !== undefined}
      words={
        told && {
          label: t(needsWords ? 'referral.tell.why-not' : 'referral.tell.words'),
          required: needsWords,
          value: words,
          onChange: setWords,
        }
      }
      performing={tell}
      keep={{ label: t('referral.consent.keep'), press: keep }}
    >
      <p>{t('referral.tell.text', { authority: referral.authority ? t(referral.authority.name) : '' })}</p>
      <Choice
        label={t('referral.consent.told')}
        required
        value={told}
        onChange={setTold}
        options={[
          { value: 'told', label: t('referral.told.told') },
          { value: 'not-safe-now', label: t('referral.told.not-safe-now'), hint: t('referral.tell.later') },
        ]}
      />
    </ShortAnswer>
  )
}
