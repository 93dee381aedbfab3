import { checkAnswer } from './check-answer.ts'
import { compileForm, type CompiledForm, findOwnList } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { answersThatDecide, findFixedValue } from './decisive-answers.ts'
import { toBoolean, toNumber } from './expression/value.ts'
import { initialAnswers } from './initial-answers.ts'
import type { Form, FormAnswer, FormProblem, Group, Question } from './model.ts'
import { findQuestion, type FormNode } from './tree.ts'

/** Why nobody could fill in a form or hand it in. */
export const unfillableCodes = [
  'nothing-asked',
  'name-reserved',
  'repeat-limits',
  'default-wrong',
  'read-only-empty',
  'constraint-never',
  'language-missing',
  'language-wrong',
  'language-twice',
] as const
export type UnfillableCode = (typeof unfillableCodes)[number]

/** A browser and a server refuse answers under these names, because JavaScript gives them a meaning. */
const reservedNames = new Set(['__proto__', 'constructor', 'prototype'])
/** More entries than anybody fills in; the evaluation counts no further. */
const mostEntries = 500
const anyDay = { today: '2026-01-01' }

/**
 * Why nobody could fill in this form or hand it in. Such a form must not be published, however it came. Finds what
 * can be told from the form alone; conditions on other answers are not judged.
 */
export function findUnfillable(form: Form): FormProblem[] {
  const compiled = compileForm(form)
  const { nodes } = compiled.tree
  return [
    ...(nodes.some((node) => isAnswerable(compiled, node)) ? [] : [problem('', 'items', 'nothing-asked')]),
    ...wrongLanguages(form.languages),
    ...nodes.flatMap((node) => [
      ...(reservedNames.has(node.name) ? [problem(node.template, 'name', 'name-reserved', node.name)] : []),
      ...(node.item?.kind === 'group' ? wrongGroup(node, node.item) : []),
      ...(node.item?.kind === 'question' ? wrongQuestion(compiled, node, node.item) : []),
    ]),
  ]
}

function problem(path: string, property: string, code: UnfillableCode, detail = ''): FormProblem {
  return { path, property, code, detail }
}

/** Whether there is somebody who can give an answer. */
function isAnswerable(compiled: CompiledForm, node: FormNode): boolean {
  const question = findQuestion(node)
  if (!question || question.type === 'note' || question.type === 'calculate') return false
  if (question.calculation !== undefined || isAlways(compiled, node, 'readOnly')) return false
  for (let at: FormNode | undefined = node; at; at = at.parent) if (isHidden(compiled, at)) return false
  return true
}

function isHidden({ expressions }: CompiledForm, node: FormNode): boolean {
  const { relevant, count } = expressions.get(node) ?? {}
  return !toBoolean(findFixedValue(relevant) ?? true) || toNumber(findFixedValue(count) ?? 1) < 1
}

/** Whether it is so for everyone on every day. */
function isAlways({ expressions }: CompiledForm, node: FormNode, property: 'required' | 'readOnly'): boolean {
  const said = findQuestion(node)?.[property]
  return said === true || toBoolean(findFixedValue(expressions.get(node)?.[property]) ?? false)
}

function wrongLanguages(languages: readonly string[]): FormProblem[] {
  const folded = languages.map((tag) => tag.toLowerCase())
  return [
    ...(languages.length === 0 ? [problem('', 'languages', 'language-missing')] : []),
    ...languages.filter((tag) => !isLanguageTag(tag)).map((tag) => problem('', 'languages', 'language-wrong', tag)),
    ...languages
      .filter((tag, at) => folded.indexOf(tag.toLowerCase()) !== at)
      .map((tag) => problem('', 'languages', 'language-twice', tag)),
  ]
}

/** BCP 47, with tags for private use such as `x-rohingya`. */
function isLanguageTag(tag: string): boolean {
  if (/^x(-[a-z0-9]{1,8})+$/i.test(tag)) return true
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function wrongGroup({ template }: FormNode, { repeat }: Group): FormProblem[] {
  const { min = 0, max = mostEntries, count } = repeat ?? {}
  const possible = count !== undefined || (min <= max && max > 0 && min <= mostEntries)
  return possible ? [] : [problem(template, 'repeat', 'repeat-limits')]
}

function wrongQuestion(compiled: CompiledForm, node: FormNode, question: Question): FormProblem[] {
  if (question.type === 'note' || question.type === 'calculate' || question.calculation !== undefined) return []
  const { form } = compiled
  const alone = onItsOwn(form, question)
  const refuses = (answer: FormAnswer): boolean => evaluate(alone, { question: answer }, anyDay).problems.length > 0
  const first = question.default === undefined ? undefined : initialAnswers(alone, anyDay)['question']
  const choices = question.choices === undefined ? undefined : findOwnList(form, question.choices)
  if (first !== undefined && checkAnswer(question, first, choices).length > 0)
    return [problem(node.template, 'default', 'default-wrong', String(question.default))]
  if (isAlways(compiled, node, 'readOnly')) {
    const empty = first === undefined && question.defaultCalculation === undefined
    const closed = empty ? isAlways(compiled, node, 'required') : first !== undefined && refuses(first)
    return closed ? [problem(node.template, 'readOnly', 'read-only-empty')] : []
  }
  const deciding = answersThatDecide(question, choices)
  if (deciding && deciding.length > 0 && deciding.every(refuses))
    return [problem(node.template, 'constraint', 'constraint-never', question.constraint?.test)]
  return []
}

/** A form with this question alone, asked of everyone. */
function onItsOwn(form: Form, question: Question): Form {
  const { relevant: _shown, required: _needed, choiceFilter: _filter, readOnly: _closed, ...kept } = question
  return { ...form, items: [{ ...kept, name: 'question' }] }
}
