import { useEffect, useMemo, useState } from 'react'
import { useRouter, useRouterState } from '@tanstack/react-router'
import {
  DemonstrationBanner,
  Icon,
  LanguageSwitch,
  Link,
  Loading,
  NavigationContext,
  useLanguage,
  useOnline,
  useText,
  useUnderWay,
} from '#ui'
import { useSession } from '#ui/data'
import { DayProvider } from './day.tsx'
import { MainNavigation } from './main-navigation.tsx'
import { ScreenFrame } from './screen-frame.tsx'
import { NoSuchScreen } from './no-screen.tsx'
import { NewVersion } from './new-version.tsx'

/** The frame of every screen: skip link, banner, name, navigation, language, account. */
export function Shell() {
  const t = useText()
  const { session, unreachable } = useSession()
  const online = useOnline()
  const navigation = useNavigation()
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(false), [navigation.path])
  const signedIn = session?.signedIn === true
  const { open: undecided, languages, setLanguage } = useLanguage()
  const own = session?.account?.language
  // Wait for the account's language, so that screens do not switch languages after they appear.
  const [tried, setTried] = useState<string>()
  const wanted = undecided && own && languages.includes(own) ? own : undefined
  useUnderWay(wanted !== undefined && wanted !== tried)
  useUnderWay(useRouterState({ select: ({ status }) => status === 'pending' }))
  useEffect(() => {
    if (wanted)
      void setLanguage(wanted, { keep: false })
        .catch(() => undefined)
        .then(() => setTried(wanted))
  }, [wanted, setLanguage])
  return (
    <NavigationContext value={navigation}>
      {/* The key clears everything of the last person from the screen and from memory. */}
      <DayProvider key={session?.account?.id ?? 'nobody'} signedIn={signedIn}>
        <a className="skip" href="#main">
          {t('app.skip')}
        </a>
        {session?.demonstration && <DemonstrationBanner />}
        <div className="shell" data-bare={!signedIn || undefined}>
          <header className="shell-head">
            <Link href="/" className="brand">
              <img src="/icon.svg" alt="" width="28" height="28" />
              <span>{t('app.name')}</span>
            </Link>
            {signedIn ? (
              <button
                type="button"
                className="button shell-menu"
                data-kind="secondary"
                aria-expanded={open}
                aria-controls="navigation"
                onClick={() => setOpen(!open)}
              >
                <Icon name={open ? 'close' : 'menu'} />
                {t('app.menu')}
              </button>
            ) : (
              <LanguageSwitch />
            )}
          </header>
          {signedIn && <MainNavigation open={open} />}
          <main id="main" tabIndex={-1} className="shell-main">
            {!online && (
              <p className="shell-offline" role="status">
                <Icon name="offline" size={18} /> {t('app.offline')}
              </p>
            )}
            <NewVersion />
            {(session || unreachable) && (!wanted || wanted === tried) ? (
              <OpenScreen />
            ) : (
              <div className="page">
                <Loading />
              </div>
            )}
          </main>
        </div>
      </DayProvider>
    </NavigationContext>
  )
}

function OpenScreen() {
  const match = useRouterState({ select: (state) => state.matches.at(-1) })
  const screen = match?.staticData.screen
  if (!match || !screen) return <NoSuchScreen />
  return <ScreenFrame screen={screen} params={match.params as Record<string, string>} />
}

/** Lets components of `#ui` open screens without knowing the router. */
function useNavigation() {
  const router = useRouter()
  const href = useRouterState({ select: (state) => state.location.href })
  return useMemo(() => {
    const [path = '/', query = ''] = href.split('#')[0]?.split('?') ?? []
    return {
      path,
      query: new URLSearchParams(query),
      go: (to: string, options?: { replace?: boolean }) => {
        void router.navigate({ href: to, replace: options?.replace ?? false })
      },
    }
  }, [router, href])
}
