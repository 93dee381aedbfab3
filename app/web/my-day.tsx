import { Empty, Link, LookView, Notice, Page, Section, useFormat, useText, WorkList } from '#ui'
import { useKept, useSession } from '#ui/data'
import { Begun } from './begun.tsx'
import { useDay } from './day.tsx'
import type { Day, ListCount } from '../own-routes.ts'
import { lists, titleOfList } from '../rooms.ts'
import { findScreenOfList } from './module-screens.ts'

/** Lists of a person's own work. Every other list holds work that waits for someone to take it. */
const IN_HAND = new Set(lists.filter(({ inHand }) => inHand).map(({ id }) => id))
const SHOWN = 5

/** Work that is due, then the person's own work. */
export function Screen() {
  const t = useText()
  const { session, has } = useSession()
  const look = useDay()
  // What nobody has received comes before everything that somebody has.
  const unsent = useKept().some(({ state }) => state === 'waiting' || state === 'sending' || state === 'refused')
  const raise = (
    <Link href="/concerns/new" kind={has('worker') ? 'primary' : 'secondary'}>
      {t('app.my-day.raise')}
    </Link>
  )
  return (
    <Page
      title={t('app.my-day.title')}
      lede={session?.account && t('app.my-day.hello', { name: session.account.name })}
      actions={raise}
    >
      {(unsent || !look.data) && <Begun />}
      <LookView look={look}>
        {(day) => {
          const filled = day.lists.filter((list) => list.rows.length > 0)
          // A list with a child in danger comes first, also among one's own work.
          const due = filled.filter(({ list, rows }) => !IN_HAND.has(list) || rows[0]?.danger === 0)
          const inDanger = due.filter(({ rows }) => rows[0]?.danger === 0)
          return (
            <div className="my-day-lists">
              {day.ledger && (
                <Notice kind="due-soon" title={t(`app.my-day.ledger.${day.ledger}`)}>
                  {t('app.my-day.ledger.next')}
                </Notice>
              )}
              {inDanger.map((list) => (
                <DayList key={list.list} {...list} counted={day.counts[list.list]} />
              ))}
              {!unsent && <Begun />}
              {due
                .filter((list) => !inDanger.includes(list))
                .map((list) => (
                  <DayList key={list.list} {...list} counted={day.counts[list.list]} />
                ))}
              {due.length === 0 && (
                <Empty icon="check" title={t('app.my-day.nothing-due')}>
                  {t(has('worker') ? 'app.my-day.nothing-due.worker' : 'app.my-day.nothing-due.desk')}
                </Empty>
              )}
              {filled
                .filter((list) => !due.includes(list))
                .map((list) => (
                  <DayList key={list.list} {...list} counted={day.counts[list.list]} />
                ))}
            </div>
          )
        }}
      </LookView>
    </Page>
  )
}

function DayList({ list, rows, counted }: Day['lists'][number] & { counted: ListCount | undefined }) {
  const t = useText()
  const format = useFormat()
  const title = t(titleOfList(list))
  const screen = findScreenOfList(list)
  const shown = Math.min(rows.length, SHOWN)
  const { count = 0, orMore = false } = counted ?? {}
  const said = t(orMore ? 'app.my-day.count.more' : 'app.my-day.count', {
    shown: format.number(shown),
    count: format.number(count),
  })
  return (
    <Section title={title} actions={count > shown && <Link href={screen?.path ?? `/lists/${list}`}>{said}</Link>}>
      <WorkList rows={rows.slice(0, SHOWN)} label={title} wide />
    </Section>
  )
}
