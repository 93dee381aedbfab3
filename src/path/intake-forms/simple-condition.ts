import type { Ast } from '#lib/forms'
import { parseExpression } from '#lib/forms'

export type Comparison =
  | 'is'
  | 'is-not'
  | 'less'
  | 'at-most'
  | 'more'
  | 'at-least'
  | 'chosen'
  | 'not-chosen'
  | 'answered'
  | 'empty'

/** One question compared with one value; `.` is the question itself. */
export interface SimpleTest {
  question: string
  comparison: Comparison
  value: string
}

/** Conditions that people can build from lists. Everything else is written as an expression. */
export interface SimpleCondition {
  join: 'and' | 'or'
  tests: SimpleTest[]
}

const comparisons = { '=': 'is', '!=': 'is-not', '<': 'less', '<=': 'at-most', '>': 'more', '>=': 'at-least' } as const
const signs = { is: '=', 'is-not': '!=', less: '<', 'at-most': '<=', more: '>', 'at-least': '>=' } as const
const number = /^-?\d+(?:\.\d+)?$/

/** Parses an expression into simple tests; undefined if it is more complex. An empty expression gives an empty list. */
export function readCondition(expression: string): SimpleCondition | undefined {
  if (expression.trim() === '') return { join: 'and', tests: [] }
  const { ast } = parseExpression(expression)
  if (!ast) return undefined
  const join = ast.kind === 'binary' && ast.operator === 'or' ? 'or' : 'and'
  const tests = partsOf(ast, join).map(readTest)
  const known = tests.filter((test) => test !== undefined)
  return known.length === tests.length ? { join, tests: known } : undefined
}

function partsOf(ast: Ast, join: 'and' | 'or'): Ast[] {
  return ast.kind === 'binary' && ast.operator === join
    ? [...partsOf(ast.left, join), ...partsOf(ast.right, join)]
    : [ast]
}

function readTest(ast: Ast): SimpleTest | undefined {
  if (ast.kind === 'call' && ast.name === 'not' && ast.args[0]) {
    const inner = readTest(ast.args[0])
    return inner?.comparison === 'chosen' ? { ...inner, comparison: 'not-chosen' } : undefined
  }
  if (ast.kind === 'call' && ast.name === 'selected' && ast.args[0] && ast.args[1]) {
    const question = questionOf(ast.args[0])
    const value = valueOf(ast.args[1])
    return question === undefined || value === undefined || value === ''
      ? undefined
      : { question, comparison: 'chosen', value }
  }
  if (ast.kind !== 'binary' || !Object.hasOwn(comparisons, ast.operator)) return undefined
  const question = questionOf(ast.left)
  const value = valueOf(ast.right)
  if (question === undefined || value === undefined) return undefined
  const comparison = comparisons[ast.operator as keyof typeof comparisons]
  if (value !== '') return { question, comparison, value }
  if (comparison === 'is') return { question, comparison: 'empty', value }
  return comparison === 'is-not' ? { question, comparison: 'answered', value } : undefined
}

function questionOf(ast: Ast): string | undefined {
  if (ast.kind !== 'path' || ast.steps.length > 0) return undefined
  return ast.start.from === 'name' ? ast.start.name : ast.start.from === 'here' ? '.' : undefined
}

function valueOf(ast: Ast): string | undefined {
  if (ast.kind === 'string') return ast.value
  if (ast.kind === 'number') return String(ast.value)
  return ast.kind === 'negative' && ast.operand.kind === 'number' ? `-${ast.operand.value}` : undefined
}

/**
 * Writes simple tests as an expression. XPath cannot quote a value with both kinds of quotes, so double ones are
 * dropped.
 */
export function writeCondition({ join, tests }: SimpleCondition): string {
  return tests.map(writeTest).join(` ${join} `)
}

function writeTest({ question, comparison, value }: SimpleTest): string {
  const asked = question === '.' ? '.' : `\${${question}}`
  if (comparison === 'answered') return `${asked} != ''`
  if (comparison === 'empty') return `${asked} = ''`
  if (comparison === 'chosen') return `selected(${asked}, ${quoted(value)})`
  if (comparison === 'not-chosen') return `not(selected(${asked}, ${quoted(value)}))`
  return `${asked} ${signs[comparison]} ${number.test(value) ? value : quoted(value)}`
}

function quoted(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`
}

/** False while a value is missing. Such a test is not written yet. */
export function isWhole({ question, comparison, value }: SimpleTest): boolean {
  return question !== '' && (comparison === 'answered' || comparison === 'empty' || value.trim() !== '')
}
