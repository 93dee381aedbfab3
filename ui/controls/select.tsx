import { FieldFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'
import type { Option } from './choice.tsx'
import { useText } from '../language/language.tsx'

export interface SelectProps<Value extends string = string> extends FieldProps {
  options: readonly Option<Value>[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  placeholder?: string
}

/** One entry of a short list, in the device's own picker. For searching use ComboBox. */
export function Select<Value extends string>({ options, value, onChange, placeholder, ...asked }: SelectProps<Value>) {
  const field = useAsked(asked, value === undefined)
  const ids = useFieldIds(field)
  const t = useText()
  return (
    <FieldFrame field={field} ids={ids}>
      <select
        className="input"
        id={ids.id}
        value={value ?? ''}
        disabled={field.disabled || field.readOnly}
        aria-required={field.required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => onChange(options.find((option) => option.value === event.currentTarget.value)?.value)}
      >
        <option value="">{placeholder ?? t('ui.select.choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
