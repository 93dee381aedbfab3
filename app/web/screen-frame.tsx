import { useEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'
import { useParams } from '@tanstack/react-router'
import { Loading, Offline, Page, useText } from '#ui'
import type { Screen, ScreenProps } from '#ui'
import { useSession } from '#ui/data'
import { maySee } from './screens.ts'
import { BrokenScreen, NotForYou } from './no-screen.tsx'
import { Screen as SignIn } from './sign-in.tsx'

/** Loads a screen, asks for sign-in where it is needed, sets the page title and moves the focus to the heading. */
export function ScreenFrame({ screen }: { screen: Screen }) {
  const t = useText()
  const params: Record<string, string> = useParams({ strict: false })
  const { session, reload } = useSession()
  const [loaded, setLoaded] = useState<{ of: Screen; Screen: ComponentType<ScreenProps> }>()
  const [failed, setFailed] = useState(false)
  const needsAccount = screen.roles !== 'everyone'
  const mayLoad = !needsAccount || session?.signedIn === true

  useEffect(() => {
    if (!mayLoad) return
    let current = true
    setFailed(false)
    screen
      .load()
      .then((part) => current && setLoaded({ of: screen, Screen: part.Screen }))
      .catch(() => current && setFailed(true))
    return () => {
      current = false
    }
  }, [screen, mayLoad])

  const ready = loaded?.of === screen
  useTitle(t(screen.titleId), t('app.name'))
  useFocusOnArrival(ready, JSON.stringify(params) + screen.path)

  if (needsAccount && session && !session.signedIn) return <SignIn params={params} />
  if (needsAccount && session?.account && !maySee(screen, session.account.roles)) return <NotForYou />
  if (needsAccount && !session) {
    return (
      <Page title={t('app.name')}>
        <Offline onRetry={() => void reload()} />
      </Page>
    )
  }
  if (failed) return <BrokenScreen />
  if (!ready) {
    return (
      <div className="page">
        <Loading />
      </div>
    )
  }
  return <loaded.Screen params={params} />
}

/** The title is what somebody beside the device can read: the screen's neutral name, nothing about a child. */
function useTitle(title: string, app: string): void {
  useEffect(() => {
    document.title = title === app ? app : `${title} · ${app}`
  }, [title, app])
}

let arrivedBefore = false

/** Opening another screen moves the focus to its heading, so that a screen reader says where one is. Not on the first page. */
function useFocusOnArrival(ready: boolean, place: string): void {
  const last = useRef<string>(undefined)
  useEffect(() => {
    if (!ready || last.current === place) return
    last.current = place
    if (arrivedBefore) (document.querySelector<HTMLElement>('main h1[tabindex]') ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true })
    arrivedBefore = true
  }, [ready, place])
}
