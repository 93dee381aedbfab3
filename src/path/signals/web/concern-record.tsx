import {
  Cluster,
  DefinitionList,
  DutyClock,
  Link,
  Notice,
  Page,
  Said,
  Section,
  Stack,
  Tag,
  useFormat,
  useText,
} from '#ui'
import { KeptFromNotice } from '../../kept-from/web/index.tsx'
import type { ConcernView } from '../view.ts'
import { DeskActions } from './desk-actions.tsx'
import { Facts } from './facts.tsx'
import { Thread } from './thread.tsx'
import { useConcernWords } from './words.ts'

interface RecordProps {
  concern: ConcernView
  reload: () => void
}

/** A concern for the desk: own words first, then the facts, then the actions. */
export function ConcernRecord({ concern, reload }: RecordProps) {
  const t = useText()
  const name = concern.persons.find((person) => person.name)?.name
  return (
    <Page title={name ?? t('signals.record.unnamed')}>
      <Cluster>
        {concern.danger === 'immediate' && (
          <Tag tone="danger" icon="danger">
            {t('ui.danger')}
          </Tag>
        )}
        <Tag tone={concern.status === 'waiting' ? 'due-soon' : 'plain'}>{t(`signals.status.${concern.status}`)}</Tag>
        <Tag>{t(`signals.channel.${concern.channel}`)}</Tag>
        <span className="soft small numeric" dir="ltr">
          {concern.reference}
        </span>
      </Cluster>
      <KeptFromNotice kind="concern" id={concern.id} />
      <Standing concern={concern} />
      <TriageClocks concern={concern} />
      <DeskActions concern={concern} reload={reload} />
      <Section title={t('signals.record.words')}>
        <Said {...(concern.language && { language: concern.language })}>{concern.words}</Said>
      </Section>
      <Section title={t('signals.record.children')}>
        <Persons concern={concern} />
      </Section>
      <Section title={t('signals.record.facts')}>
        <Facts told={concern} receivedAt={concern.receivedAt} sentBy={concern.sentBy} />
      </Section>
      <Thread concern={concern} reload={reload} />
    </Page>
  )
}

function Standing({ concern }: { concern: ConcernView }) {
  const t = useText()
  // It came back from the cases, and nobody has taken it since.
  const returned = concern.steps.findLast(
    ({ kind }) => kind.startsWith('returned-') || ['taken', 'given', 'closed'].includes(kind),
  )?.kind
  // Why the desk has it before it, until someone has taken it.
  const lastHands = concern.steps.findLast(({ kind }) => ['taken', 'passed-on', 'handed-over'].includes(kind))?.kind
  return (
    <>
      {concern.status === 'waiting' && lastHands === 'handed-over' && <Notice title={t('signals.step.handed-over')} />}
      {returned?.startsWith('returned-') && (
        <Notice kind="due-soon" title={t('signals.returned.title')}>
          {t(`signals.step.${returned}`)}
        </Notice>
      )}
      {concern.additionWaits && !returned?.startsWith('returned-') && (
        <Notice kind="due-soon" title={t('signals.addition.title')}>
          {t('signals.addition.text')}
        </Notice>
      )}
      {concern.mergedInto && (
        <Notice
          title={t('signals.merged.title')}
          actions={<Link href={`/concerns/${concern.mergedInto}`}>{t('signals.merged.open')}</Link>}
        >
          {t('signals.merged.text')}
        </Notice>
      )}
      {concern.closeReason && (
        <Notice title={t('signals.closed.title')}>{t(`signals.close.${concern.closeReason}`)}</Notice>
      )}
    </>
  )
}

const wordsOf: Readonly<Record<string, string>> = {
  'concern-answered': 'signals.clock.answer',
  agreed: 'signals.clock.again',
}
const fromOf: Readonly<Record<string, string>> = {
  'concern-answered': 'signals.clock.answer.from',
  agreed: 'signals.clock.again.from',
}

/** All deadlines of the concern with their rules. */
export function TriageClocks({ concern }: { concern: ConcernView }) {
  const t = useText()
  const format = useFormat()
  if (concern.clocks.length === 0) return null
  return (
    <DefinitionList
      facts={concern.clocks.map((clock) => ({
        key: clock.id,
        label: t(wordsOf[clock.until] ?? 'signals.clock.triage'),
        value: (
          <DutyClock
            clock={clock}
            from={t(fromOf[clock.until] ?? 'signals.clock.from', {
              at: format.dateTime(clock.startedAt),
              due: format.dateTime(clock.dueAt),
            })}
            brief
          />
        ),
      }))}
    />
  )
}

function Persons({ concern }: { concern: ConcernView }) {
  const t = useText()
  const words = useConcernWords()
  if (concern.persons.length === 0) return <p className="soft">{t('signals.record.no-child-described')}</p>
  return (
    <Stack gap={4}>
      {concern.persons.map((person) => (
        <Stack key={person.number} gap={1}>
          <h3>{person.name ? <bdi>{person.name}</bdi> : t('signals.person.number', { number: person.number })}</h3>
          <span>
            {[
              words.age(person.age) ?? t('signals.person.age-unknown'),
              t(person.sex === 'unknown' ? 'signals.person.sex-unknown' : `signals.sex.${person.sex}`),
              words.language(person.language),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {person.childId ? (
            <Link href={`/children/${person.childId}`}>{t('signals.person.open-child')}</Link>
          ) : (
            <Link href={`/children?concern=${concern.id}&person=${person.number}`}>
              {t('signals.person.find-child')}
            </Link>
          )}
        </Stack>
      ))}
    </Stack>
  )
}
