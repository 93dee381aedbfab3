import { useState } from 'react'
import { Choice, LongText, Select, Stack, useText, type When, WhenField } from '#ui'
import { type JusticeKind, justiceKind, type Nexus, nexus as nexusCodes } from '#standards/justice'

export interface Contact extends When {
  kind: JusticeKind
  nexus: Nexus
  note?: string
}

/** Asks what police, a court or immigration did. `onChange` gets nothing while an answer is missing. */
export function ContactForm({ onChange }: { onChange: (contact: Contact | undefined) => void }) {
  const t = useText()
  const [told, setTold] = useState<{ kind?: JusticeKind; nexus?: Nexus; when?: When; note: string }>({ note: '' })
  function tell(more: Partial<typeof told>) {
    const next = { ...told, ...more }
    setTold(next)
    const { kind, nexus, when, note } = next
    const whole = kind && nexus && when && (nexus !== 'none-seen' || note.trim() !== '')
    onChange(whole ? { kind, nexus, ...when, ...(note.trim() && { note: note.trim() }) } : undefined)
  }
  return (
    <Stack gap={4}>
      <Select
        label={t('identification.justice.kind')}
        required
        value={told.kind}
        onChange={(kind) => tell(kind ? { kind } : {})}
        options={justiceKind.values.map((value) => ({ value, label: t(`identification.justice.kind.${value}`) }))}
      />
      <WhenField
        label={t('identification.justice.when')}
        hint={t('identification.justice.when.hint')}
        required
        onChange={(when) => setWhen(when)}
      />
      <Choice
        label={t('identification.justice.link')}
        hint={t('identification.justice.link.hint')}
        required
        value={told.nexus}
        onChange={(nexus) => tell({ nexus })}
        options={nexusCodes.values.map((value) => ({ value, label: t(`identification.justice.link.${value}`) }))}
      />
      <LongText
        label={t('identification.justice.note')}
        required={told.nexus === 'none-seen'}
        value={told.note}
        onChange={(note) => tell({ note })}
      />
    </Stack>
  )

  function setWhen(when: When | undefined) {
    if (when) return tell({ when })
    const { when: _, ...rest } = told
    setTold(rest)
    onChange(undefined)
  }
}
