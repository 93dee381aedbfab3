import { useState } from 'react'
import { Loading, LookView, useGo, useLateTexts } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import { Editor } from './editor.tsx'
import { viewForm, viewFormDraft } from '../routes.ts'

/** Editing a form, for administrators. Its texts load only here. */
export function Screen({ params }: ScreenProps) {
  const ready = useLateTexts('form-editor')
  const remarksReady = useLateTexts('form-import')
  const [round, setRound] = useState(0)
  if (!ready || !remarksReady) return <Loading />
  return <Editing key={round} id={params['id'] ?? ''} onReload={() => setRound((before) => before + 1)} />
}

/** Loads the draft once; every round loads it anew. */
function Editing({ id, onReload }: { id: string; onReload: () => void }) {
  const go = useGo()
  const draft = useLook(viewFormDraft, { id })
  const latest = draft.data?.latest ?? null
  const published = useLook(viewForm, latest === null ? undefined : { id, version: latest })
  return (
    <LookView look={draft}>
      {(view) => {
        if (view.latest !== null && !published.data) return <LookView look={published}>{() => null}</LookView>
        return (
          <Editor
            key={view.latest}
            first={view}
            published={view.latest === null ? undefined : published.data?.form}
            onReload={onReload}
            onGone={() => go('/forms')}
          />
        )
      }}
    </LookView>
  )
}
