import { useState } from 'react'
import { Button, Notice, Page, Refusal, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import { changePassword } from '../own-routes.ts'

const nothing = { current: '', next: '', again: '' }

/** Changes the own password. The other devices of this account are signed out. */
export function Screen() {
  const t = useText()
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const change = usePerform(changePassword)
  const differs = typed.next !== typed.again
  const refused = (path: string) => change.refusal?.fields?.find((field) => field.path === path)?.message
  const field = (name: keyof typeof nothing, error?: string) => ({
    label: t(`app.password.${name}`),
    value: typed[name],
    onChange: (text: string) => {
      setDone(false)
      setTyped({ ...typed, [name]: text })
    },
    type: 'password' as const,
    required: true,
    error,
  })
  async function send() {
    setTried(true)
    if (differs) return
    if (!(await change.perform({ current: typed.current, next: typed.next }))) return
    setTyped(nothing)
    setTried(false)
    setDone(true)
  }
  return (
    <Page title={t('app.password.title')} lede={t('app.password.lede')} narrow>
      {done && <Changed />}
      <Refusal problem={change.refusal} marked />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField {...field('current', refused('current'))} autoComplete="current-password" />
        <TextField
          {...field('next', refused('next'))}
          hint={t('app.first.password.hint')}
          autoComplete="new-password"
        />
        <TextField
          {...field('again', tried && differs ? t('app.password.differs') : undefined)}
          autoComplete="new-password"
        />
        <div>
          <Button kind="primary" type="submit" busy={change.busy}>
            {t('app.password.button')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function Changed() {
  const t = useText()
  return (
    <Notice kind="ok" live title={t('app.password.done')}>
      {t('app.password.done.next')}
    </Notice>
  )
}
