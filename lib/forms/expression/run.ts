import type { Ast, PathAst } from './ast.ts'
import { plainFunctions } from './functions.ts'
import type { Host } from './host.ts'
import type { Value } from './value.ts'
import { compareValues, isEmptyValue, scalarsOf, toBoolean, toNumber, toScalar, toText } from './value.ts'

const itself: Ast = { kind: 'path', start: { from: 'here' }, steps: [], at: 0 }
const ofItself: ReadonlySet<string> = new Set(['string', 'number', 'normalize-space', 'string-length'])

type Special = <Place>(args: readonly Ast[], host: Host<Place>) => Value

/** Functions that need places, or that must not evaluate all their arguments. */
const specialFunctions: Readonly<Record<string, { takes: readonly [number, number]; call: Special }>> = {
  if: { takes: [3, 3], call: (args, host) => runAt(args, toBoolean(runAt(args, 0, host)) ? 1 : 2, host) },
  coalesce: { takes: [1, Number.POSITIVE_INFINITY], call: runCoalesce },
  once: { takes: [1, 1], call: runOnce },
  position: { takes: [0, 1], call: runPosition },
  index: { takes: [0, 1], call: runPosition },
  count: { takes: [1, 1], call: (args, host) => scalarsOf(runAt(args, 0, host)).length },
  'indexed-repeat': { takes: [3, 11], call: runIndexedRepeat },
  'jr:choice-name': { takes: [2, 2], call: runChoiceName },
}

/** Evaluates a parsed expression. Deterministic. Does not throw for a checked expression. */
export function runExpression<Place>(ast: Ast, host: Host<Place>): Value {
  switch (ast.kind) {
    case 'number':
    case 'string':
      return ast.value
    case 'negative':
      return -toNumber(runExpression(ast.operand, host))
    case 'path':
      return runPath(ast, host)
    case 'rows':
      return runRows(ast, host)
    case 'elsewhere':
      return { nodes: [] }
    case 'binary':
      return runBinary(ast, host)
    case 'call': {
      const special = findOwn(specialFunctions, ast.name)
      if (special) return special.call(ast.args, host)
      const plain = findOwn(plainFunctions, ast.name)
      // XPath 1.0 §4: without an argument these mean the item itself.
      const args = ast.args.length === 0 && ofItself.has(ast.name) ? [itself] : ast.args
      return plain
        ? plain.call(
            args.map((one) => runExpression(one, host)),
            host,
          )
        : ''
    }
  }
}

/** Fewest and most arguments of a function; undefined for an unknown function. */
export function findArity(name: string): readonly [number, number] | undefined {
  return findOwn(specialFunctions, name)?.takes ?? findOwn(plainFunctions, name)?.takes
}

function findOwn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function runAt<Place>(args: readonly Ast[], index: number, host: Host<Place>): Value {
  const ast = args[index]
  return ast ? runExpression(ast, host) : ''
}

function placesOf<Place>(path: PathAst, host: Host<Place>): Place[] {
  return host.places(path, host.here)
}

function runPath<Place>(path: PathAst, host: Host<Place>): Value {
  if (path.start.from === 'here') {
    if (path.steps.length === 0) return host.stored(host.here)
    const [only, ...more] = path.steps
    const column = only !== undefined && more.length === 0 ? host.column?.(only) : undefined
    if (column !== undefined) return column
  }
  return { nodes: placesOf(path, host).map((place) => host.value(place)) }
}

function runRows<Place>(ast: Extract<Ast, { kind: 'rows' }>, host: Host<Place>): Value {
  const passing = ast.filters.reduce(
    (rows, filter) =>
      rows.filter((column, index) => {
        const found = toScalar(runExpression(filter, { ...host, column, position: () => index + 1 }))
        // XPath 1.0 §2.4: a number selects the row at that place.
        return typeof found === 'number' ? found === index + 1 : toBoolean(found)
      }),
    host.rows(ast.list) ?? [],
  )
  return { nodes: passing.flatMap((column) => column(ast.column) ?? []) }
}

/** The places of paths joined by `|`, each once (XPath 1.0 §3.3); undefined for anything else. */
function placesOfUnion<Place>(ast: Ast, host: Host<Place>): Place[] | undefined {
  if (ast.kind === 'path') return placesOf(ast, host)
  if (ast.kind !== 'binary' || ast.operator !== '|') return undefined
  const [left, right] = [placesOfUnion(ast.left, host), placesOfUnion(ast.right, host)]
  if (!left || !right) return undefined
  const known = new Set(left.map((place) => host.key(place)))
  return [...left, ...right.filter((place) => !known.has(host.key(place)))]
}

function runBinary<Place>(ast: Extract<Ast, { kind: 'binary' }>, host: Host<Place>): Value {
  const places = placesOfUnion(ast, host)
  if (places) return { nodes: places.map((place) => host.value(place)) }
  const left = runExpression(ast.left, host)
  if (ast.operator === 'or') return toBoolean(left) || toBoolean(runExpression(ast.right, host))
  if (ast.operator === 'and') return toBoolean(left) && toBoolean(runExpression(ast.right, host))
  const right = runExpression(ast.right, host)
  switch (ast.operator) {
    case '|':
      return { nodes: [...scalarsOf(left), ...scalarsOf(right)] }
    case '+':
      return toNumber(left) + toNumber(right)
    case '-':
      return toNumber(left) - toNumber(right)
    case '*':
      return toNumber(left) * toNumber(right)
    case 'div':
      return toNumber(left) / toNumber(right)
    case 'mod':
      return toNumber(left) % toNumber(right)
    default:
      return compareValues(ast.operator, left, right)
  }
}

function runCoalesce<Place>(args: readonly Ast[], host: Host<Place>): Value {
  for (const ast of args) {
    const value = runExpression(ast, host)
    if (!isEmptyValue(value)) return value
  }
  return ''
}

function runOnce<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const stored = host.stored(host.here)
  return isEmptyValue(stored) ? runAt(args, 0, host) : stored
}

function runPosition<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const [path] = args
  if (!path) return host.position(host.here)
  const place = path.kind === 'path' ? placesOf(path, host)[0] : undefined
  return place === undefined ? Number.NaN : host.order(place)
}

function runIndexedRepeat<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const [path, ...pairs] = args
  if (path?.kind !== 'path') return ''
  const entries: { repeat: PathAst; entry: number }[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const repeat = pairs[at]
    if (repeat?.kind === 'path') entries.push({ repeat, entry: toNumber(runAt(pairs, at + 1, host)) })
  }
  const [place] = host.placesInEntries(path, entries, host.here)
  return place === undefined ? '' : host.value(place)
}

function runChoiceName<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const [, question] = args
  const name =
    question?.kind === 'path' && question.start.from === 'name' ? question.start.name : toText(runAt(args, 1, host))
  return host.choiceName(toText(runAt(args, 0, host)), name.replace(/^\$\{\s*|\s*\}$/g, ''), host.here)
}
