import type { ScreenProps } from '#ui'
import { Empty, Link, LookView, Page, RecordList, useText } from '#ui'
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
  const title = t(titleOfList(list))
  return (
    <Page title={title} actions={<Link href="/">{t('app.to-my-day')}</Link>}>
      <RecordList list={list} label={title} empty={<Empty icon="check" title={t('app.my-day.nothing-due')} />} wide />
    </Page>
  )
}
