import { findCycles } from './cycles.ts'
import type { Ast, ExpressionFault, PathAst } from './expression/ast.ts'
import { walkAst } from './expression/ast.ts'
import { checkCalls } from './expression/check.ts'
import { parseExpression } from './expression/parse.ts'
import type { Form, FormProblem, Item, Text } from './model.ts'
import { hasReference, referencesIn, textsOf } from './references.ts'
import type { FormNode, Tree } from './tree.ts'
import { findNamed, growTree, isInside } from './tree.ts'

export type Property =
  | 'relevant'
  | 'required'
  | 'constraint'
  | 'calculation'
  | 'choiceFilter'
  | 'defaultCalculation'
  | 'count'
  | 'readOnly'

export interface CompiledForm {
  form: Form
  tree: Tree
  /** Expressions without a fault. The broken ones are in `problems`. */
  expressions: Map<FormNode, Partial<Record<Property, Ast>>>
  problems: FormProblem[]
  /** Questions whose calculation names something that is not there. Nobody can correct what comes out. */
  halfKnown: Set<FormNode>
  /** The lists in which the label of a choice refers to an answer. */
  spoken: ReadonlySet<string>
}

const compiled = new WeakMap<Form, CompiledForm>()

/** Parses all expressions of a form. The result is cached as long as the form object lives. Never throws. */
export function compileForm(form: Form): CompiledForm {
  const known = compiled.get(form)
  if (known) return known
  const result = compileAnew(form)
  compiled.set(form, result)
  return result
}

/** Finds mistakes in a form before anyone fills it in. */
export function checkForm(form: Form): readonly FormProblem[] {
  return compileForm(form).problems
}

function compileAnew(form: Form): CompiledForm {
  const tree = growTree(form)
  const spoken = Object.entries(form.choiceLists ?? {}).filter(([, list]) =>
    list.some(({ label }) => hasReference(label)),
  )
  const result: CompiledForm = {
    form,
    tree,
    expressions: new Map(),
    problems: [],
    halfKnown: new Set(),
    spoken: new Set(spoken.map(([name]) => name)),
  }
  for (const node of tree.nodes) compileNode(result, node)
  breakCycles(result)
  return result
}

/** The expressions of one item, by the property they belong to. */
export function expressionsOf(item: Item): [Property, string][] {
  const found: [Property, string | boolean | undefined][] =
    item.kind === 'group'
      ? [
          ['relevant', item.relevant],
          ['count', item.repeat?.count],
        ]
      : [
          ['relevant', item.relevant],
          ['required', item.required],
          ['constraint', item.constraint?.test],
          ['calculation', item.calculation],
          ['choiceFilter', item.choiceFilter],
          ['defaultCalculation', item.defaultCalculation],
          ['readOnly', item.readOnly],
        ]
  return found.filter((pair): pair is [Property, string] => typeof pair[1] === 'string' && pair[1].trim() !== '')
}

function compileNode(result: CompiledForm, node: FormNode): void {
  const { item } = node
  if (!item) return
  if (item.kind === 'question' && item.choices !== undefined && !findOwnList(result.form, item.choices)) {
    result.problems.push({ path: node.template, property: 'choices', code: 'unknown-choices', detail: item.choices })
  }
  for (const [property, text] of [...textsOf(item), ...choiceTextsOf(result, item)])
    for (const ast of referencesIn(text))
      nameLost(result, node, ast, undefined, (code, detail) =>
        result.problems.push({ path: node.template, property, code, detail }),
      )
  const usable: Partial<Record<Property, Ast>> = {}
  for (const [property, text] of expressionsOf(item)) {
    const problem = (code: FormProblem['code'], detail: string, at: number): void => {
      result.problems.push({ path: node.template, property, code, detail, at })
    }
    const { ast, fault } = parseExpression(text)
    if (fault) {
      problem(fault.code, fault.detail, fault.at)
      continue
    }
    const faults = checkCalls(ast).concat(missingRows(result.form, ast))
    for (const one of faults) problem(one.code, one.detail, one.at)
    const columns =
      property === 'choiceFilter' ? columnsOf(result.form, item.kind === 'question' ? item.choices : '') : undefined
    const lost = nameLost(result, node, ast, columns, problem)
    // Data of another program counts as empty, as it does there before it is loaded. The rest of the expression still
    // works. So does a name that means nothing in a calculation. A condition is then not applied: with an empty value it
    // would hide or block.
    const isCalculation = property === 'calculation' || property === 'defaultCalculation'
    const named = lost === undefined || (lost === 'unknown' && isCalculation)
    if (faults.every(({ code }) => code === 'other-data') && named) usable[property] = ast
    if (lost === 'unknown' && property === 'calculation' && usable.calculation) result.halfKnown.add(node)
  }
  result.expressions.set(node, usable)
}

function choiceTextsOf({ form, spoken }: CompiledForm, item: Item): [string, Text][] {
  if (item.kind !== 'question' || item.choices === undefined || !spoken.has(item.choices)) return []
  return (findOwnList(form, item.choices) ?? []).map(({ label }) => ['choices', label])
}

type SayProblem = (code: FormProblem['code'], detail: string, at: number) => void

/** Reports each name that means nothing or several things. Returns the worst that there was. */
function nameLost(
  { form, tree }: CompiledForm,
  node: FormNode,
  ast: Ast,
  columns: Set<string> | undefined,
  say: SayProblem,
): 'unknown' | 'ambiguous' | undefined {
  let lost: 'unknown' | 'ambiguous' | undefined
  for (const { path, filters } of pathsOf(ast)) {
    // Nobody knows the columns of a list that another program keeps.
    if (filters !== undefined && !findOwnList(form, filters)) continue
    const known = filters === undefined ? columns : columnsOf(form, filters)
    const target = findTarget(tree, path, node, known)
    if (typeof target === 'object' || target === 'column') continue
    if (lost !== 'ambiguous') lost = target ?? 'unknown'
    say(target === 'ambiguous' ? 'ambiguous-name' : 'unknown-name', describePath(path), path.at)
  }
  return lost
}

/** Lists of choices that are read but are not in the form. Other programs keep them. */
function missingRows(form: Form, ast: Ast): ExpressionFault[] {
  const faults: ExpressionFault[] = []
  walkAst(ast, (part) => {
    if (part.kind === 'rows' && !findOwnList(form, part.list))
      faults.push({ code: 'other-data', detail: part.path, at: part.at })
  })
  return faults
}

export function findOwnList(form: Form, name: string): NonNullable<Form['choiceLists']>[string] | undefined {
  return form.choiceLists && Object.hasOwn(form.choiceLists, name) ? form.choiceLists[name] : undefined
}

function columnsOf(form: Form, name = ''): Set<string> {
  const list = findOwnList(form, name) ?? []
  return new Set(['name', 'value', 'label', ...list.flatMap((choice) => Object.keys(choice))])
}

/** The paths of an expression. `filters` is the list of choices whose rows a path chooses between. */
function pathsOf(ast: Ast): { path: PathAst; filters?: string }[] {
  const paths = new Map<PathAst, string | undefined>()
  walkAst(ast, (part) => {
    if (part.kind === 'path' && !paths.has(part)) paths.set(part, undefined)
    if (part.kind !== 'rows') return
    for (const filter of part.filters)
      walkAst(filter, (inner) => {
        if (inner.kind === 'path') paths.set(inner, part.list)
      })
  })
  return [...paths].map(([path, filters]) => (filters === undefined ? { path } : { path, filters }))
}

function describePath(path: PathAst): string {
  const start = path.start.from === 'name' ? [`\${${path.start.name}}`] : path.start.from === 'root' ? [''] : []
  return [...start, ...path.steps].join('/')
}

/** Finds the node of a path, for any entry. `column` means a column of the choice that a filter tests. */
function findTarget(
  tree: Tree,
  path: PathAst,
  from: FormNode,
  columns?: Set<string>,
): FormNode | 'ambiguous' | 'column' | undefined {
  const { start } = path
  let steps = path.steps
  let node: FormNode | undefined = from
  if (start.from === 'root') {
    node = tree.root
    // The first step names the document. A form may choose any name for it.
    steps = steps.slice(1)
  }
  if (start.from === 'name') {
    const named = findNamed(tree, start.name, from)
    if (named === 'ambiguous') return named
    node = named
  }
  if (start.from === 'here' && steps.length === 1 && columns?.has(steps[0] ?? '')) return 'column'
  for (const step of steps) node = step === '..' ? node?.parent : node?.children.find((child) => child.name === step)
  return node
}

/** Property of an expression → what it decides about its item. A repeat has entries only as `count` says. */
const decides = { calculation: 'value', relevant: 'relevant', count: 'count' } as const

function breakCycles(result: CompiledForm): void {
  const edges = dependencies(result)
  const inCycle = findCycles(edges)
  for (const node of result.tree.nodes) {
    const usable = result.expressions.get(node) ?? {}
    for (const property of ['calculation', 'relevant', 'count'] as const) {
      const round = inCycle.get(keyOf(node, decides[property]))
      if (!round || !usable[property]) continue
      delete usable[property]
      const names = [...new Set(round.map((key) => key.slice(0, key.indexOf('#'))))].sort()
      result.problems.push({ path: node.template, property, code: 'cycle', detail: names.join(', ') })
    }
  }
}

function keyOf(node: FormNode, what: (typeof decides)[keyof typeof decides]): string {
  return `${node.template}#${what}`
}

/** What must be known before what. */
function dependencies(result: CompiledForm): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  const link = (from: string, to: string): void => {
    const targets = edges.get(from)
    if (targets) targets.add(to)
    else edges.set(from, new Set([to]))
  }
  for (const node of result.tree.nodes) {
    const usable = result.expressions.get(node) ?? {}
    link(keyOf(node, 'value'), keyOf(node, 'relevant'))
    link(keyOf(node, 'count'), keyOf(node, 'relevant'))
    if (node.parent?.item) link(keyOf(node, 'relevant'), keyOf(node.parent, 'relevant'))
    for (const property of ['calculation', 'relevant', 'count'] as const) {
      const ast = usable[property]
      const from = keyOf(node, decides[property])
      // The number of entries is worked out outside them.
      const entered = property === 'count' ? (node.parent?.repeats ?? []) : node.repeats
      for (const { path } of ast ? pathsOf(ast) : []) {
        const itself = path.start.from === 'here' && path.steps.length === 0
        const target = findTarget(result.tree, path, node)
        if (typeof target !== 'object' || !target.item || itself) continue
        // A group may be shown by its own questions. They are then evaluated as if the group were shown.
        if (property === 'relevant' && node.item?.kind === 'group' && isInside(target, node)) continue
        link(from, keyOf(target, 'value'))
        for (const repeat of target.repeats) if (!entered.includes(repeat)) link(from, keyOf(repeat, 'count'))
      }
    }
  }
  return edges
}
