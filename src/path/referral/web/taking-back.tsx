import { useState } from 'react'
import { Asked, Button, Choice, Choices, LongText, Refusal, Stack, useText } from '#ui'
import { nodeNow, usePerform } from '#ui/data'
import type { InputOf } from '#ui/data'
import { consentGiver } from '../codes.ts'
import type { ReferralView } from '../view.ts'
import { type Guardian, GuardianQuestions } from './guardian-questions.tsx'
import { withdrawConsent } from './routes.ts'

type Input = InputOf<typeof withdrawConsent>

interface TakingBackProps {
  referral: ReferralView
  reload: () => void
}

/** What is being taken back, and how it is kept. */
function useTakingBack({ referral, reload }: TakingBackProps) {
  const [givenBy, setGivenBy] = useState<Input['givenBy']>()
  const [from, setFrom] = useState<Input['from']>()
  const [groups, setGroups] = useState<Input['groups']>([...referral.share])
  const [guardian, setGuardian] = useState<Partial<Guardian>>({})
  const [reason, setReason] = useState('')
  const withdraw = usePerform(withdrawConsent, { id: referral.id })
  async function keep() {
    if (!givenBy || !from) return
    const input = {
      givenBy,
      from,
      groups,
      occurredAt: nodeNow().toISOString(),
      ...(givenBy === 'guardian' && { guardian: guardian as Guardian }),
      ...(reason.trim() && { reason }),
    }
    // What was taken back is taken back, whatever others did meanwhile: that they opened it refuses nothing.
    if ((await withdraw.perform(input)) === undefined) return
    setGivenBy(undefined)
    setFrom(undefined)
    setGuardian({})
    setReason('')
    reload()
  }
  const whole = givenBy !== 'guardian' || (guardian.appointedBy !== undefined && guardian.conflict !== undefined)
  const complete = givenBy !== undefined && from !== undefined && groups.length > 0 && whole
  const set = { setGivenBy, setFrom, setGroups, setGuardian, setReason }
  return { givenBy, from, groups, guardian, reason, complete, withdraw, keep, ...set }
}

/** Somebody takes a yes back: from this authority or from everybody, and for all facts or some. */
export function TakingBack({ referral, reload }: TakingBackProps) {
  const t = useText()
  const word = useTakingBack({ referral, reload })
  const safe = referral.caregiver === 'safe'
  return (
    <Asked>
      <Stack gap={4}>
        <p>{t(referral.state === 'draft' ? 'referral.take-back.draft' : 'referral.take-back.text')}</p>
        <Choice
          label={t('referral.take-back.who')}
          required
          value={word.givenBy}
          onChange={word.setGivenBy}
          options={consentGiver.values.map((value) => ({
            value,
            label: t(`referral.take-back.by.${value}`),
            ...(value === 'caregiver' && !safe && { disabled: true, hint: t('referral.way.caregiver-not-safe') }),
          }))}
        />
        {word.givenBy === 'guardian' && <GuardianQuestions value={word.guardian} onChange={word.setGuardian} />}
        <FromWhom referral={referral} value={word.from} onChange={word.setFrom} />
        <Choices
          label={t('referral.take-back.groups')}
          required
          values={word.groups}
          onChange={word.setGroups}
          options={referral.share.map((group) => ({ value: group, label: t(`referral.group.${group}`) }))}
        />
        <LongText label={t('referral.take-back.reason')} value={word.reason} onChange={word.setReason} />
        <Refusal problem={word.withdraw.refusal} />
        <div>
          <Button busy={word.withdraw.busy} lacks={!word.complete} onPress={() => void word.keep()}>
            {t('referral.take-back.keep')}
          </Button>
        </div>
      </Stack>
    </Asked>
  )
}

function FromWhom({
  referral,
  value,
  onChange,
}: {
  referral: ReferralView
  value: Input['from'] | undefined
  onChange: (from: Input['from']) => void
}) {
  const t = useText()
  return (
    <Choice
      label={t('referral.take-back.from')}
      required
      value={value}
      onChange={onChange}
      options={[
        {
          value: 'this-authority',
          label: t('referral.take-back.this', {
            authority: referral.authority ? t(referral.authority.name) : t('referral.to.nobody'),
          }),
        },
        {
          value: 'everybody',
          label: t('referral.take-back.everybody'),
          hint: t('referral.take-back.everybody.hint'),
        },
      ]}
    />
  )
}
