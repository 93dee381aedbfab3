import { useMemo, useState } from 'react'
import { dayIn } from '#lib/civil-time'
import { atMoment, evaluate } from '#lib/forms'
import type { Answers, EvaluationContext, Form, FormState } from '#lib/forms'
import { nodeNow } from '../data/node-time.ts'
import { useLanguage, useText } from '../language/language.tsx'
import { useTimeZone } from '../language/time-zone.ts'

/** What the answers make of the form now: what is asked, calculated, missing or wrong. */
export function useFormState(form: Form, answers: Answers): FormState {
  const context = useFormContext()
  return useMemo(() => evaluate(form, answers, context), [form, answers, context])
}

/** What a form is evaluated with, besides the answers: the country's day and time. */
export function useFormContext(): EvaluationContext {
  const t = useText()
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const [began] = useState(nodeNow)
  const today = dayIn(timeZone, nodeNow())
  return useMemo(
    () => ({ ...atMoment(timeZone, began), today, language, translate: (id) => t(id) }),
    [timeZone, today, began, language, t],
  )
}
