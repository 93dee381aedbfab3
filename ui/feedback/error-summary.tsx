import { useEffect, useRef } from 'react'
import { Icon } from '../icon.tsx'
import { useText } from '../language/language.tsx'

export interface FieldError {
  /** Id of the field to go to. */
  id: string
  message: string
}

/** Everything that still needs an answer, each leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  const some = errors.length > 0
  useEffect(() => {
    if (some) box.current?.focus()
  }, [some])
  if (!some) return null
  return (
    <div className="notice" data-kind="due-soon" role="alert" tabIndex={-1} data-quiet-focus ref={box}>
      <Icon name="warning" />
      <div>
        <p className="strong">{t('ui.errors.title', { count: errors.length })}</p>
        <ul>
          {errors.map((error) => (
            <li key={error.id + error.message}>
              <a
                href={`#${error.id}`}
                onClick={(event) => {
                  event.preventDefault()
                  goToField(error.id)
                }}
              >
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Brings a field into sight and puts the focus on what is answered there. */
export function goToField(field: string | HTMLElement): void {
  const found = typeof field === 'string' ? document.getElementById(field) : field
  const control = found?.matches('input, select, textarea')
    ? found
    : found?.querySelector<HTMLElement>('input:enabled, select:enabled, textarea:enabled, button:enabled')
  found?.scrollIntoView({ block: 'center' })
  ;(control ?? found)?.focus()
}
