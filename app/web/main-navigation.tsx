import { Button, Icon, LanguageSwitch, Link, useFormat, usePlaceInApp, useText } from '#ui'
import { useLook, usePoll, useSession } from '#ui/data'
import { agencyName } from './agency-name.ts'
import { navigationFor } from './screens.ts'

/** The way to every screen of one's roles, with how many wait there; the account and the language below. */
export function MainNavigation({ open }: { open: boolean }) {
  const t = useText()
  const { path } = usePlaceInApp()
  const { session, signOut } = useSession()
  const account = session?.account
  return (
    <div className="shell-side" id="navigation" data-open={open || undefined}>
      <nav aria-label={t('app.navigation')}>
        <ul className="nav">
          {navigationFor(account?.roles ?? []).map((screen) => (
            <li key={screen.path}>
              <Link href={screen.path} {...(isOpen(path, screen.path) ? { 'aria-current': 'page' as const } : {})}>
                <span>{screen.nav && t(screen.nav.labelId)}</span>
                {screen.nav?.list && <Waiting list={screen.nav.list} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="account">
        {account && (
          <div className="account-who">
            <Icon name="person" />
            <div>
              <div className="strong">{account.name}</div>
              <div className="soft small">{agencyName(account.agency, t)}</div>
              <div className="soft small">{account.roles.map((role) => t(`app.role.${role}`)).join(' · ')}</div>
            </div>
          </div>
        )}
        <LanguageSwitch />
        <Button kind="quiet" onPress={() => void signOut()}>
          {t('app.sign-out')}
        </Button>
      </div>
    </div>
  )
}

const COUNT_AGAIN_SECONDS = 60

/** How many records wait in a list. A count that is not known is not shown, never shown as nothing. */
function Waiting({ list }: { list: string }) {
  const t = useText()
  const format = useFormat()
  const look = useLook<{ count?: number }>(`/api/worklists/${encodeURIComponent(list)}?count=only`)
  usePoll(look.retry, COUNT_AGAIN_SECONDS)
  const count = look.data?.count
  if (!count) return null
  return (
    <span className="nav-count">
      <span aria-hidden="true">{format.number(count)}</span>
      <span className="unseen">{t('app.waiting', { count })}</span>
    </span>
  )
}

function isOpen(path: string, screen: string): boolean {
  return screen === '/' ? path === '/' : path === screen || path.startsWith(`${screen}/`)
}
