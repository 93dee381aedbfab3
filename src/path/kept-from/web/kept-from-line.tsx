import { Link, Section, useText } from '#ui'
import type { About } from './kept-from-screen.tsx'

/** Beside a record: the way to say that somebody must not see it. */
export function KeptFromLine({ kind, id }: About) {
  const t = useText()
  return (
    <Section title={t('kept-from.page')}>
      <Link href={`/kept-from/${kind}/${id}`}>{t('kept-from.to-page')}</Link>
    </Section>
  )
}
