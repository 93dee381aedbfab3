import { compileForm } from './compile.ts'
import { toScalar } from './expression/value.ts'
import type { FormAnswer, Answers, EvaluationContext, Form, Question } from './model.ts'
import { withAnswer } from './paths.ts'
import { FormSession } from './session.ts'
import { findQuestion } from './tree.ts'

/**
 * Answers of a new form: its defaults, and calculations with `once`. Questions inside a repeat have none until an entry
 * exists.
 */
export function initialAnswers(form: Form, context: EvaluationContext): Answers {
  const compiled = compileForm(form)
  let answers: Answers = {}
  for (const node of compiled.tree.nodes) {
    const question = findQuestion(node)
    if (!question || node.repeats.length > 0) continue
    const first =
      defaultAnswer(question) ?? fit(calculated(new FormSession(compiled, answers, context), node), question.type)
    if (first !== undefined) answers = withAnswer(answers, node.template, first)
  }
  return answers
}

/** The default of a question as an answer of its type. */
export function defaultAnswer(question: Question): FormAnswer {
  return question.type === 'calculate' ? undefined : fit(question.default, question.type)
}

function calculated(
  session: FormSession,
  node: Parameters<FormSession['place']>[0],
): string | number | boolean | undefined {
  const { calculation } = session.compiled.expressions.get(node) ?? {}
  // A `once` calculation keeps, for example, the moment the form was opened. Calculating it again at submission would
  // lose it.
  const isOnce = calculation?.kind === 'call' && calculation.name === 'once'
  const value = session.run(isOnce ? 'calculation' : 'defaultCalculation', session.place(node, []))
  const scalar = value === undefined ? undefined : toScalar(value)
  return typeof scalar === 'object' ? scalar.chosen.join(' ') : scalar
}

function fit(value: string | number | boolean | undefined, type: string): FormAnswer {
  if (value === undefined || value === '') return undefined
  if (type === 'choices' && typeof value === 'string') return value.split(/\s+/).filter((one) => one !== '')
  if (type === 'yes-no' && typeof value === 'string') return yesNo[value.toLowerCase()] ?? value
  return value
}

const yesNo: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  '1': true,
  no: false,
  false: false,
  '0': false,
}
