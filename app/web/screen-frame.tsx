import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'
import { Loading, Offline, Page, useLanguage, useText, useUnderWay } from '#ui'
import type { Screen, ScreenProps } from '#ui'
import { useSession } from '#ui/data'
import { maySee } from './screens.ts'
import { BrokenScreen, NotForYou } from './no-screen.tsx'
import { Screen as SignIn } from './sign-in.tsx'

interface Shown {
  place: string
  screen: Screen
  params: Record<string, string>
  Screen: ComponentType<ScreenProps>
}

const SLOW_MS = 300

/**
 * Loads the screen of the open address, asks for sign-in if needed, sets the page title and moves the focus to the
 * heading. It stays mounted between screens and shows the last one until the next has loaded. A list and its record are
 * one component with two addresses, so the list keeps its scroll position when a record is opened.
 */
export function ScreenFrame({ screen, params }: { screen: Screen; params: Record<string, string> }) {
  const t = useText()
  const { wantTexts } = useLanguage()
  const { session, reload } = useSession()
  const [shown, setShown] = useState<Shown>()
  const [state, setState] = useState<'loading' | 'slow' | 'failed' | 'ready'>('loading')
  const needsAccount = screen.roles !== 'everyone'
  const mayLoad = !needsAccount || session?.signedIn === true
  const place = JSON.stringify([screen.path, params])

  useUnderWay(mayLoad && state !== 'failed' && shown?.place !== place)
  useEffect(() => {
    if (!mayLoad) return
    let current = true
    setState('loading')
    const slow = setTimeout(() => current && setState('slow'), SLOW_MS)
    async function load() {
      try {
        const [part] = await Promise.all([screen.load(), !screen.firstTextsOnly && wantTexts('desk')])
        if (!current) return
        setShown({ place, screen, params, Screen: part.Screen })
        setState('ready')
      } catch {
        if (current) setState('failed')
      } finally {
        clearTimeout(slow)
      }
    }
    void load()
    return () => {
      current = false
      clearTimeout(slow)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `place` replaces screen and params, which are new objects each time
  }, [place, mayLoad])

  useMarkOf(shown?.screen)
  useTitle(t(screen.titleId), t('app.name'))
  useFocusOnArrival(state === 'ready' && shown?.screen === screen, place)

  if (needsAccount && session && !session.signedIn) return <SignIn params={params} />
  if (needsAccount && session?.account && !maySee(screen, session.account.roles)) return <NotForYou />
  if (needsAccount && !session) {
    return (
      <Page title={t('app.name')}>
        <Offline onRetry={() => void reload()} />
      </Page>
    )
  }
  if (state === 'failed') return <BrokenScreen />
  if (!shown || state === 'slow') {
    return (
      <div className="page">
        <Loading />
      </div>
    )
  }
  return <shown.Screen params={shown.params} />
}

/** `<html data-screen>` is the address pattern of the shown screen, without the ids of records. Tests wait for it. */
function useMarkOf(screen: Screen | undefined): void {
  useLayoutEffect(() => {
    if (screen) document.documentElement.dataset['screen'] = screen.path
  }, [screen])
}

/** A bystander can read the title, so it is the screen's neutral name, with nothing about a child. */
function useTitle(title: string, app: string): void {
  useEffect(() => {
    document.title = title === app ? app : `${title} · ${app}`
  }, [title, app])
}

let arrivedBefore = false

/** Opening another screen moves the focus to its heading, so that screen readers announce it. Not on the first page. */
function useFocusOnArrival(ready: boolean, place: string): void {
  const last = useRef<string>(undefined)
  useEffect(() => {
    if (!ready || last.current === place) return undefined
    last.current = place
    const first = !arrivedBefore
    arrivedBefore = true
    return first ? undefined : focusHeading()
  }, [ready, place])
}

const PATIENCE_MS = 5000

/** Focuses the heading, or the content until the heading has loaded. Stops as soon as the person moves the focus. */
function focusHeading(): (() => void) | undefined {
  const main = document.querySelector<HTMLElement>('main')
  const heading = () => main?.querySelector<HTMLElement>('h1[tabindex]')
  const target = heading() ?? main
  target?.focus({ preventScroll: true })
  if (!main || target !== main) return undefined
  const observer = new MutationObserver(() => {
    if (document.activeElement !== main) return observer.disconnect()
    const arrived = heading()
    if (!arrived) return undefined
    observer.disconnect()
    return arrived.focus({ preventScroll: true })
  })
  observer.observe(main, { childList: true, subtree: true })
  const patience = setTimeout(() => observer.disconnect(), PATIENCE_MS)
  return () => {
    clearTimeout(patience)
    observer.disconnect()
  }
}
