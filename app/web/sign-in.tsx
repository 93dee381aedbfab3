import { lazy, Suspense, useEffect, useState } from 'react'
import { Button, Notice, Page, Refusal, TextField, useGo, usePlaceInApp, useText } from '#ui'
import type { ScreenProps } from '#ui'
import { usePerform, useSession, useWaiting } from '#ui/data'
import { type Credentials, signIn as signInRoute } from '../own-routes.ts'

// A node at work has none, so their page is not among the first that a phone loads.
const DemonstrationAccounts = /* @__PURE__ */ lazy(() =>
  import('./demonstration-accounts.tsx').then((loaded) => ({ default: loaded.DemonstrationAccounts })),
)

/** It also replaces any screen that needs an account. After signing in, the person gets that screen. */
export function Screen(_props: Partial<ScreenProps>) {
  const t = useText()
  const go = useGo()
  const { path } = usePlaceInApp()
  const { session, signedIn } = useSession()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = usePerform(signInRoute)

  const arrived = session?.signedIn === true && path === '/sign-in'
  useEffect(() => {
    if (arrived) go('/', { replace: true })
  }, [arrived, go])

  async function send(as: Credentials) {
    if (await signIn.perform(as)) await signedIn()
  }
  return (
    <Page title={t('app.sign-in.title')} narrow>
      <WithoutAccount />
      <Unsent />
      <Refusal problem={signIn.refusal} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send({ email, password })
        }}
      >
        <TextField
          label={t('app.sign-in.email')}
          type="email"
          inputMode="email"
          autoComplete="username"
          name="email"
          value={email}
          onChange={setEmail}
          required
        />
        <TextField
          label={t('app.sign-in.password')}
          type="password"
          autoComplete="current-password"
          name="password"
          value={password}
          onChange={setPassword}
          required
        />
        <div>
          <Button kind="primary" type="submit" busy={signIn.busy}>
            {t('app.sign-in.button')}
          </Button>
        </div>
      </form>
      {session?.demonstration && (
        <Suspense>
          <DemonstrationAccounts busy={signIn.busy} onChoose={(account) => void send(account)} />
        </Suspense>
      )}
    </Page>
  )
}

/** The way to the page for people without an account, which is the server's own: the browser goes there itself. */
function WithoutAccount() {
  const t = useText()
  return (
    <p>
      {t('app.sign-in.worried')} <a href="/tell">{t('app.sign-in.tell')}</a>
    </p>
  )
}

/** What somebody wrote on this device and the node does not have waits for them. */
function Unsent() {
  const t = useText()
  const count = useWaiting()
  return (
    count > 0 && (
      <Notice live kind="due-soon" title={t('app.sign-in.unsent', { count })}>
        {t('app.sign-in.unsent.text')}
      </Notice>
    )
  )
}
