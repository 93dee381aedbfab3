import { compileForm, type CompiledForm } from './compile.ts'
import type { Answers, EvaluationContext, Form } from './model.ts'
import { findAnswer, withAnswer } from './paths.ts'
import { FormSession, type ItemPlace } from './session.ts'
import type { FormNode } from './tree.ts'
import { findQuestion, isRepeat } from './tree.ts'

/**
 * Answers of a new form: its defaults, calculations with `once`, and the entries that a repeat must have, with theirs.
 */
export function initialAnswers(form: Form, context: EvaluationContext): Answers {
  const compiled = compileForm(form)
  const outside = compiled.tree.nodes.filter(({ repeats }) => repeats.length === 0)
  return withLeastEntries(form, withDefaults(compiled, {}, outside, [], context), context)
}

/** A copy of the answers with one more entry in the repeat at `path`, with the defaults of its questions. */
export function withEntry(form: Form, answers: Answers, path: string, context: EvaluationContext): Answers {
  const entries = findAnswer(answers, path)
  const index = Array.isArray(entries) ? entries.length : 0
  const compiled = compileForm(form)
  const names = path.split('/').filter((part) => !/^\d+$/.test(part))
  const repeat = compiled.tree.nodes.find(({ template }) => template === names.join('/'))
  const added = withAnswer(answers, `${path}/${index}`, {})
  if (!repeat) return added
  const own = compiled.tree.nodes.filter(({ repeats }) => repeats.at(-1) === repeat)
  const outer = path.split('/').flatMap((part) => (/^\d+$/.test(part) ? [Number(part)] : []))
  return withDefaults(compiled, added, own, [...outer, index], context)
}

/** Limit for one call. Nested counts multiply, and `evaluate` refuses such a form. */
const mostAdded = 500

/** The same answers if each repeat has the entries that its count or its minimum asks for; else a copy that has them. */
export function withLeastEntries(form: Form, answers: Answers, context: EvaluationContext): Answers {
  let filled = answers
  let left = mostAdded
  for (const repeat of compileForm(form).tree.nodes.filter(isRepeat)) {
    const session = new FormSession(compileForm(form), filled, context)
    for (const place of placesOf(session, repeat)) {
      const stored = findAnswer(filled, place.path)
      const missing = session.count(place) - (Array.isArray(stored) ? stored.length : 0)
      for (let added = 0; added < missing && left > 0; added += 1, left -= 1)
        filled = withEntry(form, filled, place.path, context)
    }
  }
  return filled
}

/** A repeat inside other repeats stands in each of their entries. */
function placesOf(session: FormSession, repeat: FormNode): ItemPlace[] {
  let outer: (readonly number[])[] = [[]]
  for (const one of repeat.repeats.slice(0, -1))
    outer = outer.flatMap((entries) => session.entriesOf(one, entries).map((entry) => entry.entries))
  return outer.map((entries) => session.place(repeat, entries))
}

/** Fixed values first. Then calculated ones, as long as one comes out that another may need. */
function withDefaults(
  compiled: CompiledForm,
  answers: Answers,
  nodes: readonly FormNode[],
  entries: readonly number[],
  context: EvaluationContext,
): Answers {
  let filled = answers
  let waiting = nodes.filter((node) => findQuestion(node))
  for (let progress = true; progress; ) {
    const session = new FormSession(compiled, filled, context)
    const still: FormNode[] = []
    for (const node of waiting) {
      const place = session.place(node, entries)
      const value = session.first(place)
      if (value === undefined) still.push(node)
      else filled = withAnswer(filled, place.path, value)
    }
    progress = still.length < waiting.length
    waiting = still
  }
  return filled
}
