import type { Ast } from './expression/ast.ts'
import { walkAst } from './expression/ast.ts'
import { parseExpression } from './expression/parse.ts'
import { runExpression } from './expression/run.ts'
import { isoOfDays, toNumber, toText, type Value } from './expression/value.ts'
import type { Choice, FormAnswer, Question } from './model.ts'

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>='])
const joins = new Set(['and', 'or'])
const joinCalls = new Set(['true', 'false', 'not', 'boolean'])
/** What these give is another on another day or for another person. */
const changing = new Set(['today', 'now', 'random', 'uuid', 'once', 'position', 'index', 'jr:choice-name'])
/** All combinations of so many choices are tried. */
const mostChoices = 8

/**
 * Answers among which one passes the question's constraint if any answer does. Undefined if that cannot be told: the
 * constraint depends on other answers or on the day, or is more than comparisons of the answer with fixed values.
 */
export function answersThatDecide(
  { type, constraint }: Question,
  choices: readonly Choice[] | undefined,
): FormAnswer[] | undefined {
  const { ast } = parseExpression(constraint?.test ?? '')
  if (!ast || !isOwn(ast)) return undefined
  if (type === 'yes-no') return [true, false]
  if (type === 'choice') return choices?.map(({ value }) => value)
  if (type === 'choices')
    return choices && choices.length <= mostChoices ? combinations(choices.map(({ value }) => value)) : undefined
  const fixed = fixedValues(ast)
  return fixed && around(type, fixed)
}

/** Whether it depends on this answer alone. */
function isOwn(ast: Ast): boolean {
  let own = true
  walkAst(ast, (part) => {
    if (part.kind === 'elsewhere' || part.kind === 'rows' || (part.kind === 'path' && !isItself(part))) own = false
    if (part.kind === 'call' && changing.has(part.name)) own = false
  })
  return own
}

function isItself(ast: Ast): boolean {
  return ast.kind === 'path' && ast.start.from === 'here' && ast.steps.length === 0
}

function isFixed(ast: Ast): boolean {
  let fixed = true
  walkAst(ast, (part) => {
    if (part.kind === 'path') fixed = false
  })
  return fixed
}

/** The values that the answer, or its length, is compared with; undefined if it is used in any other way. */
function fixedValues(ast: Ast): Value[] | undefined {
  if (isFixed(ast)) return [valueOf(ast)]
  const parts =
    ast.kind === 'binary' && joins.has(ast.operator)
      ? [ast.left, ast.right]
      : ast.kind === 'call' && joinCalls.has(ast.name)
        ? ast.args
        : undefined
  if (parts) {
    const found = parts.map(fixedValues)
    return found.includes(undefined) ? undefined : found.flatMap((values) => values ?? [])
  }
  if (ast.kind !== 'binary' || !comparisons.has(ast.operator)) return undefined
  const [one, other] = isFixed(ast.left) ? [ast.left, ast.right] : [ast.right, ast.left]
  return isFixed(one) && (isItself(other) || isLength(other)) ? [valueOf(one)] : undefined
}

function isLength(ast: Ast): boolean {
  return ast.kind === 'call' && ast.name === 'string-length' && ast.args.length === 1 && isItself(ast.args[0]!)
}

/** The value of an expression that gives the same for everyone on every day; undefined for another. */
export function findFixedValue(ast: Ast | undefined): Value | undefined {
  return ast && isOwn(ast) && isFixed(ast) ? valueOf(ast) : undefined
}

function valueOf(ast: Ast): Value {
  return runExpression<undefined>(ast, {
    today: '',
    now: '',
    language: 'en',
    here: undefined,
    places: () => [],
    placesInEntries: () => [],
    key: () => '',
    rows: () => undefined,
    value: () => '',
    stored: () => '',
    position: () => 0,
    order: () => 1,
    choiceName: (value) => value,
  })
}

/** Each value, and what lies before, after and between them. */
function around(type: Question['type'], fixed: readonly Value[]): FormAnswer[] | undefined {
  const numbers = [0, ...fixed.map(toNumber).filter((number) => Number.isFinite(number))]
  const near = numbers.flatMap((number) => [number - 1, number - 0.5, number, number + 0.5, number + 1])
  const whole = near.filter(Number.isInteger)
  switch (type) {
    case 'integer':
      return [...whole, -1e9, 1e9]
    case 'decimal':
      return [...near, -1e9, 1e9]
    case 'age':
      return [...near, 130].filter((years) => years >= 0 && years <= 130).map((exact) => ({ exact }))
    case 'date':
      return [...whole, -700_000, 70_000].map((days) => ({ iso: isoOfDays(days) }))
    case 'text':
    case 'long-text':
      return [
        'a',
        ...fixed.map(toText),
        ...whole.filter((length) => length > 0 && length < 10_000).map((length) => 'a'.repeat(length)),
      ]
    default:
      return undefined
  }
}

function combinations(values: readonly string[]): string[][] {
  return values.reduce<string[][]>((all, value) => [...all, ...all.map((some) => [...some, value])], [[]]).slice(1)
}
