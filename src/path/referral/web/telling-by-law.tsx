import { useState } from 'react'
import { Asked, Button, Choice, LongText, Notice, Refusal, Stack, useFormat, useText, Why } from '#ui'
import { usePerform } from '#ui/data'
import type { InputOf } from '#ui/data'
import { childTold, childWish } from '../codes.ts'
import type { ReferralView } from '../view.ts'
import { recordConsent } from './routes.ts'

type Input = InputOf<typeof recordConsent>

interface TellingProps {
  referral: ReferralView
  duty: NonNullable<ReferralView['consent']['duty']>
  reload: () => void
}

/** The law leaves no choice: the child hears so before the first question, and what they want is written down. */
export function TellingByLaw({ referral, duty, reload }: TellingProps) {
  const t = useText()
  const format = useFormat()
  const [wish, setWish] = useState<Input['wish']>()
  const [told, setTold] = useState<Input['childTold']>()
  const [words, setWords] = useState('')
  const record = usePerform(recordConsent, { id: referral.id })
  const groups = referral.share.filter((group) => duty.groups.includes(group))
  async function keep() {
    if (!wish || !told) return
    const input = { basis: 'override', wish, reason: words, childTold: told, groups } as const
    if ((await record.perform({ ...input, groups }, { ifMatch: referral.version })) !== undefined) reload()
  }
  return (
    <Asked>
      <Stack gap={4}>
        <Notice kind="due-soon" title={t('referral.by-law.title')}>
          <p>
            {t('referral.by-law.text', { authority: referral.authority ? t(referral.authority.name) : '' })}{' '}
            <Why title={t('referral.by-law.why')} source={duty.source}>
              {t('referral.by-law.why.text')}
            </Why>
          </p>
          <p>
            {t('referral.by-law.groups', { groups: format.list(groups.map((group) => t(`referral.group.${group}`))) })}
          </p>
        </Notice>
        <Choice
          label={t('referral.by-law.wish')}
          required
          value={wish}
          onChange={setWish}
          options={childWish.values.map((value) => ({ value, label: t(`referral.wish.${value}`) }))}
        />
        <LongText
          label={t('referral.by-law.words')}
          hint={t('referral.by-law.words.hint')}
          value={words}
          onChange={setWords}
        />
        <Choice
          label={t('referral.consent.told')}
          required
          value={told}
          onChange={setTold}
          options={childTold.values.map((value) => ({ value, label: t(`referral.told.${value}`) }))}
        />
        <Refusal problem={record.refusal} />
        <div>
          <Button busy={record.busy} lacks={!wish || !told} onPress={() => void keep()}>
            {t('referral.consent.keep')}
          </Button>
        </div>
      </Stack>
    </Asked>
  )
}
