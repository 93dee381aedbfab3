import { useMemo, useState } from 'react'
import { Button, Dialog, FormQuestions, Refusal, Stack, useFormState, useText } from '#ui'
import type { Item } from '../child-row.ts'
import { answersInRow, changeOfAnswers, formOfField, titleOf } from '../field-form.ts'
import type { AnyField } from '../fields.ts'
import type { ChildView } from '../view.ts'
import { useChange } from './use-change.ts'

interface FieldDialogProps {
  field: AnyField
  /** The value of a list that is changed. Without it a new one is added. */
  changed?: Item<unknown> | undefined
  child: ChildView
  again: () => void
  onClose: () => void
}

/** Adds or corrects one field of the child. The questions come from the row of the field. */
export function FieldDialog({ field, changed, child, again, onClose }: FieldDialogProps) {
  const t = useText()
  const [newItem] = useState(() => crypto.randomUUID())
  const [answers, setAnswers] = useState(() => answersInRow(field, child.row, changed))
  const form = useMemo(() => formOfField(field, child.row), [field, child.row])
  const state = useFormState(form, answers)
  const { send, busy, refusal } = useChange(child, again)
  async function keep() {
    if (await send(changeOfAnswers(field, state.values, { row: child.row, item: newItem, changed }))) onClose()
  }
  /** What is no longer true goes from the record. The history keeps it. */
  async function takeAway({ field: item, version }: Item<unknown>) {
    if (await send({ field: item, value: null, baseVersion: version })) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(titleOf(field))}
      actions={
        <>
          <Button kind="primary" busy={busy} lacks={!state.complete} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          {changed && (
            <Button busy={busy} onPress={() => void takeAway(changed)}>
              {t('children.take-away')}
            </Button>
          )}
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
