import { Button, Icon, LanguageSwitch, Link, useFormat, usePlaceInApp, useText } from '#ui'
import { useSession } from '#ui/data'
import type { ListCount } from '../own-routes.ts'
import { useDay } from './day.tsx'
import { navigationFor } from './screens.ts'
import { wordsOf } from './words.ts'

/** Links to all screens of the person's roles with the number of waiting records; account and language below. */
export function MainNavigation({ open }: { open: boolean }) {
  const t = useText()
  const { path } = usePlaceInApp()
  const { session, signOut } = useSession()
  const account = session?.account
  const counts = useDay().data?.counts
  return (
    <div className="shell-side" id="navigation" data-open={open || undefined}>
      <div className="shell-side-inner">
        <nav aria-label={t('app.navigation')}>
          <ul className="nav">
            {navigationFor(account?.roles ?? []).map((screen) => (
              <li key={screen.path}>
                <Link href={screen.path} {...(isOpen(path, screen.path) ? { 'aria-current': 'page' as const } : {})}>
                  <span>{screen.nav && t(screen.nav.labelId)}</span>
                  {screen.nav?.list && <Waiting counted={counts?.[screen.nav.list]} />}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section className="account" aria-label={t('app.account')}>
          {account && (
            <div className="account-who">
              <Icon name="person" />
              <div>
                <div className="strong">{account.name}</div>
                <div className="soft small">{wordsOf(account.agency, t)}</div>
                <div className="soft small">{account.roles.map((role) => t(`kernel.role.${role}`)).join(' · ')}</div>
              </div>
            </div>
          )}
          <LanguageSwitch />
          <Link href="/password" kind="quiet">
            {t('app.sign-in.password')}
          </Link>
          <Button kind="quiet" onPress={() => void signOut()}>
            {t('app.sign-out')}
          </Button>
        </section>
      </div>
    </div>
  )
}

/** The number of waiting records in a list. An unknown count is hidden, never shown as zero. */
function Waiting({ counted }: { counted: ListCount | undefined }) {
  const t = useText()
  const format = useFormat()
  if (!counted?.count) return null
  const { count, orMore } = counted
  return (
    <span className="nav-count">
      <bdi aria-hidden="true" dir="ltr">
        {format.number(count)}
        {orMore && '+'}
      </bdi>
      <span className="unseen">
        {orMore ? t('app.waiting.more', { count: format.number(count) }) : t('app.waiting', { count })}
      </span>
    </span>
  )
}

function isOpen(path: string, screen: string): boolean {
  return screen === '/' ? path === '/' : path === screen || path.startsWith(`${screen}/`)
}
