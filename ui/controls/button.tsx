import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useLacks } from '../feedback/asked.tsx'
import { useText } from '../language/language.tsx'

export interface ButtonProps {
  children: ReactNode
  /** primary: the one thing to do here · secondary · quiet: text only · danger: only for immediate danger to a child */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  type?: 'button' | 'submit'
  onPress?: () => void
  /** Shows that work is in progress, and prevents a second press. */
  busy?: boolean
  disabled?: boolean
  /**
   * An answer is still missing. A press says so at the field, or with these words, instead of doing anything. The button
   * is never grey without a word.
   */
  lacks?: boolean | string
  wide?: boolean
  'aria-label'?: string
  'aria-expanded'?: boolean
  'aria-controls'?: string
  autoFocus?: boolean
  buttonRef?: Ref<HTMLButtonElement>
}

/** For actions. For navigation use Link. */
export function Button({
  kind = 'secondary',
  busy,
  disabled,
  lacks,
  wide,
  children,
  buttonRef,
  type = 'button',
  onPress,
  ...rest
}: ButtonProps) {
  const t = useText()
  const missing = useLacks(lacks)
  // react-aria's own `isPending` leaves an unnamed image in its announcer if the button is removed while pending (axe:
  // role-img-alt).
  const button = (
    <AriaButton
      {...rest}
      type={busy ? 'button' : type}
      onPress={() => !busy && !missing.answer() && onPress?.()}
      {...(buttonRef ? { ref: buttonRef } : {})}
      className="button"
      data-kind={kind}
      data-lacks={lacks ? true : undefined}
      data-wide={wide || undefined}
      data-pending={busy || undefined}
      isDisabled={disabled ?? false}
    >
      {busy && <span className="spin" aria-hidden="true" />}
      {children}
      {busy && <span className="unseen"> {t('ui.busy')}</span>}
    </AriaButton>
  )
  if (lacks === undefined) return button
  return (
    <>
      {button}
      {missing.says && (
        <span role="alert" className="field-error">
          {missing.says}
        </span>
      )}
    </>
  )
}
