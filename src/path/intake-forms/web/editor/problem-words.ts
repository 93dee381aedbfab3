import { unfillableCodes } from '#lib/forms'
import type { useText } from '#ui'
import type { DraftProblem } from '../../check-draft.ts'

const OWN = new Set<DraftProblem['code']>([
  'name-wrong',
  'name-twice',
  'words-missing',
  'list-missing',
  'choice-twice',
  'choice-empty',
  'title-missing',
  ...unfillableCodes,
])

/** A mistake in words, with its position. */
export function sayDraftProblem(t: ReturnType<typeof useText>, { code, detail, at }: DraftProblem): string {
  return OWN.has(code)
    ? t(`form-editor.mistake.${code}`, { detail })
    : t(`forms.import.expression-${code}`, { construct: detail, at: (at ?? 0) + 1 })
}

/** The first mistake in one part of an item. */
export function findProblem(
  t: ReturnType<typeof useText>,
  problems: readonly DraftProblem[],
  path: string,
  property: string,
): string | undefined {
  const problem = problems.find((one) => one.path === path && one.property === property)
  return problem && sayDraftProblem(t, problem)
}
