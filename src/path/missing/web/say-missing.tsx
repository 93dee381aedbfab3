import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Notice, Refusal, Select, Stack, useGo, useText } from '#ui'
import { type Route, usePerform } from '#ui/data'
import type { SearchMention } from '#standards'
import type { MissingState } from '#standards/codes'
import { company, fear, placeKind } from '../codes.ts'
import type { Report } from '../model.ts'
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
  missing: SearchMention | null
}

/** The button and the questions with which the search begins. Nothing here is needed but what is known. */
export function SayMissing({ route, id, missing }: SayMissingProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  if (missing?.state === 'missing') return null
  return (
    <div>
      <Button onPress={() => setOpen(true)}>{t('missing.say')}</Button>
      {open && <SayDialog route={route} id={id} onClose={() => setOpen(false)} />}
    </div>
  )
}

const noWords = { companyWords: '', wearing: '', helps: '', fearWords: '' }
type Chosen = Pick<Report, 'lastSeen' | 'from' | 'company' | 'fear'>
type Said = { [Name in keyof Chosen]?: Chosen[Name] | undefined } & typeof noWords

/** What was answered, as the node takes it; undefined while an answer is missing. */
function reportOf({ lastSeen, from, company: withWhom, fear: feared, ...words }: Said): Report | undefined {
  if (!lastSeen || !from || !withWhom || !feared) return undefined
  const filled = Object.entries(words).filter(([, text]) => text.trim() !== '')
  return { lastSeen, from, company: withWhom, fear: feared, ...Object.fromEntries(filled) }
}

function SayDialog({ route, id, onClose }: Pick<SayMissingProps, 'route' | 'id'> & { onClose: () => void }) {
  const t = useText()
  const go = useGo()
  const [said, setSaid] = useState<Said>(noWords)
  const say = usePerform(route, { id })
  const report = reportOf(said)
  async function send() {
    const begun = report && (await say.perform(report))
    if (begun) go(`/missing/${begun.id}`)
  }
  const actions = (
    <>
      <Button kind="primary" busy={say.busy} lacks={!report} onPress={() => void send()}>
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
        <Questions said={said} onChange={setSaid} />
      </Stack>
    </Dialog>
  )
}

function Questions({ said, onChange }: { said: Said; onChange: (said: Said) => void }) {
  const t = useText()
  const field = (name: keyof typeof noWords) => (
    <LongText
      label={t(`missing.ask.${name}`)}
      hint={t(`missing.ask.${name}.hint`)}
      required={false}
      value={said[name]}
      onChange={(text) => onChange({ ...said, [name]: text })}
    />
  )
  return (
    <>
      <MomentField label={t('missing.ask.lastSeen')} onChange={(lastSeen) => onChange({ ...said, lastSeen })} />
      <Select
        label={t('missing.ask.from')}
        hint={t('missing.ask.from.hint')}
        required
        value={said.from}
        onChange={(from) => onChange({ ...said, from })}
        options={placeKind.values.map((value) => ({ value, label: t(`missing.place.${value}`) }))}
      />
      <Select
        label={t('missing.ask.company')}
        required
        value={said.company}
        onChange={(withWhom) => onChange({ ...said, company: withWhom })}
        options={company.values.map((value) => ({ value, label: t(`missing.company.${value}`) }))}
      />
      {said.company && said.company !== 'alone' && said.company !== 'unknown' && field('companyWords')}
      {field('wearing')}
      {field('helps')}
      <Choice
        label={t('missing.ask.fear')}
        required
        inline
        value={said.fear}
        onChange={(feared) => onChange({ ...said, fear: feared })}
        options={fear.values.map((value) => ({ value, label: t(`missing.fear.${value}`) }))}
      />
      {said.fear === 'yes' && field('fearWords')}
    </>
  )
}
