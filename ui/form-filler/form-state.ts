import { useMemo, useState } from 'react'
import { evaluate } from '#lib/forms'
import type { Answers, EvaluationContext, Form, FormState } from '#lib/forms'
import { useLanguage, useText } from '../language/language.tsx'

/** What the answers make of the form now: what is asked, calculated, missing or wrong. */
export function useFormState(form: Form, answers: Answers, today?: string): FormState {
  const context = useFormContext(today)
  return useMemo(() => evaluate(form, answers, context), [form, answers, context])
}

/** What a form is evaluated with, besides the answers. */
export function useFormContext(today?: string): EvaluationContext {
  const t = useText()
  const { language } = useLanguage()
  const day = today ?? localDay()
  const [began] = useState(() => new Date().toISOString())
  return useMemo(() => ({ today: day, now: began, language, translate: (id) => t(id) }), [day, began, language, t])
}

/** The local day of the person, not the day in UTC. */
function localDay(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
