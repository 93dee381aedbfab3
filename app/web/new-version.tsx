import { useEffect, useState } from 'react'
import { Button, Notice, useText } from '#ui'
import { onNewVersion } from './keep-fresh.ts'

/** Announces a newer version. It is used only when the person agrees, so that no unsaved text is lost. */
export function NewVersion() {
  const t = useText()
  const [take, setTake] = useState<() => void>()
  useEffect(() => onNewVersion((activate) => setTake(() => activate)), [])
  if (!take) return null
  return (
    <div className="shell-notice">
      <Notice
        kind="info"
        title={t('app.version.title')}
        live
        actions={<Button onPress={take}>{t('app.version.take')}</Button>}
      >
        {t('app.version.text')}
      </Notice>
    </div>
  )
}
