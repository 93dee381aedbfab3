import { useState } from 'react'
import { Button, Dialog, LongText, LookView, Refusal, Select, Stack, useGo, useText } from '#ui'
import { useLook, usePerform, useSession } from '#ui/data'
import type { ConcernView } from '../view.ts'
import { listAgencies } from '../open-routes.ts'
import { passOnConcern } from './routes.ts'

export interface DeskDialogProps {
  concern: ConcernView
  reload: () => void
  onClose: () => void
}

/** Passes the concern to the desk of another agency. The deadline stays the same. */
export function PassOnDialog({ concern, onClose }: DeskDialogProps) {
  const t = useText()
  const go = useGo()
  const { has } = useSession()
  const agencies = useLook(listAgencies, {})
  const [to, setTo] = useState<string>()
  const [reason, setReason] = useState('')
  const pass = usePerform(passOnConcern, { id: concern.id })
  async function send() {
    if (to && (await pass.perform({ toAgencyId: to, reason }, { ifMatch: concern.version })))
      go(has('triage') || has('supervisor') ? '/triage' : '/')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('signals.act.pass-on')}
      actions={
        <DialogButtons
          label={t('signals.act.pass-on')}
          busy={pass.busy}
          lacks={!to || reason.trim() === ''}
          onSend={() => void send()}
          onClose={onClose}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={pass.refusal} />
        <p>{t('signals.pass-on.text')}</p>
        <LookView look={agencies}>
          {(found) => {
            const desks = found.agencies.filter(({ id, triages }) => triages && id !== concern.deskAgencyId)
            if (desks.length === 0) return <p>{t('signals.pass-on.nobody')}</p>
            return (
              <Select
                label={t('signals.pass-on.to')}
                required
                value={to}
                onChange={setTo}
                placeholder={t('ui.select.choose')}
                options={desks.map(({ id, name }) => ({ value: id, label: t(name) }))}
              />
            )
          }}
        </LookView>
        <LongText label={t('signals.pass-on.reason')} required value={reason} onChange={setReason} />
      </Stack>
    </Dialog>
  )
}

export function DialogButtons({
  label,
  busy,
  lacks,
  onSend,
  onClose,
}: {
  label: string
  busy: boolean
  lacks: boolean
  onSend: () => void
  onClose: () => void
}) {
  const t = useText()
  return (
    <>
      <Button kind="primary" busy={busy} lacks={lacks} onPress={onSend}>
        {label}
      </Button>
      <Button onPress={onClose}>{t('signals.cancel')}</Button>
    </>
  )
}
