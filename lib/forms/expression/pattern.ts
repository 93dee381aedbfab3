/** One step of the machine: read a character, branch, test an edge of the text, or finish. */
type Step =
  | { kind: 'read'; fits(character: string): boolean; next: number }
  | { kind: 'ways'; next: number[] }
  | { kind: 'edge'; holds(text: readonly string[], at: number): boolean; next: number }
  | { kind: 'end' }

/** Adds the steps of one part, which continue at step `next`, and returns the first of them. */
type Part = (steps: Step[], next: number) => number

interface Reader {
  readonly pattern: string
  readonly flags: 'u' | ''
  at: number
  depth: number
}

class TooMuch extends Error {}

const mostSteps = 5_000
const deepest = 50
const cacheLimit = 500
const cache = new Map<string, ((text: string) => boolean) | undefined>()

/**
 * Tests whether a whole text matches a pattern, in time linear in the text: it follows all ways through the pattern at
 * once (K. Thompson, Regular Expression Search Algorithm, 1968). The engine of the browser tries one way after the
 * other and takes exponential time on some texts. Undefined for an invalid or too large pattern, a lookaround or a back
 * reference.
 */
export function compilePattern(pattern: string): ((text: string) => boolean) | undefined {
  if (!cache.has(pattern)) {
    if (cache.size >= cacheLimit) cache.clear()
    cache.set(pattern, compileAnew(pattern))
  }
  return cache.get(pattern)
}

/** In the patterns of ODK's programs (Java) these have a meaning. Here they would be letters. */
const otherMeaning = /(?:^|[^\\])(?:\\\\)*\\(?:[AaEeGHhkPpQRXZz]|x(?![\da-f]{2})|u(?![\da-f]{4}))|&&/

/** The pattern without `\` before signs that need none, which Unicode mode refuses: `[\p{L}\']` is in use. */
function withoutNeedlessEscapes(pattern: string): string {
  return pattern.replace(/\\([^])/g, (pair: string, sign: string) =>
    sign === '-' ? '\\x2d' : /[a-z0-9^$\\.*+?()[\]{}|/]/i.test(sign) ? pair : sign,
  )
}

function compileAnew(written: string): ((text: string) => boolean) | undefined {
  const plain = withoutNeedlessEscapes(written)
  const [pattern, flags] = isPattern(plain, 'u') ? ([plain, 'u'] as const) : ([written, ''] as const)
  if (flags === '' && (!isPattern(written, '') || otherMeaning.test(written))) return undefined
  try {
    const reader: Reader = { pattern, flags, at: 0, depth: 0 }
    const whole = readChoice(reader)
    if (reader.at < pattern.length) return undefined
    const steps: Step[] = [{ kind: 'end' }]
    const start = whole(steps, 0)
    return (text) => run(steps, start, Array.from(text))
  } catch (error) {
    if (error instanceof TooMuch) return undefined
    throw error
  }
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, flags).source !== ''
  } catch {
    return false
  }
}

function run(steps: readonly Step[], start: number, text: readonly string[]): boolean {
  let now = reach(steps, [start], text, 0)
  for (let at = 0; at < text.length && now.length > 0; at += 1) {
    const after = now.flatMap((index) => {
      const step = steps[index]
      return step?.kind === 'read' && step.fits(text[at] ?? '') ? [step.next] : []
    })
    now = reach(steps, after, text, at + 1)
  }
  return now.some((index) => steps[index]?.kind === 'end')
}

/** All steps reachable from these without reading a character. */
function reach(steps: readonly Step[], from: number[], text: readonly string[], at: number): number[] {
  const reached = new Set<number>()
  const open = [...from]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue
    reached.add(index)
    const step = steps[index]
    if (step?.kind === 'ways') open.push(...step.next)
    if (step?.kind === 'edge' && step.holds(text, at)) open.push(step.next)
  }
  return [...reached].filter((index) => steps[index]?.kind === 'read' || steps[index]?.kind === 'end')
}

function add(steps: Step[], step: Step): number {
  if (steps.length >= mostSteps) throw new TooMuch()
  return steps.push(step) - 1
}

function readChoice(reader: Reader): Part {
  reader.depth += 1
  if (reader.depth > deepest) throw new TooMuch()
  const ways = [readRow(reader)]
  while (take(reader, '|')) ways.push(readRow(reader))
  reader.depth -= 1
  const [only] = ways
  return only && ways.length === 1
    ? only
    : (steps, next) => add(steps, { kind: 'ways', next: ways.map((way) => way(steps, next)) })
}

function readRow(reader: Reader): Part {
  const parts: Part[] = []
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern.charAt(reader.at)))
    parts.push(readTimes(reader, readOne(reader)))
  return (steps, next) => parts.reduceRight((after, part) => part(steps, after), next)
}

const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y

function readTimes(reader: Reader, part: Part): Part {
  const found = match(reader, quantifier)
  if (!found) return part
  const [, sign, least, comma, most] = found
  const fewest = sign === undefined ? Number(least) : sign === '+' ? 1 : 0
  const many =
    sign === undefined ? (comma === undefined ? fewest : most ? Number(most) : Infinity) : sign === '?' ? 1 : Infinity
  return (steps, next) => {
    let start = next
    if (many === Infinity) {
      start = add(steps, { kind: 'ways', next: [next] })
      steps[start] = { kind: 'ways', next: [next, part(steps, start)] }
    } else {
      for (let left = many - fewest; left > 0; left -= 1)
        start = add(steps, { kind: 'ways', next: [next, part(steps, start)] })
    }
    for (let left = fewest; left > 0; left -= 1) {
      const before = steps.length
      start = part(steps, start)
      // This part added no steps, so repeating it adds none either.
      if (steps.length === before) break
    }
    return start
  }
}

const escape = /\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]+\}|[pP]\{[^}]*\}|c[a-z]|[^])/iy
const characterClass = /\[(?:\\[^]|[^\]\\])*\]/y

function readOne(reader: Reader): Part {
  if (take(reader, '(')) return readGroup(reader)
  const set = match(reader, characterClass)
  if (set) return reading(set[0], reader.flags)
  const escaped = match(reader, escape)
  if (escaped) return readEscape(escaped[0], reader.flags)
  const sign = String.fromCodePoint(reader.pattern.codePointAt(reader.at) ?? 0)
  reader.at += sign.length
  if (sign === '^') return edge((_, at) => at === 0)
  if (sign === '$') return edge((text, at) => at === text.length)
  if (sign === '.') return reading(sign, reader.flags)
  return (steps, next) => add(steps, { kind: 'read', fits: (character) => character === sign, next })
}

function readGroup(reader: Reader): Part {
  if (take(reader, '?') && !take(reader, ':') && !match(reader, /<[^=!>][^>]*>/y)) throw new TooMuch()
  const inner = readChoice(reader)
  if (!take(reader, ')')) throw new TooMuch()
  return inner
}

function readEscape(written: string, flags: Reader['flags']): Part {
  if (/^\\[1-9k]/.test(written)) throw new TooMuch()
  if (/^\\[bB]$/.test(written))
    return edge((text, at) => (isWord(text[at - 1]) !== isWord(text[at])) === (written === '\\b'))
  return reading(written, flags)
}

function isWord(character = ''): boolean {
  return /^\w$/.test(character)
}

function edge(holds: (text: readonly string[], at: number) => boolean): Part {
  return (steps, next) => add(steps, { kind: 'edge', holds, next })
}

/** The built-in engine matches a single character, so that classes and Unicode properties mean the same as there. */
function reading(written: string, flags: Reader['flags']): Part {
  const one = new RegExp(`^${written}$`, flags)
  return (steps, next) => add(steps, { kind: 'read', fits: (character) => one.test(character), next })
}

function take(reader: Reader, sign: string): boolean {
  if (!reader.pattern.startsWith(sign, reader.at)) return false
  reader.at += sign.length
  return true
}

function match(reader: Reader, wanted: RegExp): RegExpExecArray | null {
  wanted.lastIndex = reader.at
  const found = wanted.exec(reader.pattern)
  if (found) reader.at += found[0].length
  return found
}
