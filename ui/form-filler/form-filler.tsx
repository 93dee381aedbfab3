import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { dayIn } from '#lib/civil-time'
import { atMoment, evaluate, findAnswer, stepsOfState, withEntry } from '#lib/forms'
import type { Answers, Form, FormState, Step } from '#lib/forms'
import type { PlaceSource } from '../controls/place-picker.tsx'
import type { Problem } from '../data/problem.ts'
import { Refusal } from '../feedback/refusal.tsx'
import { useLanguage, useText } from '../language/language.tsx'
import { useTimeZone } from '../language/time-zone.ts'
import { usePhone } from '../media.ts'
import { FormPage } from './form-page.tsx'
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
  const state = useFormState(form, answers)
  // Required entries exist from the start, so nobody has to add them.
  useEffect(() => {
    const filled = withLeastEntries(answers, state)
    if (filled !== answers) onChange(filled)
  }, [answers, state, onChange])
  const steps = useMemo(() => stepsOfState(form, state), [form, state])
  const filling: FillingProps = {
    steps,
    state,
    answers,
    onChange,
    onSubmit: () => onSubmit(state.values, state),
    busy,
    places,
    submitLabel: submitLabel ?? t('ui.form.submit'),
    aside,
    refusal: <Refusal problem={refusal} />,
    at,
  }
  return mode === 'steps' || (mode === 'auto' && phone) ? (
    <FormSteps {...filling} />
  ) : (
    <FormPage {...filling} form={form} />
  )
}

/** What the answers make of the form now: what is asked, calculated, missing or wrong. */
export function useFormState(form: Form, answers: Answers): FormState {
  const t = useText()
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const [began] = useState(() => new Date())
  const today = dayIn(timeZone, new Date())
  return useMemo(() => {
    const context = { ...atMoment(timeZone, began), today, language, translate: (id: string) => t(id) }
    return evaluate(form, answers, context)
  }, [form, answers, today, timeZone, began, language, t])
}

function withLeastEntries(answers: Answers, state: FormState): Answers {
  let filled = answers
  for (const { path, code } of state.problems) {
    if (code !== 'too-few') continue
    const here = findAnswer(filled, path)
    const missing = (state.byPath[path]?.count ?? 0) - (Array.isArray(here) ? here.length : 0)
    for (let added = 0; added < missing; added += 1) filled = withEntry(filled, path)
  }
  return filled
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
