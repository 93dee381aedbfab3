import type { Ast, BinaryOperator, ExpressionFault, PathStart } from './ast.ts'
import { failExpression, findFault } from './fault.ts'
import type { Token } from './tokenize.ts'
import { tokenize } from './tokenize.ts'

export type Parsed = { ast: Ast; fault?: undefined } | { ast?: undefined; fault: ExpressionFault }

/** Weakest first; XPath 1.0 §3.4–3.5. */
const levels: BinaryOperator[][] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
]
const longestExpression = 20_000
const deepestNesting = 150
/** Each operator adds one level of recursion to every walk over the tree. */
const mostOperators = 1_000
const cacheLimit = 5_000
const cache = new Map<string, Parsed>()

interface Reader {
  tokens: Token[]
  next: number
  depth: number
  operators: number
}

/**
 * Parses an XLSForm expression (a subset of XPath). Never throws: a mistake comes back as a fault
 * with its position. Results are cached by text.
 */
export function parseExpression(text: string): Parsed {
  const known = cache.get(text)
  if (known) return known
  const parsed = parseAnew(text)
  if (cache.size >= cacheLimit) cache.clear()
  cache.set(text, parsed)
  return parsed
}

function parseAnew(text: string): Parsed {
  try {
    if (text.length > longestExpression) failExpression('unsupported', 'the expression is too long', longestExpression)
    const reader: Reader = { tokens: tokenize(text), next: 0, depth: 0, operators: 0 }
    const ast = readLevel(reader, 0)
    const left = peek(reader)
    if (left.kind !== 'end') failExpression('syntax', `${describe(left)} does not belong here`, left.at)
    return { ast }
  } catch (error) {
    const fault = findFault(error)
    if (fault) return { fault }
    throw error
  }
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.next] ?? { kind: 'end', at: 0 }
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end'
  if (token.kind === 'sign') return token.sign
  if (token.kind === 'reference') return `\${${token.name}}`
  return token.kind === 'name' ? token.name : String(token.value)
}

function isSign(token: Token, sign: string): boolean {
  return token.kind === 'sign' && token.sign === sign
}

function takeSign(reader: Reader, sign: string): boolean {
  if (!isSign(peek(reader), sign)) return false
  reader.next += 1
  return true
}

function needSign(reader: Reader, sign: string): void {
  const token = peek(reader)
  if (!takeSign(reader, sign)) failExpression('syntax', `${sign} is missing before ${describe(token)}`, token.at)
}

function findOperator(reader: Reader, level: BinaryOperator[]): BinaryOperator | undefined {
  const token = peek(reader)
  const text = token.kind === 'sign' ? token.sign : token.kind === 'name' ? token.name.toLowerCase() : undefined
  return level.find((operator) => operator === text)
}

function readLevel(reader: Reader, index: number): Ast {
  const level = levels[index]
  return level ? readOperators(reader, level, () => readLevel(reader, index + 1)) : readUnary(reader)
}

function readOperators(reader: Reader, level: BinaryOperator[], readPart: () => Ast): Ast {
  let left = readPart()
  for (let operator = findOperator(reader, level); operator; operator = findOperator(reader, level)) {
    const { at } = peek(reader)
    reader.next += 1
    reader.operators += 1
    if (reader.operators > mostOperators) failExpression('unsupported', 'the expression is too long', at)
    left = { kind: 'binary', operator, left, right: readPart(), at }
  }
  return left
}

function readUnary(reader: Reader): Ast {
  const { at } = peek(reader)
  if (!takeSign(reader, '-')) return readOperators(reader, ['|'], () => readPrimary(reader))
  return { kind: 'negative', operand: nested(reader, at, () => readUnary(reader)), at }
}

function nested(reader: Reader, at: number, read: () => Ast): Ast {
  reader.depth += 1
  if (reader.depth > deepestNesting) failExpression('unsupported', 'the expression is nested too deeply', at)
  const ast = read()
  reader.depth -= 1
  return ast
}

function readPrimary(reader: Reader): Ast {
  const token = peek(reader)
  if (token.kind === 'number' || token.kind === 'string') {
    reader.next += 1
    return token.kind === 'number'
      ? { kind: 'number', value: token.value, at: token.at }
      : { kind: 'string', value: token.value, at: token.at }
  }
  if (takeSign(reader, '(')) {
    const inner = nested(reader, token.at, () => readLevel(reader, 0))
    needSign(reader, ')')
    refuse(reader, afterResult)
    return inner
  }
  if (token.kind === 'reference') {
    // docs.getodk.org/form-logic: a value of the record that was saved last on this device.
    if (token.name.startsWith('last-saved#')) failExpression('unsupported', `\${${token.name}}`, token.at)
    reader.next += 1
    return readSteps(reader, { from: 'name', name: token.name }, [], token.at)
  }
  if (token.kind === 'name') {
    const after = reader.tokens[reader.next + 1]
    if (after && isSign(after, '(')) return readCall(reader, token.name, token.at)
    reader.next += 1
    return readSteps(reader, { from: 'here' }, [token.name], token.at)
  }
  refuse(reader, beforeStep)
  if (takeSign(reader, '/')) {
    const steps = [readStep(reader)]
    return readSteps(reader, { from: 'root' }, steps, token.at)
  }
  if (isSign(token, '.') || isSign(token, '..')) {
    return readSteps(reader, { from: 'here' }, [readStep(reader)], token.at)
  }
  return failExpression('syntax', `something is missing before ${describe(token)}`, token.at)
}

/** What XPath has and forms do without, by the sign it begins with. */
const unsupported: Readonly<Record<string, string>> = {
  '//': '// (any descendant)',
  '*': '* (any child)',
  '@': '@ (attribute)',
  '[': '[ ] (selection inside a path)',
  '::': 'axis ::',
  '(': '( ) (a test of a step)',
  '/': '/ (a path from a result)',
}
const beforeStep = ['//', '*', '@']
const afterStep = ['[', '//', '::']
const afterResult = ['[', '//', '/']

function refuse(reader: Reader, signs: readonly string[]): void {
  const token = peek(reader)
  if (token.kind === 'sign' && signs.includes(token.sign))
    failExpression('unsupported', unsupported[token.sign] ?? '', token.at)
}

function readSteps(reader: Reader, start: PathStart, steps: string[], at: number): Ast {
  refuse(reader, afterStep)
  while (takeSign(reader, '/')) {
    steps.push(readStep(reader))
    refuse(reader, ['(', ...afterStep])
  }
  return { kind: 'path', start, steps: steps.filter((step) => step !== '.'), at }
}

function readStep(reader: Reader): string {
  refuse(reader, beforeStep)
  const token = peek(reader)
  reader.next += 1
  if (token.kind === 'name') return token.name
  if (isSign(token, '.') || isSign(token, '..')) return token.kind === 'sign' ? token.sign : ''
  return failExpression('syntax', `a name is missing before ${describe(token)}`, token.at)
}

function readCall(reader: Reader, name: string, at: number): Ast {
  reader.next += 2
  const args: Ast[] = []
  if (!takeSign(reader, ')')) {
    do args.push(nested(reader, at, () => readLevel(reader, 0)))
    while (takeSign(reader, ','))
    needSign(reader, ')')
  }
  // `current()` is the item itself, also inside a filter (XForms 1.1 §7.10.2).
  if (name === 'current' && args.length === 0) return readSteps(reader, { from: 'here' }, [], at)
  const after = peek(reader)
  const [document] = args
  if (name === 'instance' && args.length === 1 && document?.kind === 'string' && isSign(after, '/'))
    return readElsewhere(reader, document.value, at)
  refuse(reader, afterResult)
  return { kind: 'call', name, args, at }
}

/** `instance('list')/root/item[filter]/column` reads a list of choices; every other path there is data we do not have. */
function readElsewhere(reader: Reader, document: string, at: number): Ast {
  const steps: string[] = []
  const filters: Ast[] = []
  while (takeSign(reader, '/')) {
    steps.push(readStep(reader))
    const token = peek(reader)
    if (steps.join('/') !== 'root/item') refuse(reader, afterStep)
    while (takeSign(reader, '[')) {
      filters.push(nested(reader, token.at, () => readLevel(reader, 0)))
      needSign(reader, ']')
    }
  }
  refuse(reader, afterStep)
  const path = `instance('${document}')/${steps.join('/')}`
  const [root, item, column = 'name', ...more] = steps
  return root === 'root' && item === 'item' && more.length === 0
    ? { kind: 'rows', list: document, filters, column, path, at }
    : { kind: 'elsewhere', path, at }
}
