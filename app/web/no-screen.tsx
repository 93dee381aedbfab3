import { Button, Empty, Link, Page, useText } from '#ui'

export function NoSuchScreen() {
  const t = useText()
  return (
    <Page title={t('app.no-screen.title')} narrow>
      <Empty
        icon="question"
        title={t('app.no-screen.reason')}
        actions={
          <Link href="/" kind="primary">
            {t('app.to-my-day')}
          </Link>
        }
      />
    </Page>
  )
}

export function NotForYou() {
  const t = useText()
  return (
    <Page title={t('app.not-for-you.title')} narrow>
      <Empty
        icon="lock"
        title={t('app.not-for-you.reason')}
        actions={
          <Link href="/" kind="primary">
            {t('app.to-my-day')}
          </Link>
        }
      >
        {t('app.not-for-you.next')}
      </Empty>
    </Page>
  )
}

/** A part of the app failed to load or crashed. Reloading loses nothing that was sent. */
export function BrokenScreen() {
  const t = useText()
  return (
    <Page title={t('app.broken.title')} narrow>
      <Empty
        icon="warning"
        title={t('app.broken.reason')}
        actions={
          <Button kind="primary" onPress={() => location.reload()}>
            {t('app.broken.again')}
          </Button>
        }
      >
        {t('app.broken.next')}
      </Empty>
    </Page>
  )
}
