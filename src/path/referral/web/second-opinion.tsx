import { useState } from 'react'
import { Choice, useText } from '#ui'
import { usePerform } from '#ui/data'
import { secondOpinion } from '../codes.ts'
import type { ReferralView, WordView } from '../view.ts'
import { confirmOverride } from './routes.ts'
import { ShortAnswer } from './short-answer.tsx'

/** A second person says whether it is right to go ahead against the child's no. */
export function SecondOpinion({
  referral,
  word,
  reload,
}: {
  referral: ReferralView
  word: WordView
  reload: () => void
}) {
  const t = useText()
  const [opinion, setOpinion] = useState<(typeof secondOpinion.values)[number]>()
  const [words, setWords] = useState('')
  const confirm = usePerform(confirmOverride, { id: referral.id })
  async function keep() {
    if (!opinion) return
    const input = { consentId: word.id, opinion, ...(words.trim() && { words }) }
    if ((await confirm.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  return (
    <ShortAnswer
      title={t('referral.second.title')}
      answered={opinion !== undefined}
      words={{
        label: t('referral.consent.reason'),
        required: opinion === 'not-confirmed',
        value: words,
        onChange: setWords,
      }}
      performing={confirm}
      keep={{ label: t('referral.consent.keep'), press: keep }}
    >
      <p>{t('referral.second.text')}</p>
      <Choice
        label={t('referral.second.question')}
        required
        value={opinion}
        onChange={setOpinion}
        options={secondOpinion.values.map((value) => ({ value, label: t(`referral.second.say.${value}`) }))}
      />
    </ShortAnswer>
  )
}
