import type { FormAnswer, Answers, Form, ItemState } from '#lib/forms'
import {
  atMoment,
  evaluate,
  isAgeAnswer,
  isBlank,
  isDateAnswer,
  isPlaceAnswer,
  isUnknown,
  stepsOfState,
  wordsOfDate,
} from '#lib/forms'
import { DefinitionList, sayAge, useFormat, useLanguage, useText, useTimeZone } from '#ui'

/** All answers in the order of the form. */
export function AnswerList({ form, answers, filledAt }: { form: Form; answers: Answers; filledAt: string }) {
  const t = useText()
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const say = useAnswerWords()
  const state = evaluate(form, answers, {
    ...atMoment(timeZone, filledAt),
    language,
    translate: (id) => t(id),
  })
  const facts = stepsOfState(form, state).flatMap((step) => {
    if (step.kind !== 'question' || isBlank(step.state.value)) return []
    const label = step.state.label ? t(step.state.label) : step.path
    const key = step.entry ? `${label} (${step.entry.number})` : label
    return [{ key: step.path, label: <bdi>{key}</bdi>, value: <bdi>{say(step.state)}</bdi> }]
  })
  return <DefinitionList facts={facts} />
}

function useAnswerWords(): (state: ItemState) => string {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  return ({ value, choices }) => {
    const labelOf = (code: string): string => {
      const choice = choices?.find((one) => one.value === code)
      return choice ? t(choice.label) : code
    }
    return sayAnswer(value)
    function sayAnswer(answer: FormAnswer): string {
      if (isUnknown(answer))
        return answer.reason ? t('ui.form.unknown-because', { reason: answer.reason }) : t('ui.unknown')
      if (typeof answer === 'boolean') return answer ? t('ui.yes') : t('ui.no')
      if (Array.isArray(answer))
        return format.list(answer.flatMap((one) => (typeof one === 'string' ? [labelOf(one)] : [])))
      if (isDateAnswer(answer))
        return answer.about
          ? t('ui.date.about-said', { date: wordsOfDate(answer, language) })
          : wordsOfDate(answer, language)
      if (isAgeAnswer(answer)) return sayAge(answer, t)
      if (isPlaceAnswer(answer)) return answer.text ?? answer.code ?? ''
      return labelOf(String(answer ?? ''))
    }
  }
}
