import { useState } from 'react'
import { Button, Cluster, DefinitionList, Dialog, Notice, Refusal, Said, Section, Stack, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import { isCustody } from '#standards/justice'
import { DueNow } from '../../identification/web/index.tsx'
import type { CaseView } from '../view.ts'
import { type Contact, ContactForm } from './contact-form.tsx'
import { reportContactOfCase } from './routes.ts'

/** Police, courts and immigration, at the top of the case: what they did, and whether anybody has been told. */
export function ContactsPart({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const { contacts, may } = careCase
  if (contacts.length === 0 && !may.work) return null
  return (
    <Section
      title={t('case-management.contacts')}
      actions={may.work && <Button onPress={() => setAsking(true)}>{t('case-management.contacts.report')}</Button>}
    >
      {contacts.length === 0 && <p className="soft">{t('case-management.contacts.none')}</p>}
      {contacts.some(({ nexus }) => nexus !== 'none-seen') && <Told careCase={careCase} />}
      <Stack gap={2}>
        {contacts.toReversed().map((contact) => (
          <OneContact key={contact.id} contact={contact} />
        ))}
      </Stack>
      {asking && <ReportDialog careCase={careCase} onClose={() => setAsking(false)} reload={reload} />}
    </Section>
  )
}

const ofContact: readonly string[] = ['legal-help', 'release', 'non-punishment', 'clear-record']

/** A task is not yet an act: who has been told, and when. */
function Told({ careCase: { contacts, punishment, tasks, guardian } }: { careCase: CaseView }) {
  const t = useText()
  const format = useFormat()
  const said = (at: string | null) =>
    at ? t('case-management.contacts.told-on', { at: format.dateTime(at) }) : t('case-management.contacts.not-yet')
  const due = tasks
    .filter(({ kind, addedBy, result }) => result === undefined && addedBy === 'node' && ofContact.includes(kind))
    .sort((one, other) => ofContact.indexOf(one.kind) - ofContact.indexOf(other.kind))
  const nobody = Object.values(punishment).every((at) => at === null)
  return (
    <>
      {nobody ? (
        <Notice kind="due-soon" title={t('case-management.contacts.task-opened')} />
      ) : (
        <h3>{t('case-management.contacts.acts')}</h3>
      )}
      <DefinitionList
        facts={[
          { key: 'lawyer', label: t('case-management.contacts.lawyer'), value: said(punishment.lawyerAt) },
          ...(contacts.some(({ kind }) => isCustody(kind))
            ? [{ key: 'release', label: t('case-management.contacts.release'), value: said(punishment.releaseAt) }]
            : []),
          { key: 'told', label: t('case-management.contacts.status'), value: said(punishment.toldAt) },
        ]}
      />
      {due.length > 0 && (
        <Stack gap={2}>
          <h3>{t('identification.justice.due')}</h3>
          <DueNow due={due} guardian={guardian ? 'named' : 'none'} />
        </Stack>
      )}
    </>
  )
}

function OneContact({ contact }: { contact: CaseView['contacts'][number] }) {
  const t = useText()
  const format = useFormat()
  const when = !contact.happenedAt
    ? t('identification.justice.when.not-known')
    : contact.dayOnly
      ? format.date(contact.happenedAt)
      : format.dateTime(contact.happenedAt)
  return (
    <Stack gap={1}>
      <Cluster>
        <span className="strong">{t(`identification.justice.kind.${contact.kind}`)}</span>
        <span>{when}</span>
        {contact.nexus === 'none-seen' && <span className="soft">{t('identification.justice.link.none-seen')}</span>}
        {contact.byName && (
          <span className="soft">
            <bdi>{contact.byName}</bdi>
          </span>
        )}
      </Cluster>
      {contact.note && <Said>{contact.note}</Said>}
    </Stack>
  )
}

function ReportDialog({ careCase, onClose, reload }: { careCase: CaseView; onClose: () => void; reload: () => void }) {
  const t = useText()
  const [contact, setContact] = useState<Contact>()
  const report = usePerform(reportContactOfCase, { id: careCase.id })
  async function send() {
    if (!contact || (await report.perform({ ...contact }, { ifMatch: careCase.version })) === undefined) return
    onClose()
    reload()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('case-management.contacts.report')}
      actions={
        <>
          <Button kind="primary" busy={report.busy} lacks={!contact} onPress={() => void send()}>
            {t('identification.justice.do')}
          </Button>
          <Button onPress={onClose}>{t('case-management.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={report.refusal} />
        <ContactForm onChange={setContact} />
      </Stack>
    </Dialog>
  )
}
