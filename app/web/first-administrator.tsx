import { useState } from 'react'
import { Button, Link, Notice, Page, Refusal, TextField, useLanguage, useText } from '#ui'
import { usePerform } from '#ui/data'
import { type FirstAdministrator, makeFirstAdministrator } from '../own-routes.ts'

type Wanted = Omit<FirstAdministrator, 'token' | 'language'>

/**
 * The screen for the link of `npx tenfold new-admin-link`, which works once. The token comes after `#`, so no server or
 * proxy logs it. This screen reads it and removes it from the address at once.
 */
export function Screen() {
  const t = useText()
  const { language } = useLanguage()
  const [token] = useState(takeToken)
  const [wanted, setWanted] = useState<Wanted>({ agency: '', name: '', email: '', password: '' })
  const [done, setDone] = useState(false)
  const make = usePerform(makeFirstAdministrator, { token, language })
  const field = (name: keyof Wanted) => ({
    label: t(`app.first.${name}`),
    value: wanted[name],
    onChange: (text: string) => setWanted({ ...wanted, [name]: text }),
    required: true,
  })
  if (done) {
    return (
      <Page title={t('app.first.title')} narrow>
        <Notice
          kind="ok"
          live
          title={t('app.first.done')}
          actions={
            <Link href="/sign-in" kind="primary">
              {t('app.sign-in.title')}
            </Link>
          }
        >
          {t('app.first.done.next')}
        </Notice>
      </Page>
    )
  }
  return (
    <Page title={t('app.first.title')} lede={t('app.first.lede')} narrow>
      <Refusal problem={make.refusal} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void make.perform(wanted).then((answer) => setDone(answer !== undefined))
        }}
      >
        <TextField {...field('agency')} hint={t('app.first.agency.hint')} autoComplete="organization" />
        <TextField {...field('name')} autoComplete="name" />
        <TextField {...field('email')} type="email" inputMode="email" autoComplete="username" />
        <TextField
          {...field('password')}
          hint={t('app.first.password.hint')}
          type="password"
          autoComplete="new-password"
        />
        <div>
          <Button kind="primary" type="submit" busy={make.busy}>
            {t('app.first.button')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function takeToken(): string {
  const token = location.hash.slice(1)
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}
