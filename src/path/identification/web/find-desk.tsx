import { useState } from 'react'
import { Button, Dialog, Notice, Page, Refusal, Select, Stack, useFormat, useGo, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ScreeningView } from '../view.ts'
import { passOnScreening } from './routes.ts'

/** A screening for the coordinator. Where nobody works on it any more, they give it to a desk that goes on. */
export function FindDesk({ screening }: { screening: ScreeningView }) {
  const t = useText()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <Page
      title={t('identification.title')}
      lede={t('identification.started', { at: format.dateTime(screening.startedAt) })}
    >
      <p className="small numeric" dir="ltr">
        {screening.reference}
      </p>
      {screening.desks && (
        <>
          <Notice kind="due-soon" title={t('identification.unattended')}>
            {t('identification.unattended.text')}
          </Notice>
          <div>
            <Button kind="primary" onPress={() => setOpen(true)}>
              {t('identification.pass-on')}
            </Button>
          </div>
          {open && <PassOn id={screening.id} desks={screening.desks} onClose={() => setOpen(false)} />}
        </>
      )}
    </Page>
  )
}

interface PassOnProps {
  id: string
  desks: NonNullable<ScreeningView['desks']>
  onClose: () => void
}

function PassOn({ id, desks, onClose }: PassOnProps) {
  const t = useText()
  const go = useGo()
  const [to, setTo] = useState<string>()
  const pass = usePerform(passOnScreening, { id })
  async function send() {
    if (to && (await pass.perform({ toAgencyId: to }))) go('/')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('identification.pass-on')}
      actions={
        <>
          <Button kind="primary" busy={pass.busy} lacks={!to} onPress={() => void send()}>
            {t('identification.pass-on')}
          </Button>
          <Button onPress={onClose}>{t('identification.pass-on.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={pass.refusal} />
        {desks.length === 0 ? (
          <p>{t('identification.pass-on.nobody')}</p>
        ) : (
          <Select
            label={t('identification.pass-on.to')}
            required
            value={to}
            onChange={setTo}
            placeholder={t('ui.select.choose')}
            options={desks.map(({ agencyId, name }) => ({ value: agencyId, label: t(name) }))}
          />
        )}
      </Stack>
    </Dialog>
  )
}
