import { useState } from 'react'
import { Button, Dialog, LongText, Refusal, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { KeptFromView } from '../model.ts'
import { Entry } from './entry.tsx'
import type { About } from './kept-from-screen.tsx'
import { letSeeAgain } from './routes.ts'

interface LetSeeDialogProps {
  about: About
  entry: KeptFromView['entries'][number]
  again: () => void
  onClose: () => void
}

/** Takes back that somebody must not see the record, with a reason. */
export function LetSeeDialog({ about, entry, again, onClose }: LetSeeDialogProps) {
  const t = useText()
  const [words, setWords] = useState('')
  const lift = usePerform(letSeeAgain, about)
  async function send(): Promise<void> {
    if (!(await lift.perform({ numbers: [entry.number], words }))) return
    onClose()
    again()
  }
  return (
    <Dialog
      open
      decision
      onClose={onClose}
      title={t('kept-from.let-see')}
      actions={
        <>
          <Button kind="primary" busy={lift.busy} lacks={words.trim() === ''} onPress={() => void send()}>
            {t('kept-from.let-see')}
          </Button>
          <Button onPress={onClose}>{t('kept-from.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Entry entry={entry} />
        <Refusal problem={lift.refusal} />
        <LongText label={t('kept-from.let-see.why')} required value={words} onChange={setWords} />
      </Stack>
    </Dialog>
  )
}
