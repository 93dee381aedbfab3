import { useEffect, useState } from 'react'
import { leavePage, listenForShift } from './exit.ts'
import { useText } from '../language/language.tsx'

/** A neutral page that anyone may have open. */
const NEUTRAL = 'https://www.wikipedia.org/'

/** Replaces this page at once, by a button or by pressing Shift three times. For public pages. */
export function ExitThisPage({ to = NEUTRAL }: { to?: string }) {
  const t = useText()
  const [presses, setPresses] = useState(0)
  useEffect(() => listenForShift(() => leavePage(to), setPresses), [to])
  return (
    <div className="exit">
      {presses > 0 && (
        <div className="exit-dots" role="status" aria-label={t('ui.exit.pressed', { count: presses })}>
          {[1, 2, 3].map((each) => (
            <i key={each} data-on={presses >= each || undefined} />
          ))}
        </div>
      )}
      <a
        className="button"
        data-kind="primary"
        href={to}
        rel="nofollow noreferrer"
        onClick={(event) => {
          event.preventDefault()
          leavePage(to)
        }}
      >
        {t('ui.exit.button')}
      </a>
    </div>
  )
}

/** Explains what leaving quickly hides and what it cannot hide. Every page with the button has it. */
export function ExitExplained() {
  const t = useText()
  return (
    <details className="disclosure">
      <summary>{t('ui.exit.explain.title')}</summary>
      <div className="stack">
        <p>{t('ui.exit.explain.how')}</p>
        <p>{t('ui.exit.explain.limits')}</p>
      </div>
    </details>
  )
}
