import { useState } from 'react'
import { Asked, Button, Choice, LongText, Notice, Refusal, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import { secondOpinion } from '../codes.ts'
import type { ReferralView, WordView } from '../view.ts'
import { confirmOverride } from './routes.ts'

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
  const needsWords = opinion === 'not-confirmed'
  return (
    <Asked>
      <Notice kind="due-soon" title={t('referral.second.title')}>
        <Stack gap={4}>
          <p>{t('referral.second.text')}</p>
          <Choice
            label={t('referral.second.question')}
            required
            value={opinion}
            onChange={setOpinion}
            options={secondOpinion.values.map((value) => ({ value, label: t(`referral.second.say.${value}`) }))}
          />
          <LongText label={t('referral.consent.reason')} required={needsWords} value={words} onChange={setWords} />
          <Refusal problem={confirm.refusal} />
          <div>
            <Button
              busy={confirm.busy}
              lacks={!opinion || (needsWords && words.trim() === '')}
              onPress={() => void keep()}
            >
              {t('referral.consent.keep')}
            </Button>
          </div>
        </Stack>
      </Notice>
    </Asked>
  )
}
