import { failExpression } from './fault.ts'

export type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'string'; value: string; at: number }
  | { kind: 'reference'; name: string; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'sign'; sign: string; at: number }
  | { kind: 'end'; at: number }

const space = /\s+/y
const number = /(?:\d+(?:\.\d*)?|\.\d+)/y
const reference = /\$\{\s*([^{}]*?)\s*\}/y
const name = /[\p{L}_][\p{L}\p{M}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.-]*)?/uy
const sign = /\/\/|::|!=|<=|>=|\.\.|[()[\],/.|=<>+\-*@]/y

/** Word processors change straight quotes to curly ones, also to the wrong ones, so forms in use contain all of them. */
const alike = ["'‘’", '"“”']

/** Where the quote at a position is closed; negative if it never is. `'don’t'` has an apostrophe inside. */
function endOfQuote(text: string, at: number, quotes: string): number {
  const straight = text.charAt(at) === "'" ? text.indexOf("'", at + 1) : -1
  if (straight >= 0) return straight
  for (let next = at + 1; next < text.length; next += 1) if (quotes.includes(text.charAt(next))) return next
  return -1
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/**
 * Cuts an expression into tokens. Throws a fault (see fault.ts) with the position of the
 * character or quote that does not belong.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const blank = matchAt(space, text, at)
    if (blank) {
      at += blank[0].length
      continue
    }
    const character = text.charAt(at)
    const quotes = alike.find((signs) => signs.includes(character))
    if (quotes !== undefined) {
      const end = endOfQuote(text, at, quotes)
      if (end < 0) failExpression('syntax', `the quote ${character} is never closed`, at)
      tokens.push({ kind: 'string', value: text.slice(at + 1, end), at })
      at = end + 1
      continue
    }
    const numeral = matchAt(number, text, at)
    if (numeral) {
      tokens.push({ kind: 'number', value: Number(numeral[0]), at })
      at += numeral[0].length
      continue
    }
    const referred = matchAt(reference, text, at)
    if (referred) {
      if (!referred[1]) failExpression('syntax', 'there is no name between ${ and }', at)
      tokens.push({ kind: 'reference', name: referred[1] ?? '', at })
      at += referred[0].length
      continue
    }
    const named = matchAt(name, text, at)
    if (named) {
      tokens.push({ kind: 'name', name: named[0], at })
      at += named[0].length
      continue
    }
    const signed = matchAt(sign, text, at)
    if (!signed) failExpression('syntax', `the character ${character} does not belong here`, at)
    tokens.push({ kind: 'sign', sign: signed?.[0] ?? '', at })
    at += signed?.[0].length ?? 1
  }
  tokens.push({ kind: 'end', at: text.length })
  return tokens
}
