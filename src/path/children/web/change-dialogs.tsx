import { type ReactNode, useState } from 'react'
import { AgeField, Button, Choice, Dialog, LongText, Refusal, Select, Stack, TextField, useText } from '#ui'
import type { AgeValue } from '#ui'
import { type HowKnown, sex as sexCodes } from '#standards/codes'
import { nameKind, type RegisteredAge } from '../codes.ts'
import type { ChildView } from '../view.ts'
import { HowKnownField } from './register-form.tsx'
import { type NewChange, useChange } from './use-change.ts'

interface DialogProps {
  child: ChildView
  again: () => void
  onClose: () => void
}

function ChangeDialog({
  child,
  again,
  onClose,
  title,
  change,
  children,
}: DialogProps & { title: string; change: NewChange | undefined; children: ReactNode }) {
  const t = useText()
  const { send, busy, refusal } = useChange(child, again)
  async function keep() {
    if (change && (await send(change))) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button kind="primary" busy={busy} disabled={!change} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={refusal} />
        {children}
      </Stack>
    </Dialog>
  )
}

export function AddNameDialog(props: DialogProps) {
  const t = useText()
  const [item] = useState(() => crypto.randomUUID())
  const [text, setText] = useState('')
  const [kind, setKind] = useState<string>('other')
  const change = text.trim() ? { field: `name:${item}`, value: { text: text.trim(), kind } } : undefined
  return (
    <ChangeDialog {...props} title={t('children.add-name')} change={change}>
      <TextField
        label={t('children.search.name')}
        hint={t('children.search.name.hint')}
        value={text}
        onChange={setText}
      />
      <Select
        label={t('children.name-kind')}
        options={nameKind.values.map((code) => ({ value: code, label: t(`children.name-kind.${code}`) }))}
        value={kind}
        onChange={(next) => setKind(next ?? 'other')}
      />
    </ChangeDialog>
  )
}

export function SexDialog(props: DialogProps) {
  const t = useText()
  const [sex, setSex] = useState<string>(props.child.row.sex)
  return (
    <ChangeDialog {...props} title={t('children.change-sex')} change={{ field: 'sex', value: sex }}>
      <Choice
        label={t('children.sex')}
        options={sexCodes.values.map((code) => ({ value: code, label: t(`children.sex.${code}`) }))}
        value={sex}
        onChange={setSex}
      />
    </ChangeDialog>
  )
}

export function AgeDialog({ moment, ...props }: DialogProps & { moment: RegisteredAge }) {
  const t = useText()
  const before = props.child.row.ages[moment]
  const [age, setAge] = useState<AgeValue | undefined>(before[0]?.age)
  const [howKnown, setHowKnown] = useState<HowKnown>(before[0]?.howKnown ?? 'unknown')
  const [reason, setReason] = useState('')
  const replaces = before.length > 0
  const on = moment === 'at-registration' ? { on: before[0]?.on ?? new Date().toISOString().slice(0, 10) } : {}
  const change =
    age && (!replaces || reason.trim())
      ? { field: `age-${moment}`, value: { age, howKnown, ...on }, reason }
      : undefined
  return (
    <ChangeDialog {...props} title={t(`children.age-${moment}`)} change={change}>
      <AgeField
        label={t(`children.age-${moment}`)}
        hint={t(`children.age-${moment}.hint`)}
        value={age}
        onChange={setAge}
      />
      <HowKnownField value={howKnown} onChange={setHowKnown} />
      {replaces && (
        <LongText
          label={t('children.reason')}
          hint={t('children.reason.age-hint')}
          required
          value={reason}
          onChange={setReason}
        />
      )}
    </ChangeDialog>
  )
}

export function NoteDialog(props: DialogProps) {
  const t = useText()
  const [item] = useState(() => crypto.randomUUID())
  const [text, setText] = useState('')
  return (
    <ChangeDialog
      {...props}
      title={t('children.note.add')}
      change={text.trim() ? { field: `note:${item}`, value: { text: text.trim() } } : undefined}
    >
      <LongText label={t('children.note')} hint={t('children.note.hint')} value={text} onChange={setText} />
    </ChangeDialog>
  )
}
