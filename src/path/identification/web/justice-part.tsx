import { useState } from 'react'
import {
  Button,
  Choice,
  Cluster,
  LongText,
  Notice,
  Refusal,
  Said,
  Section,
  Select,
  Stack,
  Tag,
  type When,
  WhenField,
  useFormat,
  useText,
  SourceLine,
  Why,
} from '#ui'
import { usePerform } from '#ui/data'
import { ruleR20 } from '../legal-rules.ts'
import { type JusticeKind, justiceKind, type Nexus, nexus as nexusCodes } from '#standards/justice'
import { DueNow } from './due-now.tsx'
import type { PartProps } from './part-page.tsx'
import { reportJusticeContact } from './routes.ts'

/** Contact with police or courts. A possible link is enough to ask that the child is not punished. */
export function JusticePart({ answering, drafts, reload }: PartProps) {
  const t = useText()
  const format = useFormat()
  const { screening } = answering
  const [kind, setKind] = useState<JusticeKind>()
  const [nexus, setNexus] = useState<Nexus>()
  const [when, setWhen] = useState<When>()
  const [tried, setTried] = useState(false)
  const { perform, busy, refusal, answer } = usePerform(reportJusticeContact, { id: screening.id })
  const note = drafts.get('justice')
  const noteNeeded = nexus === 'none-seen' && note.trim() === ''

  async function report() {
    setTried(true)
    if (!kind || !nexus || !when || noteNeeded) return
    const reported = await perform({
      kind,
      nexus,
      ...when,
      ...(note.trim() && { note: note.trim() }),
    })
    if (!reported) return
    drafts.clear('justice')
    setKind(undefined)
    setNexus(undefined)
    setWhen(undefined)
    setTried(false)
    reload()
  }

  return (
    <Stack>
      <p className="lede">{t('identification.justice.lede')}</p>
      <Why title={t('identification.why.non-punishment')} label={t('identification.why.non-punishment')}>
        <p>{t('identification.rule.R20')}</p>
        {ruleR20.sources.map((source) => (
          <SourceLine key={source.instrument} source={source} />
        ))}
      </Why>
      {answer && (
        <Notice
          live
          kind={answer.protects ? 'due-soon' : 'ok'}
          title={t(answer.protects ? 'identification.justice.due' : 'identification.justice.noted')}
        >
          {answer.protects ? <DueNow due={answer.due} /> : t('identification.justice.noted.text')}
        </Notice>
      )}
      {screening.justiceContacts.length > 0 && (
        <Section title={t('identification.justice.reported')}>
          <ul className="screening-outcomes">
            {screening.justiceContacts.map((contact) => (
              <li key={contact.id} className="stack">
                <p>
                  <strong>{t(`identification.justice.kind.${contact.kind}`)}</strong> ·{' '}
                  {!contact.happenedAt
                    ? t('identification.justice.when.not-known')
                    : contact.dayOnly
                      ? format.date(contact.happenedAt)
                      : format.dateTime(contact.happenedAt)}{' '}
                  <Tag tone={contact.protects ? 'accent' : 'plain'}>
                    {t(contact.protects ? 'identification.justice.protects' : 'identification.justice.noted')}
                  </Tag>
                </p>
                {contact.note && <Said>{contact.note}</Said>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('identification.justice.new')}>
        <Stack>
          <Select
            label={t('identification.justice.kind')}
            options={justiceKind.values.map((value) => ({ value, label: t(`identification.justice.kind.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value as JusticeKind | undefined)}
            error={tried && !kind ? t('identification.justice.kind.missing') : undefined}
          />
          <WhenField
            label={t('identification.justice.when')}
            hint={t('identification.justice.when.hint')}
            key={screening.justiceContacts.length}
            onChange={setWhen}
            error={tried && !when ? t('ui.when.missing') : undefined}
          />
          <Choice
            label={t('identification.justice.link')}
            hint={t('identification.justice.link.hint')}
            options={nexusCodes.values.map((value) => ({ value, label: t(`identification.justice.link.${value}`) }))}
            value={nexus}
            onChange={(value) => setNexus(value as Nexus)}
            error={tried && !nexus ? t('identification.justice.link.missing') : undefined}
          />
          <LongText
            label={t('identification.justice.note')}
            required={nexus === 'none-seen'}
            value={note}
            onChange={(text) => drafts.set('justice', text)}
            error={tried && noteNeeded ? t('identification.justice.note.missing') : undefined}
          />
          <Refusal problem={refusal} />
          <Cluster>
            <Button kind="primary" onPress={() => void report()} busy={busy}>
              {t('identification.justice.do')}
            </Button>
          </Cluster>
        </Stack>
      </Section>
    </Stack>
  )
}
