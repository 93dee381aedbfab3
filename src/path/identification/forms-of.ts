import { exploitationForm, type ExploitationForm } from '#standards/codes'
import { currentAnswers } from './current-answers.ts'
import type { Screening } from './model.ts'

/** What people said that this may be about. Empty: nobody said. */
export function formsOf({ answers }: Pick<Screening, 'answers'>): ExploitationForm[] {
  const current = currentAnswers(answers)
  return exploitationForm.values.filter((form) => current.get(`legal-test/about/${form}`)?.value === 'yes')
}

/** The forms that a screening tells of: what it may be about, and each purpose for which a sign was noted. */
export function formsToldOf(screening: Pick<Screening, 'answers'>): ExploitationForm[] {
  const current = currentAnswers(screening.answers)
  const mayBe = formsOf(screening)
  return exploitationForm.values.filter(
    (form) => mayBe.includes(form) || current.get(`legal-test/purpose/${form}`)?.value === 'yes',
  )
}
