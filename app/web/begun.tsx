import { Button, Cluster, Link, Notice, Section, Stack, useFormat, useText } from '#ui'
import { deliver, useKept, useStanding } from '#ui/data'

/** What this person began or finished here and the node does not have yet: the way back to it. */
export function Begun() {
  const t = useText()
  const format = useFormat()
  const standing = useStanding()
  const kept = useKept().filter(({ state }) => state !== 'sent')
  if (kept.length === 0) return null
  return (
    <Section title={t('app.my-day.begun')}>
      <Stack gap={3}>
        {standing !== 'device' && <Notice kind="due-soon" title={t(`ui.kept.${standing}`)} />}
        <ul className="plain">
          {kept.map((each) => (
            <li key={each.id}>
              <Link href={each.page}>{t(each.what)}</Link>{' '}
              <span className="soft small">
                {t(`ui.kept.state.${each.state}`)} · {format.dateTime(each.at)}
              </span>
            </li>
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
