import { useEffect, useRef } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../language/language.tsx'

interface StepsProps {
  /** Counted from 1. */
  number: number
  count: number
  /** Changes with each step; the new question takes the focus. */
  stepKey: string
  onBack?: (() => void) | undefined
  onNext: () => void
  /** Label of the forward button. Default: "Continue". */
  nextLabel?: string
  /** The last step submits, and its button waits for the answer. */
  busy?: boolean
  children: ReactNode
  aside?: ReactNode
}

/** One question a screen, with buttons for back and forward. */
export function Steps({ number, count, stepKey, onBack, onNext, nextLabel, busy, children, aside }: StepsProps) {
  const t = useText()
  const body = useRef<HTMLDivElement>(null)
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    // A form beside other work changes its screens without taking the focus from that work.
    const { activeElement } = document
    if (activeElement && activeElement !== document.body && !body.current?.closest('form')?.contains(activeElement))
      return
    body.current?.focus()
    body.current?.scrollIntoView({ block: 'nearest' })
  }, [stepKey])
  return (
    <form
      className="steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <div className="steps-progress">
        <span className="soft small">{t('ui.steps.progress', { number, count })}</span>
        <div
          className="steps-track"
          aria-hidden="true"
          style={{ '--done': `${(number / Math.max(1, count)) * 100}%` } as CSSProperties}
        >
          <i />
        </div>
      </div>
      <div
        className="stack"
        ref={body}
        tabIndex={-1}
        data-quiet-focus
        role="group"
        aria-label={t('ui.steps.progress', { number, count })}
      >
        {children}
      </div>
      <div className="steps-actions">
        <Button kind="primary" type="submit" busy={busy ?? false}>
          {nextLabel ?? t('ui.steps.next')}
        </Button>
        {onBack && (
          <Button kind="quiet" onPress={onBack}>
            {t('ui.steps.back')}
          </Button>
        )}
      </div>
      {aside}
    </form>
  )
}
