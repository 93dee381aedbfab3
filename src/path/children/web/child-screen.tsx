import { Suspense, useState } from 'react'
import {
  Button,
  Card,
  Cluster,
  DefinitionList,
  Disclosure,
  Link,
  LookView,
  Notice,
  Page,
  RecordScreen,
  Said,
  Section,
  Stack,
  Tag,
  useFormat,
  useText,
  Why,
} from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, useSession } from '#ui/data'
import type { Look } from '#ui/data'
import { KeptFromLine, KeptFromNotice } from '../../kept-from/web/index.tsx'
import { valuesInRow } from '../child-row.ts'
import { titleOf } from '../field-form.ts'
import { type AnyField, fields, fieldsOf, labelOf } from '../fields.ts'
import type { AgeFact } from '../values.ts'
import type { ChildView, TimelineView } from '../view.ts'
import { MissingNotice, SayMissing } from '../../missing/web/index.tsx'
import { FieldDialog } from './field-dialog.tsx'
import { Conflicts } from './conflicts.tsx'
import { Doubles } from './doubles.tsx'
import { useFacts } from './facts-list.tsx'
import { Family } from './family.tsx'
import { Merges } from './merges.tsx'
import { PanelPart } from './panel-part.tsx'
import { Clocks, DoubleWork, Path } from './path.tsx'
import { sayChildMissing, viewChild, viewChildTimeline } from './routes.ts'
import { useWords } from './words.ts'

/** The child's record: identity, three ages, family, conflicts, and the whole path with its deadlines. */
export function Screen({ params }: ScreenProps) {
  const id = params['id'] ?? ''
  return <ChildPage key={id} id={id} />
}

function ChildPage({ id }: { id: string }) {
  const t = useText()
  const look = useLook(viewChild, { id })
  const path = useLook(viewChildTimeline, { id })
  const again = () => {
    look.retry()
    path.retry()
  }
  return (
    <RecordScreen
      id={id}
      look={look}
      listLabel={t('children.sight.title')}
      listHref="/children"
      title={t('children.page.record')}
      record={(child) => <Record child={child} path={path} again={again} />}
      panel={(child) => <Panel child={child} path={path} again={again} />}
      panelLabel={t('children.panel')}
    />
  )
}

interface PartProps {
  child: ChildView
  path: Look<TimelineView>
  again: () => void
}

function Record({ child, path, again }: PartProps) {
  const t = useText()
  const name = child.row.names.find(({ value }) => value.kind === 'full') ?? child.row.names[0]
  return (
    <Page
      title={name?.value.text ?? t('children.no-name')}
      lede={<Lede child={child} />}
      actions={child.status === 'current' && <Screening id={child.id} />}
    >
      <Stack gap={6}>
        <KeptFromNotice kind="child" id={child.id} />
        <MissingNotice missing={child.missing} />
        {child.status === 'current' && <SayMissing route={sayChildMissing} id={child.id} missing={child.missing} />}
        {child.mergedInto && (
          <Notice
            title={t('children.merged-into')}
            actions={
              <Link kind="secondary" href={`/children/${child.mergedInto}`}>
                {t('children.merged-into.open')}
              </Link>
            }
          >
            {t('children.merged-into.text')}
          </Notice>
        )}
        {path.data && <DoubleWork timeline={path.data} />}
        <Conflicts child={child} again={again} />
        <Meeting child={child} again={again} />
        <Who child={child} again={again} />
        <Ages child={child} again={again} />
        <Family child={child} again={again} />
        <Notes child={child} again={again} />
        <Section title={t('children.path.title')}>
          <LookView look={path}>{(timeline) => <Path timeline={timeline} />}</LookView>
        </Section>
        <History child={child} />
      </Stack>
    </Page>
  )
}

function Lede({ child }: { child: ChildView }) {
  const t = useText()
  const words = useWords()
  return (
    <Cluster>
      <span>{words.ages(child.ageNow)}</span>
      <span>{child.reference}</span>
      <Tag tone={child.childhood === 'adult' ? 'plain' : 'accent'}>{t(`children.childhood.${child.childhood}`)}</Tag>
      <Why
        title={t('children.childhood.why')}
        source={{ instrument: 'Palermo Protocol', paragraph: '3(d)', date: '2000-11-15', verified: false }}
      >
        {t('children.childhood.why.text')}
      </Why>
    </Cluster>
  )
}

function Screening({ id }: { id: string }) {
  const t = useText()
  const { has } = useSession()
  if (!(['worker', 'triage', 'authority', 'caseworker', 'supervisor'] as const).some(has)) return null
  return (
    <Cluster>
      <Link kind="primary" href={`/screenings/new?child=${id}`}>
        {t('children.screen')}
      </Link>
      <Link href={`/justice-contacts/new?child=${id}`}>{t('children.justice-contact')}</Link>
    </Cluster>
  )
}

const changedHere = fieldsOf(undefined).filter((field) => field.kind === 'name' || field.kind === 'code')
const ages = fields.filter((field) => field.kind === 'age')
const notes = fields.find((field) => field.kind === 'note')

function Who({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const [asked, setAsked] = useState<AnyField>()
  const names = {
    key: 'names',
    label: t('children.names'),
    value: (
      <ul className="plain">
        {namesOnce(child).map(({ field, value }) => (
          <li key={field}>
            <bdi>{value.text}</bdi>{' '}
            {value.kind !== 'full' && <span className="soft small">{t(`children.name-kind.${value.kind}`)}</span>}
          </li>
        ))}
        {child.row.names.length === 0 && <li>{t('children.no-name')}</li>}
      </ul>
    ),
  }
  const facts = useFacts({ child, again })
  return (
    <Section
      title={t('children.who')}
      actions={
        child.status === 'current' && (
          <Cluster>
            {changedHere.map((field) => (
              <Button key={field.key} kind="quiet" onPress={() => setAsked(field)}>
                {t(titleOf(field))}
              </Button>
            ))}
          </Cluster>
        )
      }
    >
      <DefinitionList facts={[names, ...facts]} />
      {asked && <FieldDialog field={asked} child={child} again={again} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

/** How to speak with this child, before anything else: who meets them must bring the right interpreter. */
function Meeting({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const facts = useFacts({ child, again, part: 'meeting' })
  const known = facts.filter((fact) => fact.known)
  const open = facts.filter((fact) => !fact.known)
  return (
    <Section title={t('children.meeting')}>
      {known.length > 0 && <DefinitionList facts={known} />}
      {open.length > 0 && (
        <Disclosure title={t('children.meeting.not-known', { count: open.length })}>
          <DefinitionList facts={open} />
        </Disclosure>
      )}
    </Section>
  )
}

/** Shows a name of two merged records once. */
function namesOnce({ row }: ChildView): ChildView['row']['names'] {
  return [...new Map(row.names.map((name) => [`${name.value.kind} ${name.value.text}`, name])).values()]
}

/** Three ages, because the age at the time of the acts decides which law protects the child. */
function Ages({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const format = useFormat()
  const words = useWords()
  const [asked, setAsked] = useState<AnyField>()
  return (
    <Section title={t('children.ages')}>
      <Stack gap={3}>
        {ages.map((field) => {
          const facts = valuesInRow(field, child.row) as readonly AgeFact[]
          const label = t(labelOf(field))
          return (
            <Card key={field.key}>
              <Cluster spread>
                <h3>{label}</h3>
                {child.status === 'current' && (
                  <Button
                    kind="quiet"
                    aria-label={t('children.change-what', { what: label })}
                    onPress={() => setAsked(field)}
                  >
                    {t(facts.length > 0 ? 'children.change' : 'children.add')}
                  </Button>
                )}
              </Cluster>
              {facts.length === 0 && <p className="soft">{t('children.not-known')}</p>}
              {facts.map((fact, index) => (
                <p key={index}>
                  <strong>{words.age(fact.age)}</strong>{' '}
                  {fact.howKnown !== 'unknown' && (
                    <span className="soft">{t(`children.how-known.${fact.howKnown}`)}</span>
                  )}
                  {fact.on && <span className="soft small"> {format.date(fact.on)}</span>}
                </p>
              ))}
            </Card>
          )
        })}
      </Stack>
      {asked && <FieldDialog field={asked} child={child} again={again} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

function Notes({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t('children.notes')}
      actions={
        child.status === 'current' && (
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {t('children.note.add')}
          </Button>
        )
      }
    >
      {child.row.notes.length === 0 && <p className="soft">{t('children.notes.none')}</p>}
      {child.row.notes.map(({ field, value }) => (
        <Said key={field}>{value.text}</Said>
      ))}
      {open && notes && <FieldDialog field={notes} child={child} again={again} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function History({ child }: { child: ChildView }) {
  const t = useText()
  const words = useWords()
  return (
    <Disclosure title={t('children.history', { count: child.history.length })}>
      <ul className="plain">
        {child.history.map(({ id, field, value, author, time, reason }) => (
          <li key={id}>
            <span className="soft small">{words.by(child.people[author], time)}</span>
            <br />
            {t(`children.field.${field.split(':')[0]}`)}: <bdi>{words.value(field, value)}</bdi>
            {reason && <bdi className="soft"> ({reason})</bdi>}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function Panel({ child, path, again }: PartProps) {
  const t = useText()
  return (
    <Stack gap={6}>
      <PanelPart title={t('children.clocks')}>
        <LookView look={path}>{(timeline) => <Clocks timeline={timeline} />}</LookView>
      </PanelPart>
      <PanelPart title={t('children.keeper')}>
        <p>{child.agency ? t(child.agency) : t('children.agency-unknown')}</p>
      </PanelPart>
      {child.status === 'current' && <Doubles child={child} />}
      <Merges child={child} again={again} />
      <Suspense>
        <KeptFromLine kind="child" id={child.id} />
      </Suspense>
    </Stack>
  )
}
