import { useState } from 'react'
import type { Form } from '#lib/forms'
import { Loading, LookView, useGo, useLateTexts } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import { Editor } from './editor.tsx'
import type { DraftView } from './use-draft.ts'

/** Editing a form, for administrators. Its texts load only here. */
export function Screen({ params }: ScreenProps) {
  const id = params['id'] ?? ''
  const go = useGo()
  const ready = useLateTexts('form-editor')
  const [round, setRound] = useState(0)
  const path = `/api/forms/${encodeURIComponent(id)}`
  const draft = useLook<DraftView>(`${path}/draft?round=${round}`)
  const latest = draft.data?.latest ?? null
  const published = useLook<{ form: Form }>(
    latest === null ? undefined : `${path}?version=${encodeURIComponent(latest)}`,
  )
  if (!ready) return <Loading />
  return (
    <LookView look={draft}>
      {(view) => {
        if (view.latest !== null && !published.data) return <LookView look={published}>{() => null}</LookView>
        return (
          <Editor
            key={`${round} ${view.latest}`}
            first={view}
            published={view.latest === null ? undefined : published.data?.form}
            onReload={() => setRound((before) => before + 1)}
            onGone={() => go('/forms')}
          />
        )
      }}
    </LookView>
  )
}
