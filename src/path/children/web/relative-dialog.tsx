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

/** Writes down a person close to the child. Nobody is cleared by that, and nothing is proven. */
export function RelativeDialog({ child, again, onClose }: DialogProps) {
  const t = useText()
  const [linkId] = useState(() => crypto.randomUUID())
  const [relation, setRelation] = useState<Relation>()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [concern, setConcern] = useState<CodeOf<typeof concernAtFirst>>('unknown')
  const [contact, setContact] = useState<CodeOf<typeof contactAtFirst>>('unknown')
  const [note, setNote] = useState('')
  const link = usePerform(linkFamily, { id: child.id })
  async function keep() {
    const relative = {
      contact,
      ...(name.trim() && { name: name.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
      ...(note.trim() && { note: note.trim() }),
    }
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
          <Button kind="primary" busy={link.busy} disabled={!relation} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={link.refusal} />
        <Select
          label={t('children.relation')}
          hint={t('children.relation.hint')}
          options={relations.values.map((code) => ({ value: code, label: t(`children.relation.${code}`) }))}
          value={relation}
          onChange={setRelation}
        />
        <TextField label={t('children.search.name')} required={false} value={name} onChange={setName} />
        <TextField
          type="tel"
          inputMode="tel"
          label={t('children.phone')}
          required={false}
          value={phone}
          onChange={setPhone}
        />
        <Choice
          label={t('children.concern')}
          hint={t('children.concern.hint')}
          options={concernAtFirst.values.map((code) => ({ value: code, label: t(`children.concern.${code}`) }))}
          value={concern}
          onChange={setConcern}
        />
        <Choice
          label={t('children.contact')}
          options={contactAtFirst.values.map((code) => ({ value: code, label: t(`children.contact.${code}`) }))}
          value={contact}
          onChange={setContact}
        />
        <LongText label={t('children.note')} required={false} value={note} onChange={setNote} />
      </Stack>
    </Dialog>
  )
}
