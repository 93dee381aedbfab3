import { useState } from 'react'
import {
  Button,
  Cluster,
  DefinitionList,
  DutyClock,
  Empty,
  Link,
  Notice,
  Page,
  RecordList,
  RecordScreen,
  Said,
  Section,
  Stack,
  Tag,
  Timeline,
  useFormat,
  useText,
} from '#ui'
import type { OpenRecord, ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import { KeptFromNotice } from '../../kept-from/web/index.tsx'
import type { MissingView } from '../view.ts'
import { MissingFacts } from './facts.tsx'
import { FoundDialog, TalkDialog, TellFoundDialog, whomToTell } from './found-dialogs.tsx'
import { useSayMoment } from './moment.tsx'
import { viewMissingChild } from './routes.ts'
import { FearDialog, LookDialog, ReviewDialog, TellDialog } from './search-dialogs.tsx'

const AGAIN_SECONDS = 45

/** The search for a child: what is owed now, what helps to find the child, who looked and who was told. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id']
  const look = useLook(viewMissingChild, id ? { id } : undefined)
  return (
    <RecordScreen
      id={id}
      look={look}
      againSeconds={AGAIN_SECONDS}
      listLabel={t('missing.page.list')}
      listHref="/missing"
      list={(open) => <List open={open} />}
      title={t('missing.page.record')}
      record={(view) => <Search view={view} reload={look.retry} />}
      panel={(view) => <Panel view={view} />}
      panelLabel={t('missing.panel')}
    />
  )
}

function List({ open }: { open: OpenRecord }) {
  const t = useText()
  return (
    <RecordList
      list="missing"
      label={t('missing.page.list')}
      empty={<Empty icon="check" title={t('missing.list.empty')} />}
      open={open}
      againSeconds={AGAIN_SECONDS}
    />
  )
}

interface PartProps {
  view: MissingView
  reload: () => void
}

function Search({ view, reload }: PartProps) {
  const t = useText()
  const name = view.facts.find(({ item }) => item === 'name')?.text
  return (
    <Page title={name ?? t('missing.no-name')} lede={t(`missing.state.${view.state}.says`)}>
      <Cluster>
        <Tag {...(view.state === 'missing' ? { tone: 'danger', icon: 'danger' } : { tone: 'plain' })}>
          {t(`missing.state.${view.state}`)}
        </Tag>
        <span className="soft small numeric" dir="ltr">
          {view.reference}
        </span>
      </Cluster>
      {view.childId && <KeptFromNotice kind="child" id={view.childId} />}
      {view.escalatedTo !== 'nobody' && view.state !== 'over' && (
        <Notice kind="due-soon" title={t(`missing.escalated.${view.escalatedTo}`)} />
      )}
      {view.found && <Found view={view} />}
      <Duties view={view} />
      {view.may.act && <Actions view={view} reload={reload} />}
      <Section title={t('missing.facts')}>
        <MissingFacts view={view} />
      </Section>
    </Page>
  )
}

function Found({ view }: { view: MissingView }) {
  const t = useText()
  const say = useSayMoment()
  const { found } = view
  if (!found) return null
  return (
    <>
      <Notice kind={found.condition === 'in-danger' ? 'danger' : 'ok'} title={t('missing.found')}>
        <DefinitionList
          facts={[
            { key: 'when', label: t('missing.ask.when'), value: say(found.when) },
            { key: 'by', label: t('missing.ask.by'), value: t(`missing.found-by.${found.by}`) },
            { key: 'condition', label: t('missing.ask.condition'), value: t(`missing.condition.${found.condition}`) },
            { key: 'where', label: t('missing.ask.where'), value: t(`missing.place.${found.where}`) },
          ]}
        />
        {found.words && <Said>{found.words}</Said>}
      </Notice>
      {view.owed.tellFound.length > 0 && <StillToTell parties={view.owed.tellFound} />}
    </>
  )
}

/** Who was told that the child is missing and does not know that the child is found. */
function StillToTell({ parties }: { parties: MissingView['owed']['tellFound'] }) {
  const t = useText()
  return (
    <Notice kind="due-soon" title={t('missing.tell-found')}>
      <ul>
        {parties.map((party) => (
          <li key={party}>{t(`missing.party.${party}`)}</li>
        ))}
      </ul>
      <p>{t('missing.tell-found.says')}</p>
    </Notice>
  )
}

/**
 * What is owed, with its deadline: the alert, the neighbours, the next look, the talk. A duty that was paused for the
 * review is left out: "no longer needed" would be read as if nobody had to look for the child. A missed one stays.
 */
function Duties({ view }: { view: MissingView }) {
  const t = useText()
  const owed = view.clocks.filter(({ stoppedAt, metAt, missedAt }) => !stoppedAt || metAt || missedAt)
  return (
    <Section title={t('missing.duties')}>
      <DefinitionList
        facts={owed.map((clock) => ({
          key: clock.id,
          label: t(clock.label ?? { id: 'missing.review' }),
          value: <DutyClock clock={clock} />,
        }))}
      />
    </Section>
  )
}

const dialogs = {
  tell: TellDialog,
  look: LookDialog,
  found: FoundDialog,
  review: ReviewDialog,
  talk: TalkDialog,
  'tell-found': TellFoundDialog,
  fear: FearDialog,
}
type Asked = keyof typeof dialogs

function offeredBy({ state, owed, may, fearUnsaid }: MissingView): Asked[] {
  const fear = fearUnsaid ? (['fear'] as const) : []
  if (state === 'missing') return ['tell', 'look', 'found', ...(may.review ? (['review'] as const) : []), ...fear]
  const toTell = whomToTell({ owed, may }).length > 0
  return [...(toTell ? (['tell-found'] as const) : []), ...(owed.talk ? (['talk'] as const) : []), ...fear]
}

function Actions({ view, reload }: PartProps) {
  const t = useText()
  const [asked, setAsked] = useState<Asked>()
  const offered = offeredBy(view)
  const Asking = asked && dialogs[asked]
  return (
    <Section title={t('missing.actions')}>
      {view.fearUnsaid && (
        <Notice kind="due-soon" title={t('missing.fear-unsaid')}>
          {t('missing.fear-unsaid.says')}
        </Notice>
      )}
      {view.owed.talk && <p className="soft">{t('missing.talk.how')}</p>}
      <Cluster>
        {offered.map((one, index) => (
          <Button key={one} kind={index === 0 ? 'primary' : 'secondary'} onPress={() => setAsked(one)}>
            {t(`missing.do.${one}`)}
          </Button>
        ))}
        {view.state === 'missing' && (
          <Link kind="secondary" href={`/missing/${view.id}/sheet`}>
            {t('missing.sheet.open')}
          </Link>
        )}
      </Cluster>
      {Asking && <Asking view={view} reload={reload} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

/** Who looked, who was told, in order. */
function Panel({ view }: { view: MissingView }) {
  const t = useText()
  const format = useFormat()
  return (
    <Stack gap={5}>
      <Section title={t('missing.record')}>
        <Timeline
          label={t('missing.record')}
          entries={[
            {
              id: 'said',
              title: t('missing.step.ChildMissing'),
              at: view.saidAt,
              state: 'done' as const,
              detail: <bdi>{view.saidBy}</bdi>,
            },
            ...view.notes.map((note) => ({
              id: note.id,
              title: [
                t(`missing.note.${note.kind}`),
                ...(note.party ? [t(`missing.party.${note.party}`)] : []),
                ...(note.kind === 'told' || note.kind === 'told-found' ? [t(`missing.told.${note.result}`)] : []),
                ...(note.kind === 'talk' ? [t(`missing.talk.${note.result}`)] : []),
                ...(note.day ? [format.date(note.day)] : []),
              ].join(' · '),
              at: note.at,
              state: 'done' as const,
              detail: (
                <>
                  {note.words && <Said>{note.words}</Said>}
                  <bdi>{note.person}</bdi>
                  {note.agency && <> · {t(note.agency)}</>}
                </>
              ),
            })),
            ...(view.foundAt
              ? [
                  {
                    id: 'found',
                    title: t('missing.step.ChildFound'),
                    at: view.foundAt,
                    state: 'done' as const,
                    detail: <bdi>{view.foundRecordedBy}</bdi>,
                  },
                ]
              : []),
          ].sort((a, b) => a.at.localeCompare(b.at))}
        />
      </Section>
      {view.childId && (
        <Section title={t('missing.belongs-to')}>
          <Link href={`/children/${view.childId}`}>{t('missing.to-child')}</Link>
        </Section>
      )}
    </Stack>
  )
}
