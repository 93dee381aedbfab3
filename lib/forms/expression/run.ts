import type { Ast, PathAst } from './ast.ts'
import { plainFunctions } from './functions.ts'
import type { Host } from './host.ts'
import type { Value } from './value.ts'
import { compareValues, isEmptyValue, scalarsOf, toBoolean, toNumber, toText } from './value.ts'

type Special = <Place>(args: readonly Ast[], host: Host<Place>) => Value

/** Functions that need places, or that must not evaluate all their arguments. */
const specialFunctions: Readonly<Record<string, { takes: readonly [number, number]; call: Special }>> = {
  if: { takes: [3, 3], call: (args, host) => runAt(args, toBoolean(runAt(args, 0, host)) ? 1 : 2, host) },
  coalesce: { takes: [1, Number.POSITIVE_INFINITY], call: runCoalesce },
  once: { takes: [1, 1], call: runOnce },
  position: { takes: [0, 1], call: runPosition },
  index: { takes: [0, 1], call: runPosition },
  count: { takes: [1, 1], call: (args, host) => (args[0]?.kind === 'path' ? placesOf(args[0], host).length : 0) },
  'indexed-repeat': { takes: [3, 3], call: runIndexedRepeat },
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
    case 'elsewhere':
      return { nodes: [] }
    case 'binary':
      return runBinary(ast, host)
    case 'call': {
      const special = findOwn(specialFunctions, ast.name)
      if (special) return special.call(ast.args, host)
      const plain = findOwn(plainFunctions, ast.name)
      return plain
        ? plain.call(
            ast.args.map((one) => runExpression(one, host)),
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
  const places = placesOf(path, host)
  const [first] = places
  if (places.length === 1 && first !== undefined) return host.value(first)
  return { nodes: places.map((place) => host.value(place)) }
}

function runBinary<Place>(ast: Extract<Ast, { kind: 'binary' }>, host: Host<Place>): Value {
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
  const place = path?.kind === 'path' ? placesOf(path, host)[0] : host.here
  return place === undefined ? 0 : host.position(place)
}

function runIndexedRepeat<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const [path, repeat, entry] = args
  if (path?.kind !== 'path' || repeat?.kind !== 'path' || !entry) return ''
  const [place] = host.placesInEntry(path, repeat, toNumber(runExpression(entry, host)), host.here)
  return place === undefined ? '' : host.value(place)
}

function runChoiceName<Place>(args: readonly Ast[], host: Host<Place>): Value {
  const [, question] = args
  const name =
    question?.kind === 'path' && question.start.from === 'name' ? question.start.name : toText(runAt(args, 1, host))
  return host.choiceName(toText(runAt(args, 0, host)), name.replace(/^\$\{\s*|\s*\}$/g, ''), host.here)
}
