import { LookView, Notice, useText } from '#ui'
import { useLook } from '#ui/data'
import type { About } from './kept-from-screen.tsx'
import { useWhom } from './entry.tsx'
import { viewKeptFrom } from './routes.ts'

/** Under the title of a record: from whom it is kept, so that nobody tells them by telephone. */
export function KeptFromNotice({ kind, id }: About) {
  const t = useText()
  const sayWhom = useWhom()
  const look = useLook(viewKeptFrom, { kind, id })
  return (
    <LookView look={look} loading={<span hidden />}>
      {({ entries }) => {
        const now = entries.filter(({ lifted }) => lifted === null)
        return now.length === 0 ? null : (
          <Notice kind="hidden" title={t('kept-from.now')}>
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
  )
}
