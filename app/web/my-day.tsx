import { Empty, Link, LookView, Page, Section, useFormat, useText, WorkList } from '#ui'
import type { WorkRow } from '#ui'
import { useLook, usePoll, useSession } from '#ui/data'
import { findScreenOfList } from './screens.ts'

interface MyDay {
  /** What waits at this person's desks, by list, most urgent list first. */
  lists: { list: string; count: number; rows: WorkRow[] }[]
  /** Records this person has in hand. */
  mine: WorkRow[]
}

const SHOWN = 5
const AGAIN_SECONDS = 60

/** What is due, then what is mine. */
export function Screen() {
  const t = useText()
  const { session, has } = useSession()
  const look = useLook<MyDay>('/api/my-day')
  usePoll(look.retry, AGAIN_SECONDS)
  const raise = (
    <Link href="/concerns/new" kind={has('worker') ? 'primary' : 'secondary'}>
      {t('app.my-day.raise')}
    </Link>
  )
  return (
    <Page title={t('app.my-day.title')} lede={session?.account && t('app.my-day.hello', { name: session.account.name })} actions={raise}>
      <LookView look={look}>
        {(day) => {
          const due = day.lists.filter((list) => list.rows.length > 0)
          return (
            <div className="my-day-lists">
              {due.map((list) => (
                <DueList key={list.list} {...list} />
              ))}
              {due.length === 0 && (
                <Empty icon="check" title={t('app.my-day.nothing-due')}>
                  {t(has('worker') ? 'app.my-day.nothing-due.worker' : 'app.my-day.nothing-due.desk')}
                </Empty>
              )}
              {day.mine.length > 0 && (
                <Section title={t('app.my-day.mine')}>
                  <WorkList rows={day.mine} label={t('app.my-day.mine')} wide />
                </Section>
              )}
            </div>
          )
        }}
      </LookView>
    </Page>
  )
}

function DueList({ list, count, rows }: MyDay['lists'][number]) {
  const t = useText()
  const format = useFormat()
  const screen = findScreenOfList(list)
  const title = t(screen?.nav?.labelId ?? 'app.my-day.other')
  const more = count > SHOWN && screen
  const said = t('app.my-day.count', { shown: format.number(Math.min(rows.length, SHOWN)), count })
  return (
    <Section title={title} actions={more ? <Link href={screen.path}>{said}</Link> : <span className="soft">{said}</span>}>
      <WorkList rows={rows.slice(0, SHOWN)} label={title} wide />
    </Section>
  )
}
