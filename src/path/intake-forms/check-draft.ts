import type { Form, FormProblem, Item, Text } from '#lib/forms'
import { checkForm, findUnfillable, isMessageId, unfillableCodes } from '#lib/forms'

/** A mistake in a draft. `property` names the part of the question. */
export interface DraftProblem {
  path: string
  property: string
  code:
    | FormProblem['code']
    | 'name-wrong'
    | 'name-twice'
    | 'words-missing'
    | 'list-missing'
    | 'choice-twice'
    | 'choice-empty'
    | 'title-missing'
  detail: string
  /** Offset in the expression, 0 based. */
  at?: number
}

const nameRule = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u
const longestName = 100

/** All mistakes that block publishing, in the order of the form. */
export function checkDraft(form: Form): DraftProblem[] {
  const problems: DraftProblem[] = []
  const language = form.languages[0] ?? 'en'
  if (isBlankText(form.title, language))
    problems.push({ path: '', property: 'title', code: 'title-missing', detail: language })
  const visit = (items: readonly Item[], parent: string): void => {
    const names = new Set<string>()
    for (const item of items) {
      const path = parent === '' ? item.name : `${parent}/${item.name}`
      if (!nameRule.test(item.name) || item.name.length > longestName)
        problems.push({ path, property: 'name', code: 'name-wrong', detail: item.name })
      if (names.has(item.name)) problems.push({ path, property: 'name', code: 'name-twice', detail: item.name })
      names.add(item.name)
      if (item.kind === 'group') visit(item.items, path)
      else {
        const hidden = item.type === 'calculate' || item.type === 'note' || item.calculation !== undefined
        if (!hidden && isBlankText(item.label, language))
          problems.push({ path, property: 'label', code: 'words-missing', detail: language })
        const list = item.choices === undefined ? undefined : form.choiceLists?.[item.choices]
        if ((item.type === 'choice' || item.type === 'choices') && (list?.length ?? 0) === 0)
          problems.push({ path, property: 'choices', code: 'list-missing', detail: item.choices ?? '' })
      }
    }
  }
  visit(form.items, '')
  for (const [name, list] of Object.entries(form.choiceLists ?? {})) {
    const values = list.map(({ value }) => value)
    for (const value of new Set(values.filter((one, at) => values.indexOf(one) !== at)))
      problems.push({ path: '', property: `choices:${name}`, code: 'choice-twice', detail: value })
    if (values.some((value) => value.trim() === '' || /\s/.test(value)))
      problems.push({ path: '', property: `choices:${name}`, code: 'choice-empty', detail: name })
  }
  return [...problems, ...findUnfillable(form), ...checkForm(form).filter(({ code }) => code !== 'other-data')]
}

/**
 * The mistakes that block publishing. Those of an imported form do not block corrections of the rest, except those with
 * which nobody could fill it in.
 */
export function newMistakes(problems: readonly DraftProblem[], before: Form | undefined): DraftProblem[] {
  const keyOf = ({ path, property, code, detail }: DraftProblem): string =>
    JSON.stringify([path, property, code, detail])
  const known = new Set(before ? checkDraft(before).map(keyOf) : [])
  const blocking: readonly string[] = unfillableCodes
  return problems.filter((problem) => blocking.includes(problem.code) || !known.has(keyOf(problem)))
}

/** True without words in this language. A text from our catalogues has words in every language. */
export function isBlankText(text: Text | undefined, language: string): boolean {
  if (!text) return true
  if (isMessageId(text)) return false
  const inline: Record<string, string> = text
  return (inline[language] ?? '').trim() === ''
}

export interface LanguageGap {
  language: string
  missing: number
  of: number
}

/** Number of missing texts in each language of a form, without complete languages. */
export function languageGaps(form: Form): LanguageGap[] {
  const texts: Text[] = [form.title]
  const add = (text: Text | undefined): void => {
    if (text && Object.keys(text).length > 0) texts.push(text)
  }
  const visit = (items: readonly Item[]): void => {
    for (const item of items) {
      add(item.label)
      add(item.hint)
      if (item.kind === 'group') visit(item.items)
      else add(item.constraint?.message)
    }
  }
  visit(form.items)
  for (const list of Object.values(form.choiceLists ?? {})) for (const choice of list) add(choice.label)
  return form.languages.flatMap((language) => {
    const missing = texts.filter((text) => isBlankText(text, language)).length
    return missing > 0 ? [{ language, missing, of: texts.length }] : []
  })
}
