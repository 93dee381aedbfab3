import { Choice, Choices, CodeField, Select, Stack, useText } from '#ui'
import type { InputOf } from '#ui/data'
import { explainedThroughToChoose, howGivenToChoose } from '../codes.ts'
import { mustBeNamed } from '../firewall.ts'
import type { ReferralView } from '../view.ts'
import type { recordConsent } from './routes.ts'

type Input = InputOf<typeof recordConsent>
type Given = NonNullable<Input['given']>

/** What a yes is: for whom, for which facts, how it was said and explained, and for how long. */
export interface Grant extends Partial<Given> {
  groups: Input['groups']
  /** This authority alone, or every one of its kind that has the mandate. */
  whom: 'this' | 'kind' | undefined
  days?: string | undefined
}

export function emptyGrant({ share, authority }: ReferralView): Grant {
  const alone = authority !== null && mustBeNamed(authority.kind, 'consent')
  return { groups: [...share], whom: alone ? 'this' : undefined }
}

export function isWholeGrant({ groups, whom, how, language, through }: Grant): boolean {
  return groups.length > 0 && [whom, how, language, through].every((answer) => answer !== undefined)
}

export function grantInput(
  { groups, whom, days, ...given }: Grant,
  { authority }: ReferralView,
): Pick<Input, 'groups' | 'kinds' | 'recipients' | 'given' | 'expiresAfterDays'> {
  return {
    groups,
    given: given as Given,
    ...(authority && (whom === 'this' ? { recipients: [authority.id] } : { kinds: [authority.kind] })),
    ...(days && { expiresAfterDays: Number(days) }),
  }
}

interface GrantProps {
  referral: ReferralView
  /** Days after which the country's rule ends every yes. */
  longest: number
  value: Grant
  onChange: (grant: Grant) => void
}

export function GrantQuestions({ referral, longest, value, onChange }: GrantProps) {
  const t = useText()
  const { authority, share } = referral
  const shorter = [7, 30, 90].filter((days) => days < longest)
  return (
    <Stack gap={4}>
      <Choices
        label={t('referral.grant.groups')}
        required
        values={value.groups}
        onChange={(groups) => onChange({ ...value, groups })}
        options={share.map((group) => ({ value: group, label: t(`referral.group.${group}`) }))}
      />
      {authority && !mustBeNamed(authority.kind, 'consent') && (
        <Choice
          label={t('referral.grant.whom')}
          required
          value={value.whom}
          onChange={(whom) => onChange({ ...value, whom })}
          options={[
            { value: 'this', label: t('referral.grant.this', { authority: t(authority.name) }) },
            {
              value: 'kind',
              label: t('referral.grant.kind', { kind: t(`referral.kind.${authority.kind}`) }),
              hint: t('referral.grant.kind.hint'),
            },
          ]}
        />
      )}
      <HowGiven value={value} onChange={onChange} />
      <Select
        label={t('referral.grant.days')}
        value={value.days}
        onChange={(days) => onChange({ ...value, days })}
        placeholder={t('referral.grant.days.longest', { count: longest })}
        options={shorter.map((days) => ({
          value: String(days),
          label: t('referral.grant.days.count', { count: days }),
        }))}
      />
    </Stack>
  )
}

/** How it was said, and in which language and through whom it was explained. */
function HowGiven({ value, onChange }: Pick<GrantProps, 'value' | 'onChange'>) {
  const t = useText()
  return (
    <>
      <Choice
        label={t('referral.grant.how')}
        required
        value={value.how}
        onChange={(how) => onChange({ ...value, how })}
        options={howGivenToChoose.values.map((one) => ({ value: one, label: t(`referral.how-given.${one}`) }))}
      />
      <CodeField
        kind="language"
        label={t('referral.grant.language')}
        required
        value={value.language}
        onChange={(language) => onChange({ ...value, language })}
      />
      <Choice
        label={t('referral.grant.through')}
        hint={t('referral.grant.through.hint')}
        required
        value={value.through}
        onChange={(through) => onChange({ ...value, through })}
        options={explainedThroughToChoose.values.map((one) => ({
          value: one,
          label: t(`referral.explained-through.${one}`),
        }))}
      />
    </>
  )
}
