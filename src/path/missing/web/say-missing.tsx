import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Notice, Refusal, Select, Stack, useGo, useText } from '#ui'
import { type Route, usePerform } from '#ui/data'
import { company, fear, type MissingState, placeKind } from '../codes.ts'
import type { Mention } from '../mention.ts'
import type { Moment, Report } from '../model.ts'
import { MomentField } from './moment.tsx'

/** The route by which the room of the record takes the word that its child is missing. */
type SayRoute = Route<
  'POST',
  Report & { id: string; occurredAt?: string | undefined },
  { id: string; state: MissingState }
>

interface SayMissingProps {
  route: SayRoute
  /** The record from which it is said. */
  id: string
  missing: Mention | null
}

/** The button and the questions with which the search begins. Nothing here is needed but what is known. */
export function SayMissing({ route, id, missing }: SayMissingProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  if (missing?.state === 'missing') return null
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('missing.say')}</Button>
      {open && <SayDialog route={route} id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

function SayDialog({ route, id, onClose }: Pick<SayMissingProps, 'route' | 'id'> & { onClose: () => void }) {
  const t = useText()
  const go = useGo()
  const [lastSeen, setLastSeen] = useState<Moment>()
  const [from, setFrom] = useState<Report['from']>()
  const [withWhom, setWithWhom] = useState<Report['company']>()
  const [feared, setFeared] = useState<Report['fear']>()
  const [words, setWords] = useState({ companyWords: '', wearing: '', helps: '', fearWords: '' })
  const say = usePerform(route, { id })
  const ready = lastSeen && from && withWhom && feared && (feared !== 'yes' || words.fearWords.trim() !== '')
  async function send() {
    if (!lastSeen || !from || !withWhom || !feared) return
    const filled = Object.entries(words).filter(([, text]) => text.trim() !== '')
    const said = await say.perform({ lastSeen, from, company: withWhom, fear: feared, ...Object.fromEntries(filled) })
    if (said) go(`/missing/${said.id}`)
  }
  const field = (name: keyof typeof words, required = false) => (
    <LongText
      label={t(`missing.ask.${name}`)}
      hint={t(`missing.ask.${name}.hint`)}
      required={required}
      value={words[name]}
      onChange={(text) => setWords({ ...words, [name]: text })}
    />
  )
  const actions = (
    <>
      <Button kind="primary" busy={say.busy} disabled={!ready} onPress={() => void send()}>
        {t('missing.say.send')}
      </Button>
      <Button onPress={onClose}>{t('missing.cancel')}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('missing.say.title')} actions={actions} decision>
      <Stack gap={4}>
        <Notice kind="danger" title={t('missing.say.call')}>
          {t('missing.say.then')}
        </Notice>
        <Refusal problem={say.refusal} />
        <MomentField label={t('missing.ask.lastSeen')} onChange={setLastSeen} />
        <Select
          label={t('missing.ask.from')}
          hint={t('missing.ask.from.hint')}
          required
          value={from}
          onChange={setFrom}
          options={placeKind.values.map((value) => ({ value, label: t(`missing.place.${value}`) }))}
        />
        <Select
          label={t('missing.ask.company')}
          required
          value={withWhom}
          onChange={setWithWhom}
          options={company.values.map((value) => ({ value, label: t(`missing.company.${value}`) }))}
        />
        {withWhom && withWhom !== 'alone' && withWhom !== 'unknown' && field('companyWords')}
        {field('wearing')}
        {field('helps')}
        <Choice
          label={t('missing.ask.fear')}
          required
          inline
          value={feared}
          onChange={setFeared}
          options={fear.values.map((value) => ({ value, label: t(`missing.fear.${value}`) }))}
        />
        {feared === 'yes' && field('fearWords', true)}
      </Stack>
    </Dialog>
  )
}
