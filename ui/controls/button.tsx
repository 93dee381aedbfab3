import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'

export interface ButtonProps {
  children: ReactNode
  /** primary: the one thing to do here · secondary · quiet: text only · danger: only for immediate danger to a child */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  type?: 'button' | 'submit'
  onPress?: () => void
  /** Shows that work goes on and keeps the button from being pressed twice. */
  busy?: boolean
  disabled?: boolean
  wide?: boolean
  'aria-label'?: string
  'aria-expanded'?: boolean
  'aria-controls'?: string
  autoFocus?: boolean
  buttonRef?: Ref<HTMLButtonElement>
}

/** Does something. To go somewhere use Link. */
export function Button({ kind = 'secondary', busy, disabled, wide, children, buttonRef, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(buttonRef ? { ref: buttonRef } : {})}
      className="button"
      data-kind={kind}
      data-wide={wide || undefined}
      isPending={busy ?? false}
      isDisabled={disabled ?? false}
    >
      {busy && <span className="spin" aria-hidden="true" />}
      {children}
    </AriaButton>
  )
}
