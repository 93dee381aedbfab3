import { useEffect, useRef } from 'react'
import { Button, Empty, Link, Loading, Offline, Page, Refusal, useGo, usePlaceInApp, useText } from '#ui'
import { usePerform } from '#ui/data'
import { startScreening } from './routes.ts'

/** Starts a screening of a concern or a child, or opens the existing one. */
export function Screen() {
  const t = useText()
  const go = useGo()
  const { query } = usePlaceInApp()
  const { perform, refusal } = usePerform(startScreening)
  const concernId = query.get('concern') ?? undefined
  const childId = query.get('child') ?? undefined
  const asked = useRef(false)

  async function start() {
    const started = await perform({ ...(concernId && { concernId }), ...(childId && { childId }) })
    // A new screening begins with what it may be about; one that was begun opens where people left it.
    const first = started?.version === 1 ? '?part=legal-test/about' : ''
    if (started) go(`/screenings/${started.id}${first}`, { replace: true })
  }
  useEffect(() => {
    if (asked.current || (!concernId && !childId)) return
    asked.current = true
    void start()
    // Once per page. A second start would only open the same screening.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return (
    <Page title={t('identification.title')} narrow>
      {!concernId && !childId ? (
        <Empty
          icon="list"
          title={t('identification.start.needs-subject')}
          actions={
            <Link href="/" kind="primary">
              {t('identification.start.to-my-day')}
            </Link>
          }
        >
          {t('identification.start.needs-subject.text')}
        </Empty>
      ) : refusal?.status === 0 ? (
        <Offline onRetry={() => void start()}>{t('identification.start.offline')}</Offline>
      ) : refusal ? (
        <Refusal problem={refusal} actions={<Button onPress={() => void start()}>{t('ui.retry')}</Button>} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
