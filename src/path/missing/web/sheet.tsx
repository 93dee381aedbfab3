import { useState } from 'react'
import {
  Button,
  Cluster,
  LanguageIsland,
  Link,
  LookView,
  Notice,
  Page,
  Refusal,
  Select,
  Stack,
  useFormat,
  useLanguage,
  useNow,
  useText,
} from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePerform } from '#ui/data'
import type { MissingView } from '../view.ts'
import { MissingFacts } from './facts.tsx'
import { notePrint, viewMissingChild } from './routes.ts'

/** The sheet for the authority of another country, until the systems of countries are joined. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id'] ?? ''
  const look = useLook(viewMissingChild, { id })
  return (
    <Page title={t('missing.page.sheet')}>
      <LookView look={look}>{(view) => <Sheet view={view} />}</LookView>
    </Page>
  )
}

function Sheet({ view }: { view: MissingView }) {
  const t = useText()
  const format = useFormat()
  const { language, languages } = useLanguage()
  const [spoken, setSpoken] = useState<string | undefined>(language)
  const printed = usePerform(notePrint, { id: view.id })
  if (view.state !== 'missing') return <Notice kind="ok" title={t('missing.found')} />
  async function print() {
    // Who printed it is on record before there is paper.
    if ((await printed.perform({})) !== undefined) window.print()
  }
  return (
    <Stack gap={5}>
      <div className="not-printed">
        <Stack gap={4}>
          <Link href={`/missing/${view.id}`}>{t('missing.sheet.back')}</Link>
          <Notice>{t('missing.sheet.says')}</Notice>
          <Refusal problem={printed.refusal} />
          <Cluster>
            <Select
              label={t('missing.sheet.language')}
              value={spoken}
              onChange={setSpoken}
              options={languages.map((value) => ({ value, label: format.languageName(value) }))}
            />
          </Cluster>
          <div>
            <Button kind="primary" busy={printed.busy} onPress={() => void print()}>
              {t('missing.sheet.print')}
            </Button>
          </div>
        </Stack>
      </div>
      <LanguageIsland language={spoken ?? language} part="desk">
        <Paper view={view} />
      </LanguageIsland>
    </Stack>
  )
}

/** The printed page: its class, who made it and when, and only what finds the child. */
function Paper({ view }: { view: MissingView }) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  const { reader } = view
  return (
    <article className="card sheet" aria-label={t('missing.sheet.title')}>
      <Stack gap={4}>
        <p className="strong">{t('missing.sheet.class')}</p>
        <h2>{t('missing.sheet.title')}</h2>
        <p>{t('missing.sheet.ask')}</p>
        <MissingFacts view={view} onSheet />
        <p>{t('missing.sheet.if-found')}</p>
        <p className="strong">{t('missing.sheet.answer-to', { office: t(view.focalPoint) })}</p>
        <Contact view={view} />
        <p className="small">
          {t('missing.sheet.reference')} <bdi dir="ltr">{view.reference}</bdi>
        </p>
        <p className="small">
          {t('missing.sheet.printed', {
            person: isolated(reader.name),
            agency: isolated(reader.agency ? t(reader.agency) : ''),
            when: isolated(format.dateTime(new Date(now))),
          })}
        </p>
      </Stack>
    </article>
  )
}

/** How the office is reached. What the country's rules do not say is written in by hand, never made up. */
function Contact({ view: { focalContact } }: { view: MissingView }) {
  const t = useText()
  const known = [focalContact?.phone, focalContact?.email].filter((line) => line !== undefined)
  if (known.length > 0)
    return (
      <p className="strong">
        <bdi dir="ltr">{known.join(' · ')}</bdi>
      </p>
    )
  return (
    <div>
      <p>{t('missing.sheet.contact')}</p>
      <p className="blank-line" />
      <p className="small">{t('missing.sheet.fill-in')}</p>
    </div>
  )
}

/** Keeps the direction of a name or a date in a line of the other direction (Unicode FSI … PDI). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
