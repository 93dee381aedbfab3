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
    ? t(`form-editor.mistake.${code}`, { detail: isolated(detail) })
    : t(`forms.import.expression-${code}`, { construct: detail, at: (at ?? 0) + 1 })
}

/** An expression such as `false()` keeps its direction inside a sentence of another script. */
function isolated(detail: string): string {
  return /^[\p{L}\p{M}\p{N}_-]*$/u.test(detail) ? detail : `\u2068${detail}\u2069`
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
