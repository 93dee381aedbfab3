import { compileForm } from './compile.ts'
import { toScalar } from './expression/value.ts'
import type { FormAnswer, Answers, EvaluationContext, Form } from './model.ts'
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
    const value = question.type === 'calculate' ? undefined : question.default
    const first = value ?? calculated(new FormSession(compiled, answers, context), node)
    if (first !== undefined && first !== '') answers = withAnswer(answers, node.template, fit(first, question.type))
  }
  return answers
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

function fit(value: string | number | boolean, type: string): FormAnswer {
  if (type === 'choices' && typeof value === 'string') return value.split(/\s+/).filter((one) => one !== '')
  if (type === 'yes-no' && typeof value === 'string') return ['yes', 'true', '1'].includes(value.toLowerCase())
  // A time is answered without its zone, on the clock of the country: the default now() too.
  if (type === 'datetime' && typeof value === 'string')
    return value.replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}).*$/, '$1')
  return value
}
