import { numberAsked } from './answer-values.ts'
import type { AnswerFault } from './check-answer.ts'
import { checkAnswer } from './check-answer.ts'
import { compileForm } from './compile.ts'
import { toBoolean } from './expression/value.ts'
import type {
  FormAnswer,
  Answers,
  EvaluationContext,
  Form,
  FormState,
  Group,
  ItemState,
  AnswerProblem,
  Question,
  Text,
} from './model.ts'
import { fillReferences, hasReference } from './references.ts'
import type { ItemPlace } from './session.ts'
import { FormSession } from './session.ts'
import { isBlank, isUnknown } from './special-values.ts'
import type { FormNode } from './tree.ts'
import { isRepeat } from './tree.ts'

/**
 * Works out the state of a form: what is asked, what is required, what is calculated, and what
 * a person should look at. Pure and deterministic. Evaluating `state.values` again gives the same
 * state, unless answers depend on each other (`checkForm` reports it) or hide their own group.
 * A broken expression never hides a question and never blocks; `checkForm` reports it.
 */
export function evaluate(form: Form, answers: Answers, context: EvaluationContext): FormState {
  const session = new FormSession(compileForm(form), answers, context)
  const state: FormState = { byPath: {}, problems: [], values: {}, complete: true }
  state.values = visitChildren(session, session.compiled.tree.root, [], state)
  if (session.exhausted)
    state.problems.push({ path: '', code: 'too-much', message: { id: 'forms.problem.too-much' }, params: {} })
  state.complete = state.problems.length === 0
  return state
}

function visitChildren(session: FormSession, node: FormNode, entries: readonly number[], state: FormState): Answers {
  const values: Answers = {}
  for (const child of node.children) {
    const value = visit(session, session.place(child, entries), state)
    if (value !== undefined) setOwn(values, child.name, value)
  }
  return values
}

function visit(session: FormSession, place: ItemPlace, state: FormState): FormAnswer {
  const { node, entries } = place
  const { item } = node
  if (!item || session.exhausted) return undefined
  if (item.kind === 'question') return visitQuestion(session, place, item, state)
  const itemState = visitGroup(session, place, item, state)
  if (isRepeat(node)) {
    const kept = session.entriesOf(node, entries).map((entry) => visitChildren(session, node, entry.entries, state))
    return itemState.relevant && kept.length > 0 ? kept : undefined
  }
  const values = visitChildren(session, node, entries, state)
  return itemState.relevant && Object.keys(values).length > 0 ? values : undefined
}

function visitGroup(session: FormSession, place: ItemPlace, group: Group, state: FormState): ItemState {
  const relevant = session.relevant(place)
  const count = group.repeat ? session.count(place) : undefined
  const findings: AnswerFault[] = []
  const stored = session.stored(place)
  const answered = Array.isArray(stored) ? stored.length : 0
  const { min, max } = group.repeat ?? {}
  const counted = session.compiled.expressions.get(place.node)?.count !== undefined
  if (relevant && !counted && min !== undefined && answered < min)
    findings.push({ code: 'too-few', params: { count: min } })
  if (relevant && !counted && max !== undefined && answered > max)
    findings.push({ code: 'too-many', params: { count: max } })
  return record(
    session,
    state,
    place,
    { relevant, required: false, readOnly: false, value: undefined, choices: undefined, count, counted },
    findings,
  )
}

function visitQuestion(session: FormSession, place: ItemPlace, question: Question, state: FormState): FormAnswer {
  const relevant = session.relevant(place)
  const value = session.value(place)
  const choices = relevant ? choicesOf(session, place, question) : undefined
  const required = relevant && isRequired(session, place, question)
  const judged = relevant && !session.compiled.halfKnown.has(place.node)
  const findings = judged ? findProblems(session, place, question, value, required, choices) : []
  const readOnly =
    question.readOnly === true ||
    session.compiled.expressions.get(place.node)?.calculation !== undefined ||
    toBoolean(session.run('readOnly', place) ?? false)
  record(
    session,
    state,
    place,
    { relevant, required, readOnly, value, choices, count: undefined, counted: false },
    findings,
  )
  const isRemark = question.type === 'note' && question.calculation === undefined
  if (!relevant || isRemark || isBlank(value)) return undefined
  return typeof value === 'string' ? numberAsked(question.type, value) : value
}

function choicesOf(session: FormSession, place: ItemPlace, { choices }: Question): ItemState['choices'] {
  const offered = session.choices(place)
  if (choices === undefined || !session.compiled.spoken.has(choices)) return offered
  return offered?.map((choice) => ({ ...choice, label: fillText(session, place, choice.label) }))
}

function isRequired(session: FormSession, place: ItemPlace, question: Question): boolean {
  if (question.type === 'note' || question.type === 'calculate') return false
  if (typeof question.required === 'boolean') return question.required
  return toBoolean(session.run('required', place) ?? false)
}

type MessageFinding = AnswerFault & { message?: Text }

function findProblems(
  session: FormSession,
  place: ItemPlace,
  question: Question,
  value: FormAnswer,
  required: boolean,
  choices: ItemState['choices'],
): MessageFinding[] {
  const own = question.requiredMessage
  const missing: MessageFinding[] = required ? [{ code: 'required', params: {}, ...(own ? { message: own } : {}) }] : []
  if (isBlank(value)) return missing
  if (isUnknown(value)) return question.unknownAllowed ? [] : [{ code: 'unknown-not-offered', params: {} }]
  if (question.type === 'acknowledge' && value === false) return missing
  const findings = checkAnswer(question, value, choices)
  if (findings.length > 0) return findings
  const passes = session.run('constraint', session.place(place.node, place.entries))
  if (passes === undefined || toBoolean(passes)) return []
  const message = question.constraint?.message
  return [{ code: 'constraint', params: {}, ...(message && Object.keys(message).length > 0 ? { message } : {}) }]
}

function record(
  session: FormSession,
  state: FormState,
  place: ItemPlace,
  facts: Pick<ItemState, 'relevant' | 'required' | 'readOnly' | 'value' | 'choices' | 'count' | 'counted'>,
  findings: readonly MessageFinding[],
): ItemState {
  const { item } = place.node
  if (!item) throw new Error('the root of a form has no state')
  const problems: AnswerProblem[] = findings.map(({ code, params, message }) => ({
    path: place.path,
    code,
    message: message ? fillText(session, place, message) : { id: `forms.problem.${code}` },
    params,
  }))
  const label = item.label && fillText(session, place, item.label)
  const hint = item.hint && fillText(session, place, item.hint)
  const itemState: ItemState = { path: place.path, item, ...facts, label, hint, problems }
  setOwn(state.byPath, place.path, itemState)
  state.problems.push(...problems)
  return itemState
}

/** A question may be called `__proto__`. */
function setOwn<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true })
  else record[key] = value
}

/** Replaces the references in a label by what was answered. */
function fillText(session: FormSession, place: ItemPlace, text: Text): Text {
  if (!hasReference(text)) return text
  const filled = Object.entries(text).map(([language, words]) => [
    language,
    fillReferences(words, (ast, written) => (session.exhausted ? written : session.words(ast, place))),
  ])
  return Object.fromEntries(filled)
}
