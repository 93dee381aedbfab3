import { useId } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import { useText } from '../language/language.tsx'

/** Properties that all fields share. */
export interface FieldProps {
  label: string
  hint?: ReactNode
  /** Shown under the label. It should say what to do. */
  error?: string | undefined
  required?: boolean
  disabled?: boolean
  readOnly?: boolean
  /** The label is the heading, because this is the only question on the screen. */
  big?: boolean
  /** Stable id, so that an ErrorSummary can lead here. */
  id?: string
}

export interface FieldIds {
  id: string
  describedBy: string | undefined
}

/** Ids that tie a control to its hint and its error. */
export function useFieldIds(props: Pick<FieldProps, 'id' | 'hint' | 'error'>): FieldIds {
  const made = useId()
  const id = props.id ?? made
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { id, describedBy: described || undefined }
}

/** Label, hint and error around one control. */
export function FieldFrame({ field, ids, children }: { field: FieldProps; ids: FieldIds; children: ReactNode }) {
  return (
    <div className="field" data-invalid={field.error ? true : undefined} data-big={field.big || undefined}>
      <label className="field-label" htmlFor={ids.id}>
        <LabelText field={field} />
      </label>
      <HintAndError field={field} ids={ids} />
      {children}
    </div>
  )
}

/** The same for a control that has several parts: a fieldset with a legend. */
export function GroupFrame({
  field,
  ids,
  role,
  children,
}: {
  field: FieldProps
  ids: FieldIds
  role?: 'radiogroup'
  children: ReactNode
}) {
  return (
    <fieldset
      className="field"
      id={ids.id}
      tabIndex={-1}
      data-quiet-focus
      role={role}
      data-invalid={field.error ? true : undefined}
      data-big={field.big || undefined}
      aria-describedby={ids.describedBy}
      aria-required={role && field.required ? true : undefined}
      aria-invalid={role && field.error ? true : undefined}
    >
      <legend className="field-label">
        <LabelText field={field} />
      </legend>
      <HintAndError field={field} ids={ids} />
      {children}
    </fieldset>
  )
}

/** A question of a form may be in another language than the screen: it keeps its own direction. */
function LabelText({ field }: { field: FieldProps }) {
  const t = useText()
  return (
    <>
      <bdi>{field.label}</bdi>
      {field.required === false && <span className="field-optional"> {t('ui.field.optional')}</span>}
    </>
  )
}

function HintAndError({ field, ids }: { field: FieldProps; ids: FieldIds }) {
  const t = useText()
  return (
    <>
      {field.hint && (
        <div className="field-hint" id={`${ids.id}-hint`}>
          {field.hint}
        </div>
      )}
      {field.error && (
        <div className="field-error" id={`${ids.id}-error`}>
          <Icon name="warning" size={18} />
          <span>
            <span className="unseen">{t('ui.field.error')} </span>
            {field.error}
          </span>
        </div>
      )}
    </>
  )
}
