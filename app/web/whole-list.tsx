import type { ScreenProps } from '#ui'
import { Empty, Link, LookView, Page, useText, WorkList } from '#ui'
import { useWorklist } from '#ui/data'
import { titleOfList } from '../rooms.ts'
import { useDay } from './day.tsx'
import { NoSuchScreen } from './no-screen.tsx'

/** A complete list that has no screen of its own. My day shows its beginning. */
export function Screen({ params }: ScreenProps) {
  const day = useDay()
  const { list = '' } = params
  return (
    <LookView look={day}>
      {({ counts }) => (Object.hasOwn(counts, list) ? <WholeList key={list} list={list} /> : <NoSuchScreen />)}
    </LookView>
  )
}

function WholeList({ list }: { list: string }) {
  const t = useText()
  const { look, rows, more, moreBusy } = useWorklist(list)
  const title = t(titleOfList(list))
  return (
    <Page title={title} actions={<Link href="/">{t('app.to-my-day')}</Link>}>
      <LookView look={look} empty={<Empty icon="check" title={t('app.my-day.nothing-due')} />}>
        {() => <WorkList rows={rows} label={title} wide onMore={more} moreBusy={moreBusy} />}
      </LookView>
    </Page>
  )
}
