import { Link, LookView, Notice, Section, Stack, useText } from '#ui'
import { useLook } from '#ui/data'
import type { About } from './kept-from-screen.tsx'
import { useWhom } from './entry.tsx'
import { viewKeptFrom } from './routes.ts'

/** Beside a record: from whom it is kept, so that nobody tells them by telephone, and the way to say so. */
export function KeptFromLine({ kind, id }: About) {
  const t = useText()
  const sayWhom = useWhom()
  const look = useLook(viewKeptFrom, { kind, id })
  return (
    <Section title={t('kept-from.page')}>
      <Stack gap={2}>
        <LookView look={look}>
          {({ entries }) => {
            const now = entries.filter(({ lifted }) => lifted === null)
            return now.length === 0 ? null : (
              <Notice kind="due-soon" title={t('kept-from.now')}>
                <ul className="plain">
                  {now.map(({ number, whom }) => (
                    <li key={number}>
                      <bdi>{sayWhom(whom)}</bdi>
                    </li>
                  ))}
                </ul>
                <p>{t('kept-from.do-not-tell')}</p>
              </Notice>
            )
          }}
        </LookView>
        <Link href={`/kept-from/${kind}/${id}`}>{t('kept-from.to-page')}</Link>
      </Stack>
    </Section>
  )
}
