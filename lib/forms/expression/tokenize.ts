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

/** Word processors change straight quotes to curly ones, so forms in use contain both. */
const quotes: Record<string, string> = { "'": "'", '"': '"', '‘': '’', '’': '’', '“': '”', '”': '”' }

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
    const closing = quotes[character]
    if (closing !== undefined) {
      const end = text.indexOf(closing, at + 1)
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
