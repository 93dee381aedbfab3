import { useState } from 'react'
import { Button, Notice, Refusal, Select, Stack, TextField, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import { makeAgencyKey } from '../own-routes.ts'

const lasting = [30, 90, 180, 365]
const rates = [10, 60, 600]

/** Makes an access key. It is shown here once and is nowhere afterwards. */
export function NewAccessKey({ agencyId, onMade }: { agencyId: string; onMade: () => void }) {
  const [key, setKey] = useState<string>()
  if (key !== undefined) return <ShownOnce secret={key} onDone={() => setKey(undefined)} />
  return (
    <WantedKey
      agencyId={agencyId}
      onMade={(made) => {
        setKey(made)
        onMade()
      }}
    />
  )
}

function ShownOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useText()
  return (
    <Notice
      kind="ok"
      live
      title={t('access-keys.made')}
      actions={<Button onPress={onDone}>{t('access-keys.made.done')}</Button>}
    >
      <Stack gap={2}>
        <p>{t('access-keys.made.text')}</p>
        <p>
          <code dir="ltr">{secret}</code>
        </p>
      </Stack>
    </Notice>
  )
}

function WantedKey({ agencyId, onMade }: { agencyId: string; onMade: (key: string) => void }) {
  const t = useText()
  const format = useFormat()
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<string | undefined>('365')
  const [perMinute, setPerMinute] = useState<string | undefined>('60')
  const [tried, setTried] = useState(false)
  const make = usePerform(makeAgencyKey, { agencyId })
  const missing = (given: string | undefined, words: string) => (tried && !given?.trim() ? words : undefined)
  async function send() {
    setTried(true)
    if (!label.trim() || !days || !perMinute) return
    const made = await make.perform({ label: label.trim(), days: Number(days), perMinute: Number(perMinute) })
    if (made) onMade(made.key)
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Refusal problem={make.refusal} />
      <TextField
        label={t('access-keys.label')}
        hint={t('access-keys.label.hint')}
        value={label}
        onChange={setLabel}
        error={missing(label, t('access-keys.label.missing'))}
        required
      />
      <Select
        label={t('access-keys.days')}
        value={days}
        onChange={setDays}
        options={lasting.map((each) => ({ value: String(each), label: t('access-keys.days.value', { days: each }) }))}
        error={missing(days, t('kernel.field.invalid_value'))}
        required
      />
      <Select
        label={t('access-keys.per-minute')}
        hint={t('access-keys.per-minute.hint')}
        value={perMinute}
        onChange={setPerMinute}
        options={rates.map((each) => ({ value: String(each), label: format.number(each) }))}
        error={missing(perMinute, t('kernel.field.invalid_value'))}
        required
      />
      <div>
        <Button kind="primary" type="submit" busy={make.busy}>
          {t('access-keys.make')}
        </Button>
      </div>
    </form>
  )
}
