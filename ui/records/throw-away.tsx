import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../language/language.tsx'
import { Dialog } from '../overlays/dialog.tsx'

/** A button that throws away what somebody wrote and nobody has received, once they have said so twice. */
export function ThrowAway({ onThrow }: { onThrow: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  function throwAway() {
    setOpen(false)
    onThrow()
  }
  const actions = (
    <>
      <Button kind="primary" onPress={throwAway}>
        {t('ui.kept.throw-away')}
      </Button>
      <Button onPress={() => setOpen(false)}>{t('ui.kept.keep')}</Button>
    </>
  )
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {t('ui.kept.throw-away')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('ui.kept.throw-away.title')}
        actions={actions}
        decision
      >
        <p>{t('ui.kept.throw-away.says')}</p>
      </Dialog>
    </>
  )
}
