import type { ReactNode } from 'react'
import type { Look } from '../data/use-look.ts'
import { Button } from '../controls/button.tsx'
import { useText } from '../language/language.tsx'
import { Notice } from './notice.tsx'
import { Refusal } from './refusal.tsx'
import { Loading, Offline } from './states.tsx'

interface LookViewProps<Data> {
  look: Look<Data>
  /** Shown for an empty list. Without it `children` gets the empty data. */
  empty?: ReactNode
  loading?: ReactNode
  children: (data: Data) => ReactNode
}

/** Shows the state of a look: loading, offline, refused, empty, or the content. */
export function LookView<Data>({ look, empty, loading, children }: LookViewProps<Data>) {
  const t = useText()
  if (look.state === 'loading') return <>{loading ?? <Loading />}</>
  if (look.state === 'offline') return <Offline onRetry={look.retry} />
  if (look.state === 'error') {
    return <Refusal problem={look.problem} actions={<Button onPress={look.retry}>{t('ui.retry')}</Button>} />
  }
  if (look.state === 'empty' && empty) return <>{empty}</>
  return (
    <>
      {look.problem && (
        <Notice kind="info" title={t('ui.stale.title')} actions={<Button onPress={look.retry}>{t('ui.retry')}</Button>}>
          {look.problem.title}
        </Notice>
      )}
      {children(look.data)}
    </>
  )
}
