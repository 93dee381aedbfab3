import { Fragment, useId } from 'react'
import { GroupFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'
import { useText } from '../language/language.tsx'

export interface Option<Value extends string = string> {
  value: Value
  label: string
  hint?: string | undefined
  /** Other names that find this option, for example in other languages. */
  also?: readonly string[]
  /** Options beside each other with the same group stand below its name. */
  group?: string | undefined
  disabled?: boolean
}

export interface ChoiceProps<Value extends string = string> extends FieldProps {
  options: readonly Option<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
  /** Short answers beside each other. */
  inline?: boolean
}

/** One answer out of a few. For more than about ten use ComboBox. */
export function Choice<Value extends string>({ options, value, onChange, inline, ...asked }: ChoiceProps<Value>) {
  const field = useAsked(asked, value === undefined)
  const ids = useFieldIds(field)
  const name = useId()
  return (
    <GroupFrame field={field} ids={ids} role="radiogroup">
      <div className="choices" data-inline={inline || undefined}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={field.disabled || field.readOnly || option.disabled}
              onChange={() => onChange(option.value)}
            />
            <OptionText option={option} />
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}

export interface ChoicesProps<Value extends string = string> extends FieldProps {
  options: readonly Option<Value>[]
  values: readonly Value[]
  onChange: (values: Value[]) => void
}

/** Any number of answers out of a few. */
export function Choices<Value extends string>({ options, values, onChange, ...asked }: ChoicesProps<Value>) {
  const field = useAsked(asked, values.length === 0)
  const ids = useFieldIds(field)
  function turn(value: Value, on: boolean) {
    onChange(options.map((option) => option.value).filter((each) => (each === value ? on : values.includes(each))))
  }
  return (
    <GroupFrame field={field} ids={ids}>
      <div className="choices">
        {options.map((option, index) => (
          <Fragment key={option.value}>
            {option.group && option.group !== options[index - 1]?.group && (
              <p className="choices-group strong">{option.group}</p>
            )}
            <label className="choice">
              <input
                type="checkbox"
                value={option.value}
                checked={values.includes(option.value)}
                disabled={field.disabled || field.readOnly || option.disabled}
                onChange={(event) => turn(option.value, event.currentTarget.checked)}
              />
              <OptionText option={option} />
            </label>
          </Fragment>
        ))}
      </div>
    </GroupFrame>
  )
}

function OptionText({ option }: { option: Option }) {
  return (
    <span className="choice-text">
      <span>{option.label}</span>
      {option.hint && <span className="soft small">{option.hint}</span>}
    </span>
  )
}

export type YesNo = 'yes' | 'no' | 'unknown'

/** Yes, no, or "I do not know", which is an answer too and never means no. */
export function YesNoUnknown({
  unknown = true,
  ...props
}: Omit<ChoiceProps, 'options' | 'value' | 'onChange'> & {
  value: YesNo | undefined
  onChange: (value: YesNo) => void
  /** False if "I do not know" is not an answer here. */
  unknown?: boolean
}) {
  const t = useText()
  const options = [
    { value: 'yes', label: t('ui.yes') },
    { value: 'no', label: t('ui.no') },
    ...(unknown ? [{ value: 'unknown', label: t('ui.unknown') }] : []),
  ]
  return <Choice inline {...props} options={options} onChange={(value) => props.onChange(value as YesNo)} />
}
