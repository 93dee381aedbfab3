import type { ReactNode } from 'react'
import { Choice, Choices, LongText, Stack } from '#ui'
import type { FieldError, useText } from '#ui'
import type { InputOf } from '#ui/data'
import { formsOfExploitation, risk } from '#standards/codes'
import { caregiverStanding, concernKind, requestToAsk, shareGroup } from '../codes.ts'
import type { draftReferral } from './routes.ts'

type Input = InputOf<typeof draftReferral>

/** `concerns`: left out until the person chooses; what the decision says is shown as chosen. */
export interface Draft
  extends Pick<Input, 'requests' | 'share'>,
    Partial<Pick<Input, 'risk' | 'caregiver' | 'concerns'>> {
  note: string
}

interface PartProps {
  draft: Draft
  /** What may be happening to the child, as the decision says that asked for this referral. */
  told: NonNullable<Input['concerns']>
  errors: readonly FieldError[]
  /** The only question on the screen. */
  big: boolean
  onChange: (change: Partial<Draft>) => void
  t: ReturnType<typeof useText>
}

/** The questions, in the order of a phone. */
export const partKeys = ['risk', 'concerns', 'requests', 'caregiver', 'share'] as const

export function askOf(key: (typeof partKeys)[number], draft: Draft, t: PartProps['t']): FieldError[] {
  const answer = draft[key]
  const missing = key !== 'concerns' && (answer === undefined || answer.length === 0)
  return missing ? [{ id: key, message: t(`referral.new.${key}.missing`) }] : []
}

export function partsOfStep(
  key: (typeof partKeys)[number],
  { draft, told, errors, big, onChange, t }: PartProps,
): ReactNode {
  const common = { id: key, label: t(`referral.new.${key}`), big, error: errors.find(({ id }) => id === key)?.message }
  switch (key) {
    case 'risk':
      return (
        <Choice
          {...common}
          hint={t('referral.new.risk.hint')}
          required
          value={draft.risk}
          onChange={(risk) => onChange({ risk })}
          options={risk.values.map((value) => ({
            value,
            label: t(`referral.risk.${value}`),
            hint: t(`referral.risk.${value}.hint`),
          }))}
        />
      )
    case 'concerns':
      return (
        <Choices
          {...common}
          hint={t('referral.new.concerns.hint')}
          values={draft.concerns ?? told}
          onChange={(concerns) => onChange({ concerns })}
          options={concernKind.values.map((value) => ({
            value,
            label: t(`standards.form.${value}`),
            group: t(`standards.form-group.${formsOfExploitation[value].group}`),
          }))}
        />
      )
    case 'requests':
      return (
        <Stack gap={5}>
          <Choices
            {...common}
            required
            values={draft.requests}
            onChange={(asked) => onChange({ requests: asked })}
            options={requestToAsk.values.map((value) => ({ value, label: t(`referral.request.${value}`) }))}
          />
          <LongText
            label={t('referral.new.note')}
            hint={t('referral.new.note.hint')}
            value={draft.note}
            onChange={(note) => onChange({ note })}
          />
        </Stack>
      )
    case 'caregiver':
      return (
        <Choice
          {...common}
          hint={t('referral.new.caregiver.hint')}
          required
          value={draft.caregiver}
          onChange={(caregiver) => onChange({ caregiver })}
          options={caregiverStanding.values.map((value) => ({ value, label: t(`referral.caregiver.${value}`) }))}
        />
      )
    case 'share':
      return (
        <Choices
          {...common}
          hint={t('referral.new.share.hint')}
          required
          values={draft.share}
          onChange={(share) => onChange({ share })}
          options={shareGroup.values.map((value) => ({
            value,
            label: t(`referral.group.${value}`),
            hint: t(`referral.group.${value}.hint`),
          }))}
        />
      )
  }
}
