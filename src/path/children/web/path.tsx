import { DutyClock, Link, Notice, Stack, Timeline, useAddressOf, useKinds, useSayStep, useText } from '#ui'
import type { TimelineEntry } from '#ui'
import type { TimelineView } from '../view.ts'

type ClockView = TimelineView['clocks'][number]

/** The whole path of the child, each step with its deadlines. */
export function Path({ timeline }: { timeline: TimelineView }) {
  const t = useText()
  const addressOf = useAddressOf()
  const sayStep = useSayStep()
  const kinds = useKinds()
  if (timeline.entries.length === 0) return <p className="soft">{t('children.path.none')}</p>
  const lastOf = new Map(timeline.entries.map(({ id, subject }) => [subject.id, id]))
  const entries = timeline.entries.map((entry): TimelineEntry => {
    const clocks = lastOf.get(entry.subject.id) === entry.id ? shown(timeline.clocks, entry.subject.id) : []
    const { kind, id } = entry.subject
    // The screen of the child is this one.
    const address = kind === 'child' ? undefined : addressOf(kind, id)
    return {
      id: entry.id,
      at: entry.at,
      state: entry.kind === 'ImmediateDangerReported' ? 'danger' : 'done',
      title: sayStep(kind, entry.kind) ?? entry.kind,
      detail: address && <Link href={address}>{t(`${kinds[kind]!.room}.open.${kind}`)}</Link>,
      clock: clocks.length > 0 && clocks.map((clock) => <NamedClock key={clock.id} clock={clock} />),
    }
  })
  return <Timeline label={t('children.path.title')} entries={entries} />
}

/** Work that became double when two records were merged, with the way to each part of it. */
export function DoubleWork({ timeline }: { timeline: TimelineView }) {
  const t = useText()
  const addressOf = useAddressOf()
  const kinds = useKinds()
  return timeline.doubleWork.map(({ kind, records }) => (
    <Notice
      key={kind}
      kind="due-soon"
      title={t(`children.double-work.${kind}`, { count: records.length })}
      actions={records.map(({ id, mayOpen }, index) => {
        const address = addressOf(kind, id)
        const what = t(`${kinds[kind]!.room}.open.${kind}`)
        return (
          mayOpen &&
          address && (
            <Link key={id} kind="secondary" href={address}>
              {t('children.double-work.open', { what, number: index + 1 })}
            </Link>
          )
        )
      })}
    >
      <p>{t('children.double-work.text')}</p>
      {records.some(({ mayOpen }) => !mayOpen) && <p>{t('children.double-work.hidden')}</p>}
    </Notice>
  ))
}

/** What is due for this child now, soonest first. */
export function Clocks({ timeline }: { timeline: TimelineView }) {
  const t = useText()
  const running = timeline.clocks
    .filter(({ metAt, stoppedAt }) => !metAt && !stoppedAt)
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  if (running.length === 0) return <p className="soft">{t('children.clocks.none')}</p>
  return (
    <ul className="plain">
      {running.map((clock) => (
        <li key={clock.id}>
          <NamedClock clock={clock} />
        </li>
      ))}
    </ul>
  )
}

/** Deadlines of several records stand in one list, so each says what must happen. A date without a rule is of a task. */
function NamedClock({ clock }: { clock: ClockView }) {
  const t = useText()
  return (
    <Stack gap={1}>
      <span className="soft small">{clock.label ? t(clock.label) : t('children.clocks.agreed')}</span>
      <DutyClock clock={clock} brief />
    </Stack>
  )
}

/** Hides deadlines that ended because they no longer applied. Always shows missed ones. */
function shown(clocks: readonly ClockView[], subjectId: string): ClockView[] {
  return clocks.filter((clock) => clock.subjectId === subjectId && (!clock.stoppedAt || clock.missedAt))
}
