import { isAge, isAgeAnswer, ageInMonths } from '#lib/forms'
import type { FormAnswer } from '#lib/forms'
import type { SayText } from '../language/language.tsx'

/** An age in words, the same on all screens; empty for anything else. Below two years months are said, as people do. */
export function sayAge(age: unknown, t: SayText): string {
  const answer = age as FormAnswer
  if (!isAgeAnswer(answer)) return ''
  // An age from before ages were checked is shown as it was written.
  const say = (years: number) => (isAge({ exact: years }) ? sayYears(years, t) : t('ui.age.said', { age: years }))
  if ('exact' in answer) return say(answer.exact)
  if ('about' in answer) return t('ui.age.said-about', { age: say(answer.about) })
  const whole = Number.isInteger(answer.from) && Number.isInteger(answer.to)
  return whole
    ? t('ui.age.said-between', { from: answer.from, to: answer.to })
    : t('ui.age.said-between-ages', { from: say(answer.from), to: say(answer.to) })
}

function sayYears(years: number, t: SayText): string {
  const months = ageInMonths(years)
  if (months % 12 === 0) return t('ui.age.said', { age: months / 12 })
  if (months < 24) return t('ui.age.said-months', { months })
  return t('ui.age.said-years-months', { years: Math.floor(months / 12), months: months % 12 })
}
