import { FieldFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'time' | 'date' | 'datetime-local'
  /** `numeric` for whole numbers, `decimal` for others. A phone then shows the number keys. */
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  autoComplete?: string
  name?: string
  autoFocus?: boolean
  placeholder?: string
}

/** One line of text. Its direction follows what is typed, so an Arabic name reads right in an English form. */
export function TextField({
  value,
  onChange,
  type = 'text',
  inputMode,
  autoComplete = 'off',
  name,
  autoFocus,
  placeholder,
  ...asked
}: TextFieldProps) {
  const field = useAsked(asked, value.trim() === '')
  const ids = useFieldIds(field)
  return (
    <FieldFrame field={field} ids={ids}>
      <input
        className="input"
        id={ids.id}
        name={name}
        type={type}
        dir={type === 'text' || type === 'search' ? 'auto' : type === 'tel' || type === 'email' ? 'ltr' : undefined}
        inputMode={inputMode}
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        placeholder={placeholder}
        value={value}
        disabled={field.disabled}
        readOnly={field.readOnly}
        aria-required={field.required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  )
}

/** Several lines, for people's own words. Grows with the text. */
export function LongText({ value, onChange, name, autoFocus, ...asked }: Omit<TextFieldProps, 'type' | 'inputMode'>) {
  const field = useAsked(asked, value.trim() === '')
  const ids = useFieldIds(field)
  return (
    <FieldFrame field={field} ids={ids}>
      <textarea
        className="input"
        id={ids.id}
        name={name}
        dir="auto"
        rows={4}
        autoFocus={autoFocus}
        value={value}
        disabled={field.disabled}
        readOnly={field.readOnly}
        aria-required={field.required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  )
}
