import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Refusal, Select, Stack, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { concernAtFirst, contactAtFirst, relation as relations, type Relation } from '../family-codes.ts'
import type { ChildView } from '../view.ts'
import { linkFamily } from './routes.ts'

interface DialogProps {
  child: ChildView
  again: () => void
  onClose: () => void
}

interface Said {
  relation: Relation | undefined
  name: string
  phone: string
  concern: CodeOf<typeof concernAtFirst>
  contact: CodeOf<typeof contactAtFirst>
  note: string
}

const nothingSaid: Said = {
  relation: undefined,
  name: '',
  phone: '',
  concern: 'unknown',
  contact: 'unknown',
  note: '',
}

/** Writes down a person close to the child. Nobody is cleared by that, and nothing is proven. */
export function RelativeDialog({ child, again, onClose }: DialogProps) {
  const t = useText()
  const [linkId] = useState(() => crypto.randomUUID())
  const [said, setSaid] = useState(nothingSaid)
  const link = usePerform(linkFamily, { id: child.id })
  async function keep() {
    const { relation, concern, contact } = said
    const [name, phone, note] = [said.name.trim(), said.phone.trim(), said.note.trim()]
    const relative = { contact, ...(name && { name }), ...(phone && { phone }), ...(note && { note }) }
    if (relation && (await link.perform({ linkId, relation, concern, relative }))) {
      again()
      onClose()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('children.family.add')}
      actions={
        <>
          <Button kind="primary" busy={link.busy} lacks={!said.relation} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={link.refusal} />
        <Questions said={said} set={(more) => setSaid({ ...said, ...more })} />
      </Stack>
    </Dialog>
  )
}

function Questions({ said, set }: { said: Said; set: (more: Partial<Said>) => void }) {
  const t = useText()
  return (
    <>
      <Select
        label={t('children.relation')}
        hint={t('children.relation.hint')}
        required
        options={relations.values.map((code) => ({ value: code, label: t(`children.relation.${code}`) }))}
        value={said.relation}
        onChange={(relation) => set({ relation })}
      />
      <TextField
        label={t('children.search.name')}
        required={false}
        value={said.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        type="tel"
        inputMode="tel"
        label={t('children.phone')}
        required={false}
        value={said.phone}
        onChange={(phone) => set({ phone })}
      />
      <Choice
        label={t('children.concern')}
        hint={t('children.concern.hint')}
        options={concernAtFirst.values.map((code) => ({ value: code, label: t(`children.concern.${code}`) }))}
        value={said.concern}
        onChange={(concern) => set({ concern })}
      />
      <Choice
        label={t('children.contact')}
        options={contactAtFirst.values.map((code) => ({ value: code, label: t(`children.contact.${code}`) }))}
        value={said.contact}
        onChange={(contact) => set({ contact })}
      />
      <LongText label={t('children.note')} required={false} value={said.note} onChange={(note) => set({ note })} />
    </>
  )
}
