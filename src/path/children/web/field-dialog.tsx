import { useMemo, useState } from 'react'
import { Button, Dialog, FormQuestions, Refusal, Stack, useFormState, useText } from '#ui'
import { answersInRow, type AskedField, changeOfAnswers, formOfField, titleOf } from '../field-form.ts'
import type { ChildView } from '../view.ts'
import { useChange } from './use-change.ts'

interface FieldDialogProps {
  field: AskedField
  child: ChildView
  again: () => void
  onClose: () => void
}

/** Adds or corrects one field of the child. The questions come from the row of the field. */
export function FieldDialog({ field, child, again, onClose }: FieldDialogProps) {
  const t = useText()
  const [item] = useState(() => crypto.randomUUID())
  const [answers, setAnswers] = useState(() => answersInRow(field, child.row))
  const form = useMemo(() => formOfField(field, child.row), [field, child.row])
  const state = useFormState(form, answers)
  const { send, busy, refusal } = useChange(child, again)
  async function keep() {
    if (await send(changeOfAnswers(field, state.values, { row: child.row, item }))) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(titleOf(field))}
      actions={
        <>
          <Button kind="primary" busy={busy} disabled={!state.complete} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={refusal} />
        <FormQuestions form={form} state={state} answers={answers} onChange={setAnswers} />
      </Stack>
    </Dialog>
  )
}
