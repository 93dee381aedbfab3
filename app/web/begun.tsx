import { useState } from 'react'
import { Button, Cluster, Dialog, Link, Notice, Section, Stack, useFormat, useText } from '#ui'
import { deliver, dropKept, type Kept, useKept, useStanding } from '#ui/data'

/** What this person began or finished here and the node does not have yet: the way back to it. */
export function Begun() {
  const t = useText()
  const standing = useStanding()
  const [throwing, setThrowing] = useState<string>()
  const kept = useKept().filter(({ state }) => state !== 'sent')
  if (kept.length === 0) return null
  return (
    <Section title={t('app.my-day.begun')}>
      <Stack gap={3}>
        {standing !== 'device' && <Notice kind="due-soon" title={t(`ui.kept.${standing}`)} />}
        <ul className="plain">
          {kept.map((each) => (
            <Row key={each.id} kept={each} onThrow={() => setThrowing(each.id)} />
          ))}
        </ul>
        {kept.some(({ state }) => state === 'waiting') && (
          <Cluster>
            <Button onPress={() => void deliver()}>{t('ui.kept.send-now')}</Button>
          </Cluster>
        )}
      </Stack>
      <ThrowAway id={throwing} onClose={() => setThrowing(undefined)} />
    </Section>
  )
}

function Row({ kept: { what, page, state, at }, onThrow }: { kept: Kept; onThrow: () => void }) {
  const t = useText()
  const format = useFormat()
  return (
    <li>
      <Cluster>
        <Link href={page}>{t(what)}</Link>
        <span className="soft small">
          {t(`ui.kept.state.${state}`)} · {format.dateTime(at)}
        </span>
        {(state === 'unfinished' || state === 'refused') && (
          <Button kind="quiet" onPress={onThrow}>
            {t('ui.kept.throw-away')}
          </Button>
        )}
      </Cluster>
    </li>
  )
}

function ThrowAway({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useText()
  function throwAway() {
    if (id) dropKept(id)
    onClose()
  }
  const actions = (
    <>
      <Button kind="primary" onPress={throwAway}>
        {t('ui.kept.throw-away')}
      </Button>
      <Button onPress={onClose}>{t('ui.kept.keep')}</Button>
    </>
  )
  return (
    <Dialog open={id !== undefined} onClose={onClose} title={t('ui.kept.throw-away.title')} actions={actions} decision>
      <p>{t('ui.kept.throw-away.says')}</p>
    </Dialog>
  )
}
