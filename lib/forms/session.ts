import { fit, fitWorkedOut, toAnswer, toExpressionValue } from './answer-values.ts'
import type { CompiledForm, Property } from './compile.ts'
import { findOwnList } from './compile.ts'
import type { Ast, PathAst } from './expression/ast.ts'
import type { ColumnReader, Host } from './expression/host.ts'
import { runExpression } from './expression/run.ts'
import type { Scalar, Value } from './expression/value.ts'
import { scalarsOf, toBoolean, toNumber, toText } from './expression/value.ts'
import type { FormAnswer, Answers, Choice, EvaluationContext } from './model.ts'
import { findAnswer } from './paths.ts'
import { fillReferences, hasReference } from './references.ts'
import { isBlank } from './special-values.ts'
import { wordsOf } from './text.ts'
import type { FormNode } from './tree.ts'
import { findNamed, findQuestion, isInside, isRepeat } from './tree.ts'

/** One item in one set of entries. `entries` has an index (from 0) for each enclosing repeat, outermost first. */
export interface ItemPlace {
  node: FormNode
  entries: readonly number[]
  path: string
}

/** Limits `count`, so that a hostile form cannot fill the memory of a phone. */
const mostEntries = 500
/** Limit for one evaluation. Nested repeats, long labels and long lists multiply, and a phone must cope. */
const mostSteps = 500_000
const stepsOfEntry = 10
const charactersOfStep = 50

/**
 * One evaluation of one set of answers. Values and relevance are computed when first needed and
 * then cached, so the order of the form does not matter.
 */
export class FormSession {
  readonly compiled: CompiledForm
  readonly answers: Answers
  readonly context: EvaluationContext
  /** Places outside of repeats: one for each node. */
  readonly #single = new Map<FormNode, ItemPlace>()
  readonly #values = new Map<string, FormAnswer>()
  readonly #relevance = new Map<string, Map<string, boolean>>()
  readonly #computing = new Set<string>()
  /** Groups that count as shown while their own condition is evaluated. */
  #assumed: readonly string[] = []
  #assumedKey = ''
  #steps = 0

  constructor(compiled: CompiledForm, answers: Answers, context: EvaluationContext) {
    this.compiled = compiled
    this.answers = answers
    this.context = context
  }

  /** True when the evaluation passed its limit. Results after that point are wrong. */
  get exhausted(): boolean {
    return this.#steps > mostSteps
  }

  spend(text: string): void {
    this.#steps += 1 + text.length / charactersOfStep
  }

  place(node: FormNode, entries: readonly number[]): ItemPlace {
    if (node.repeats.length > 0) this.#steps += stepsOfEntry
    if (node.repeats.length > 0) return { node, entries, path: pathOf(node, entries) }
    const known = this.#single.get(node)
    if (known) return known
    const only = { node, entries, path: node.template }
    this.#single.set(node, only)
    return only
  }

  stored(place: ItemPlace): FormAnswer {
    return findAnswer(this.answers, place.path)
  }

  run(property: Property, place: ItemPlace, column?: ColumnReader): Value | undefined {
    const ast = this.compiled.expressions.get(place.node)?.[property]
    if (!ast || this.exhausted) return undefined
    const value = runExpression(ast, this.#host(property, place, column))
    this.spend(typeof value === 'string' ? value : '')
    return value
  }

  /** What a reference in a label says, at this place. Several answers are joined by commas. */
  words(ast: Ast, place: ItemPlace): string {
    const said = scalarsOf(runExpression(ast, this.#host('required', place, undefined)))
      .map((one) => toText(one))
      .join(', ')
    this.spend(said)
    return said
  }

  relevant(place: ItemPlace): boolean {
    const { node, path } = place
    if (!node.item || this.#assumed.includes(path)) return true
    let known = this.#relevance.get(this.#assumedKey)
    if (!known) this.#relevance.set(this.#assumedKey, (known = new Map()))
    const before = known.get(path)
    if (before !== undefined) return before
    const answer = this.#parentRelevant(place) && this.#ownRelevant(place)
    known.set(path, answer)
    return answer
  }

  /** The calculated value, the stored answer, or nothing when the item is not relevant. */
  value(place: ItemPlace): FormAnswer {
    const question = findQuestion(place.node)
    if (!question || !this.relevant(place)) return undefined
    const stored = this.stored(place)
    if (!this.compiled.expressions.get(place.node)?.calculation) {
      if (question.type === 'calculate' && isBlank(stored)) return question.default
      return stored === undefined && this.#entryIsMissing(place) ? this.first(place) : stored
    }
    const key = `${this.#assumedKey}#${place.path}`
    if (this.#values.has(key)) return this.#values.get(key)
    if (this.#computing.has(key)) return undefined
    this.#computing.add(key)
    const value = fitWorkedOut(toAnswer(this.run('calculation', place)), question.type, this.context.timeZone)
    this.#computing.delete(key)
    this.#values.set(key, value)
    return value
  }

  /** The answer that a question begins with; undefined if it has none. */
  first(place: ItemPlace): FormAnswer {
    const question = findQuestion(place.node)
    if (!question) return undefined
    const fixed = question.type === 'calculate' ? undefined : question.default
    if (fixed !== undefined) return fixed === '' ? undefined : fit(fixed, question.type, this.context.timeZone)
    const key = `first#${place.path}`
    if (this.#computing.has(key)) return undefined
    this.#computing.add(key)
    // A `once` calculation keeps, for example, the moment the form was opened. Calculating it again at submission would
    // lose it.
    const { calculation } = this.compiled.expressions.get(place.node) ?? {}
    const isOnce = calculation?.kind === 'call' && calculation.name === 'once'
    const value = toAnswer(this.run(isOnce ? 'calculation' : 'defaultCalculation', place))
    this.#computing.delete(key)
    return value === undefined ? undefined : fitWorkedOut(value, question.type, this.context.timeZone)
  }

  /** A counted repeat may have entries that nobody has touched yet. They begin with their defaults. */
  #entryIsMissing({ node, entries }: ItemPlace): boolean {
    const repeat = node.repeats.at(-1)
    return repeat !== undefined && findAnswer(this.answers, pathOf(repeat, entries)) === undefined
  }

  count(repeat: ItemPlace): number {
    const item = repeat.node.item
    if (item?.kind !== 'group' || !item.repeat || !this.relevant(repeat)) return 0
    const counted = this.run('count', repeat)
    if (counted !== undefined) return Math.max(0, Math.min(mostEntries, Math.floor(toNumber(counted)) || 0))
    const entries = this.stored(repeat)
    return Math.max(Array.isArray(entries) ? entries.length : 0, Math.min(mostEntries, item.repeat.min ?? 0))
  }

  /** The choices that pass the filter. */
  choices(place: ItemPlace): Choice[] | undefined {
    const name = findQuestion(place.node)?.choices
    const list = name === undefined ? undefined : findOwnList(this.compiled.form, name)
    if (!list || !this.compiled.expressions.get(place.node)?.choiceFilter) return list
    return list.filter(
      (choice) =>
        choice.unfiltered === true ||
        toBoolean(this.run('choiceFilter', place, (column) => this.#column(choice, column, place)) ?? true),
    )
  }

  places(path: PathAst, from: ItemPlace): ItemPlace[] {
    const { start } = path
    if (start.from === 'name') {
      const node = findNamed(this.compiled.tree, start.name, from.node)
      if (node === undefined || node === 'ambiguous') return []
      return this.#walk(this.#spread(node, from), path.steps)
    }
    if (start.from === 'here') return this.#walk([from], path.steps)
    return this.#walk([this.place(this.compiled.tree.root, [])], path.steps.slice(1), from)
  }

  #walk(starts: ItemPlace[], steps: readonly string[], along?: ItemPlace): ItemPlace[] {
    return steps.reduce<ItemPlace[]>(
      (places, step) => places.flatMap((place) => this.#step(place, step, along)),
      starts,
    )
  }

  #step(place: ItemPlace, step: string, along: ItemPlace | undefined): ItemPlace[] {
    if (step === '..') {
      const { parent } = place.node
      return parent ? [this.place(parent, place.entries.slice(0, parent.repeats.length))] : []
    }
    const child = place.node.children.find((node) => node.name === step)
    if (!child) return []
    if (!isRepeat(child)) return [this.place(child, place.entries)]
    if (along && isInside(along.node, child) && startsWith(along.entries, place.entries)) {
      return [this.place(child, along.entries.slice(0, child.repeats.length))]
    }
    return this.entriesOf(child, place.entries)
  }

  entriesOf(repeat: FormNode, outer: readonly number[]): ItemPlace[] {
    const count = this.count(this.place(repeat, outer))
    const entries: ItemPlace[] = []
    for (let index = 0; index < count && !this.exhausted; index += 1)
      entries.push(this.place(repeat, [...outer, index]))
    return entries
  }

  /** All places of a node, in the same entries as `from` wherever both are in the same repeat. */
  #spread(node: FormNode, from: ItemPlace): ItemPlace[] {
    let found: (readonly number[])[] = [[]]
    node.repeats.forEach((repeat, depth) => {
      const own = from.node.repeats[depth] === repeat && from.entries.length > depth ? from.entries[depth] : undefined
      found = found.flatMap((outer) =>
        own === undefined || !startsWith(from.entries, outer)
          ? this.entriesOf(repeat, outer).map(({ entries }) => entries)
          : [[...outer, own]],
      )
    })
    return found.map((entries) => this.place(node, entries))
  }

  #parentRelevant({ node, entries }: ItemPlace): boolean {
    const { parent } = node
    return !parent || this.relevant(this.place(parent, entries.slice(0, parent.repeats.length)))
  }

  #assume(groups: readonly string[]): void {
    this.#assumed = groups
    this.#assumedKey = groups.join('|')
  }

  #ownRelevant(place: ItemPlace): boolean {
    if (!this.compiled.expressions.get(place.node)?.relevant) return true
    const before = this.#assumed
    const key = `${this.#assumedKey}#${place.path}#relevant`
    if (this.#computing.has(key)) return true
    this.#computing.add(key)
    if (place.node.item?.kind === 'group') this.#assume([...before, place.path].sort())
    const answer = toBoolean(this.run('relevant', place) ?? true)
    this.#assume(before)
    this.#computing.delete(key)
    return answer
  }

  #column(choice: Choice, column: string, here: ItemPlace): Scalar | undefined {
    if (column === 'name' || column === 'value') return choice.value
    if (column === 'label') return this.#labelOf(choice, here)
    const cell = Object.hasOwn(choice, column) ? choice[column] : undefined
    return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : undefined
  }

  /** The label of a choice with its references filled in. One label may refer to another, but not in a circle. */
  #labelOf({ label }: Choice, here: ItemPlace): string {
    const words = wordsOf(label, this.context)
    const key = `label#${words}`
    if (!hasReference(label) || this.#computing.has(key)) return words
    this.#computing.add(key)
    const said = fillReferences(words, (ast, written) => (this.exhausted ? written : this.words(ast, here)))
    this.#computing.delete(key)
    return said
  }

  #host(property: Property, here: ItemPlace, column: ColumnReader | undefined): Host<ItemPlace> {
    const { today, now, language } = this.context
    return {
      today,
      now: now ?? `${today}T00:00:00.000Z`,
      language: language ?? 'en',
      here,
      places: (path, from) => this.places(path, from),
      placesInEntries: (path, entries, from) => this.#placesInEntries(path, entries, from),
      rows: (list) => {
        const choices = findOwnList(this.compiled.form, list)
        this.#steps += choices?.length ?? 0
        return choices?.map((choice) => (column) => this.#column(choice, column, here))
      },
      key: (place) => place.path,
      value: (place) => this.scalar(place),
      // An expression that decides this value, or its relevance, can only see the value before this evaluation.
      stored: (place) =>
        property === 'calculation' || property === 'relevant'
          ? toExpressionValue(this.stored(place), findQuestion(place.node)?.type, this.context.timeZone)
          : this.scalar(place),
      position: ({ entries }) => (entries.at(-1) ?? -1) + 1,
      order: ({ node, entries }) => (isRepeat(node) ? (entries.at(-1) ?? 0) + 1 : 1),
      choiceName: (value, question, from) => this.#choiceName(value, question, from),
      ...(column ? { column } : {}),
    }
  }

  scalar(place: ItemPlace): Scalar {
    return toExpressionValue(this.value(place), findQuestion(place.node)?.type, this.context.timeZone)
  }

  #placesInEntries(
    path: PathAst,
    entries: readonly { repeat: PathAst; entry: number }[],
    from: ItemPlace,
  ): ItemPlace[] {
    let within = from
    for (const { repeat, entry } of entries) {
      const [some] = this.places(repeat, within)
      if (!some || !(entry >= 1)) return []
      within = this.place(some.node, [...some.entries.slice(0, some.node.repeats.length - 1), entry - 1])
    }
    const name = path.start.from === 'name' ? path.start.name : path.steps.at(-1)
    const node = this.compiled.tree.byName.get(name ?? '')?.find((one) => isInside(one, within.node))
    return node ? this.#spread(node, within) : []
  }

  #choiceName(value: string, question: string, from: ItemPlace): string {
    const last = question.split('/').at(-1) ?? question
    const node = findNamed(this.compiled.tree, last, from.node)
    const name = typeof node === 'object' ? findQuestion(node)?.choices : undefined
    const list = name === undefined ? undefined : findOwnList(this.compiled.form, name)
    const choice = list?.find((one) => one.value === value)
    return choice ? this.#labelOf(choice, from) : value
  }
}

function startsWith(entries: readonly number[], start: readonly number[]): boolean {
  return start.every((index, at) => entries[at] === index)
}

function pathOf(node: FormNode, entries: readonly number[]): string {
  const parts: string[] = []
  for (let at: FormNode | undefined = node; at?.item; at = at.parent) {
    const index = isRepeat(at) ? entries[at.repeats.length - 1] : undefined
    parts.unshift(index === undefined ? at.name : `${at.name}/${index}`)
  }
  return parts.join('/')
}
