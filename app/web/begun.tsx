import { Button, Cluster, Link, Notice, Section, Stack, ThrowAway, useFormat, useText } from '#ui'
import { deliver, dropKept, type Kept, useKept, useStanding } from '#ui/data'

/** What this person began or finished here and the node does not have yet: the way back to it. */
export function Begun() {
  const t = useText()
  const standing = useStanding()
  const kept = useKept().filter(({ state }) => state !== 'sent')
  if (kept.length === 0) return null
  return (
    <Section title={t('app.my-day.begun')}>
      <Stack gap={3}>
        {standing !== 'device' && <Notice kind="due-soon" title={t(`ui.kept.${standing}`)} />}
        <ul className="plain">
          {kept.map((each) => (
            <Row key={each.id} kept={each} />
          ))}
        </ul>
        {kept.some(({ state }) => state === 'waiting') && (
          <Cluster>
            <Button onPress={() => void deliver()}>{t('ui.kept.send-now')}</Button>
          </Cluster>
        )}
      </Stack>
    </Section>
  )
}

function Row({ kept: { id, what, page, state, at } }: { kept: Kept }) {
  const t = useText()
  const format = useFormat()
  return (
    <li>
      <Cluster>
        <Link href={page}>{t(what)}</Link>
        <span className="soft small">
          {t(`ui.kept.state.${state}`)} · {format.dateTime(at)}
        </span>
        {(state === 'unfinished' || state === 'refused') && <ThrowAway onThrow={() => dropKept(id)} />}
      </Cluster>
    </li>
  )
}
