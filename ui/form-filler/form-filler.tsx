import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { evaluate, stepsOfState, withEntry, withLeastEntries } from '#lib/forms'
import type { Answers, Form, FormState, Step } from '#lib/forms'
import type { PlaceSource } from '../controls/place-picker.tsx'
import type { Problem } from '../data/problem.ts'
import { Refusal } from '../feedback/refusal.tsx'
import { useText } from '../language/language.tsx'
import { usePhone } from '../media.ts'
import { FormPage } from './form-page.tsx'
import { useFormContext } from './form-state.ts'
import { FormSteps } from './form-steps.tsx'

export interface FormFillerProps {
  form: Form
  answers: Answers
  onChange: (answers: Answers) => void
  /** Called only if no problem blocks submission, with the relevant answers and calculated values. */
  onSubmit: (values: Answers, state: FormState) => void
  /** steps: one question a screen · page: all on one page · auto (default): steps on a phone, page on a desktop */
  mode?: 'auto' | 'steps' | 'page'
  busy?: boolean
  refusal?: Problem | undefined
  /** Places to choose from, for questions about a place. */
  places?: PlaceSource
  submitLabel?: string
  /** Called soon after a change and when the person leaves the page, to save the answers (encrypted). */
  onDraft?: (answers: Answers) => void
  /** Shown on every screen of the form, for example an emergency number. */
  aside?: ReactNode
  /** Path of the question to open, again whenever it changes. For previews of a form, not for filling one in. */
  at?: string | undefined
}

export interface FillingProps {
  steps: Step[]
  state: FormState
  answers: Answers
  onChange: (answers: Answers) => void
  /** Adds an entry to the repeat at this path. */
  onAdd: (path: string) => void
  onSubmit: () => void
  busy: boolean
  places: PlaceSource
  submitLabel: string
  aside: ReactNode
  refusal: ReactNode
  at: string | undefined
}

const NO_PLACES: PlaceSource = { known: [] }

/** Fills in any form of lib/forms. The caller holds the answers, so a change of layout or language loses nothing. */
export function FormFiller({
  form,
  answers,
  onChange,
  onSubmit,
  mode = 'auto',
  busy = false,
  refusal,
  places = NO_PLACES,
  submitLabel,
  onDraft,
  aside,
  at,
}: FormFillerProps) {
  const t = useText()
  const phone = usePhone()
  useDrafts(answers, onDraft)
  const context = useFormContext()
  const state = useMemo(() => evaluate(form, answers, context), [form, answers, context])
  // Required entries exist from the start, so nobody has to add them.
  useEffect(() => {
    const filled = withLeastEntries(form, answers, context)
    if (filled !== answers) onChange(filled)
  }, [form, answers, context, onChange])
  const steps = useMemo(() => stepsOfState(form, state), [form, state])
  const nameOf = (path: string) => {
    const label = state.byPath[path.replaceAll('.', '/')]?.label
    return label && t(label)
  }
  const filling: FillingProps = {
    steps,
    state,
    answers,
    onChange,
    onAdd: (path) => onChange(withEntry(form, answers, path, context)),
    onSubmit: () => onSubmit(state.values, state),
    busy,
    places,
    submitLabel: submitLabel ?? t('ui.form.submit'),
    aside,
    refusal: <Refusal problem={refusal} nameOf={nameOf} />,
    at,
  }
  return mode === 'steps' || (mode === 'auto' && phone) ? (
    <FormSteps {...filling} />
  ) : (
    <FormPage {...filling} form={form} />
  )
}

const DRAFT_AFTER_MS = 800

/** Passes the answers on a moment after the last change, and at once if the page may close. */
function useDrafts(answers: Answers, onDraft: ((answers: Answers) => void) | undefined): void {
  const latest = useRef({ answers, onDraft, kept: answers })
  useEffect(() => {
    latest.current.answers = answers
    latest.current.onDraft = onDraft
  })
  const keep = useCallback(() => {
    const now = latest.current
    if (now.kept === now.answers) return
    now.kept = now.answers
    now.onDraft?.(now.answers)
  }, [])
  useEffect(() => {
    const timer = setTimeout(keep, DRAFT_AFTER_MS)
    return () => clearTimeout(timer)
  }, [answers, keep])
  useEffect(() => {
    document.addEventListener('visibilitychange', keep)
    addEventListener('pagehide', keep)
    return () => {
      keep()
      document.removeEventListener('visibilitychange', keep)
      removeEventListener('pagehide', keep)
    }
  }, [keep])
}
