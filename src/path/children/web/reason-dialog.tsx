import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Dialog, LongText, Refusal, Stack, useText } from '#ui'
import type { Problem } from '#ui/data'

interface ReasonDialogProps {
  title: string
  /** What the button does. */
  act: string
  hint?: string
  busy: boolean
  refusal: Problem | undefined
  onDecide: (reason: string) => void
  onClose: () => void
  /** What is decided. */
  children: ReactNode
}

/** A decision about a child's record that a person makes with a reason. */
export function ReasonDialog({ title, act, hint, busy, refusal, onDecide, onClose, children }: ReasonDialogProps) {
  const t = useText()
  const [written, setReason] = useState('')
  const reason = written.trim()
  return (
    <Dialog
      open
      decision
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button kind="primary" busy={busy} lacks={reason === ''} onPress={() => onDecide(reason)}>
            {act}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        {children}
        <Refusal problem={refusal} />
        <LongText label={t('children.reason')} hint={hint} required value={written} onChange={setReason} />
      </Stack>
    </Dialog>
  )
}
