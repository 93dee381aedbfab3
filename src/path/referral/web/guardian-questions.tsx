import { Choice, Notice, Stack, useText } from '#ui'
import type { InputOf } from '#ui/data'
import { guardianAppointer, guardianConflict } from '../codes.ts'
import { canSpeakForChild } from '../guardian-needed.ts'
import type { recordConsent } from './routes.ts'

export type Guardian = NonNullable<InputOf<typeof recordConsent>['guardian']>

/** Only an appointed guardian without a conflict of interest can speak for a child. */
export function GuardianQuestions({
  value,
  onChange,
}: {
  value: Partial<Guardian>
  onChange: (value: Partial<Guardian>) => void
}) {
  const t = useText()
  return (
    <Stack gap={4}>
      <Choice
        label={t('referral.appointed-by')}
        required
        value={value.appointedBy}
        onChange={(appointedBy) => onChange({ ...value, appointedBy })}
        options={guardianAppointer.values.map((one) => ({ value: one, label: t(`referral.appointed-by.${one}`) }))}
      />
      <Choice
        label={t('referral.conflict')}
        required
        value={value.conflict}
        onChange={(conflict) => onChange({ ...value, conflict })}
        options={guardianConflict.values.map((one) => ({ value: one, label: t(`referral.conflict.${one}`) }))}
      />
      {value.appointedBy && value.conflict && !canSpeakForChild(value) && (
        <Notice kind="due-soon" title={t('referral.guardian.does-not-count')}>
          <p>{t('referral.guardian.does-not-count.text')}</p>
        </Notice>
      )}
    </Stack>
  )
}
