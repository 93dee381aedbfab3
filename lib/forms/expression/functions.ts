import { dateFunctions } from './date-functions.ts'
import { compilePattern } from './pattern.ts'
import type { Value } from './value.ts'
import { isEmptyValue, isNodes, isYesNo, scalarsOf, toBoolean, toChosen, toNumber, toScalar, toText } from './value.ts'

export interface Surroundings {
  today: string
  now: string
  language: string
}

export interface PlainFunction {
  /** Fewest and most arguments. */
  takes: readonly [number, number]
  call(args: readonly Value[], around: Surroundings): Value
}

const any = Number.POSITIVE_INFINITY
const longestMatched = 10_000
const longestText = 100_000

function arg(args: readonly Value[], index: number): Value {
  return args[index] ?? ''
}

/** A place without an answer, such as an empty row of a repeat, does not count (docs.getodk.org, form functions). */
function numbersOf(args: readonly Value[]): number[] {
  return args.flatMap((value) =>
    scalarsOf(value)
      .filter((scalar) => args.length > 1 || !isNodes(value) || !isEmptyValue(scalar))
      .map((scalar) => toNumber(scalar)),
  )
}

function extreme(args: readonly Value[], pick: (one: number, other: number) => number): number {
  const numbers = numbersOf(args)
  return numbers.length === 0 ? Number.NaN : numbers.reduce((one, other) => pick(one, other))
}

/** Rounds the number as it is written. 1.005 * 100 is 100.49999999999999, which would lose a hundredth. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value
  const places = Math.max(-15, Math.min(15, Math.trunc(digits) || 0))
  return shifted(Math.round(shifted(value, places)), -places)
}

function shifted(value: number, places: number): number {
  const [digits, power = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(power) + places}`)
}

function matches(text: string, pattern: string): boolean {
  return text.length <= longestMatched && compilePattern(pattern)?.(text) === true
}

const ofOneNumber = Object.fromEntries(
  ([Math.exp, Math.log, Math.log10, Math.sin, Math.cos, Math.tan, Math.asin, Math.acos, Math.atan] as const).map(
    (work): [string, PlainFunction] => [work.name, { takes: [1, 1], call: (args) => work(toNumber(arg(args, 0))) }],
  ),
)

/** XPath and XLSForm functions that use only their arguments (docs.getodk.org/form-operators-functions). */
export const plainFunctions: Readonly<Record<string, PlainFunction>> = {
  ...dateFunctions,
  true: { takes: [0, 0], call: () => true },
  false: { takes: [0, 0], call: () => false },
  not: { takes: [1, 1], call: (args) => !toBoolean(arg(args, 0)) },
  boolean: { takes: [1, 1], call: (args) => toBoolean(arg(args, 0)) },
  'boolean-from-string': { takes: [1, 1], call: (args) => ['true', '1'].includes(toText(arg(args, 0)).toLowerCase()) },
  number: { takes: [0, 1], call: (args) => toNumber(arg(args, 0)) },
  string: { takes: [0, 1], call: (args) => toText(arg(args, 0)) },
  int: { takes: [1, 1], call: (args) => Math.trunc(toNumber(arg(args, 0))) },
  floor: { takes: [1, 1], call: (args) => Math.floor(toNumber(arg(args, 0))) },
  ceiling: { takes: [1, 1], call: (args) => Math.ceil(toNumber(arg(args, 0))) },
  abs: { takes: [1, 1], call: (args) => Math.abs(toNumber(arg(args, 0))) },
  ...ofOneNumber,
  pi: { takes: [0, 0], call: () => Math.PI },
  atan2: { takes: [2, 2], call: (args) => Math.atan2(toNumber(arg(args, 0)), toNumber(arg(args, 1))) },
  exp10: { takes: [1, 1], call: (args) => 10 ** toNumber(arg(args, 0)) },
  pow: { takes: [2, 2], call: (args) => toNumber(arg(args, 0)) ** toNumber(arg(args, 1)) },
  sqrt: { takes: [1, 1], call: (args) => Math.sqrt(toNumber(arg(args, 0))) },
  round: { takes: [1, 2], call: (args) => roundTo(toNumber(arg(args, 0)), toNumber(args[1] ?? 0)) },
  min: { takes: [1, any], call: (args) => extreme(args, Math.min) },
  max: { takes: [1, any], call: (args) => extreme(args, Math.max) },
  sum: { takes: [1, 1], call: (args) => numbersOf(args).reduce((total, next) => total + next, 0) },
  'count-non-empty': {
    takes: [1, 1],
    call: (args) => scalarsOf(arg(args, 0)).filter((one) => !isEmptyValue(one)).length,
  },
  selected: { takes: [2, 2], call: isSelected },
  'is-selected': { takes: [2, 2], call: isSelected },
  'count-selected': { takes: [1, 1], call: (args) => countChosen(arg(args, 0)) },
  'selected-at': { takes: [2, 2], call: selectedAt },
  'string-length': { takes: [0, 1], call: (args) => Array.from(toText(arg(args, 0))).length },
  'normalize-space': { takes: [0, 1], call: (args) => normalized(toText(arg(args, 0))) },
  regex: { takes: [2, 2], call: (args) => matches(toText(arg(args, 0)), toText(arg(args, 1))) },
  concat: {
    takes: [0, any],
    call: (args) =>
      joined(
        args.flatMap((value) => scalarsOf(value).map((one) => toText(one))),
        '',
      ),
  },
  join: { takes: [1, any], call: (args) => joinTexts(args) },
  contains: { takes: [2, 2], call: (args) => toText(arg(args, 0)).includes(toText(arg(args, 1))) },
  'starts-with': { takes: [2, 2], call: (args) => toText(arg(args, 0)).startsWith(toText(arg(args, 1))) },
  'ends-with': { takes: [2, 2], call: (args) => toText(arg(args, 0)).endsWith(toText(arg(args, 1))) },
  substr: {
    takes: [2, 3],
    call: (args) =>
      Array.from(toText(arg(args, 0)))
        .slice(toNumber(arg(args, 1)) || 0, sliceEnd(args))
        .join(''),
  },
  substring: { takes: [2, 3], call: substring },
  translate: { takes: [3, 3], call: translate },
  checklist: {
    takes: [2, any],
    call: ([least, most, ...marks]) => weightedChecklist([least, most, ...marks.flatMap((mark) => [mark, 1])]),
  },
  'weighted-checklist': { takes: [2, any], call: weightedChecklist },
  'substring-before': { takes: [2, 2], call: (args) => cut(args, (text, at) => text.slice(0, at)) },
  'substring-after': { takes: [2, 2], call: (args) => cut(args, (text, at, length) => text.slice(at + length)) },
}

/** XPath 1.0 §4.2: positions count from 1 and are rounded; a position that is no number takes nothing. */
function substring(args: readonly Value[]): string {
  const from = Math.round(toNumber(arg(args, 1)))
  const end = args[2] === undefined ? Infinity : from + Math.round(toNumber(args[2]))
  return Array.from(toText(arg(args, 0)))
    .filter((_, index) => index + 1 >= from && index + 1 < end)
    .join('')
}

/** XPath 1.0 §4.2: a character without a counterpart is removed; of a character written twice the first counts. */
function translate(args: readonly Value[]): string {
  const [from, to] = [Array.from(toText(arg(args, 1))), Array.from(toText(arg(args, 2)))]
  return Array.from(toText(arg(args, 0)))
    .map((character) => {
      const at = from.indexOf(character)
      return at < 0 ? character : (to[at] ?? '')
    })
    .join('')
}

/**
 * Whether the weights of the true marks add up to something between two limits; below 0 is no limit (ODK form functions).
 * A mark may be several places, with as many weights or one.
 */
function weightedChecklist([least = '', most = '', ...pairs]: readonly (Value | undefined)[]): boolean {
  let sum = 0
  for (let at = 0; at < pairs.length; at += 2) {
    const weights = scalarsOf(pairs[at + 1] ?? '')
    for (const [index, mark] of scalarsOf(pairs[at] ?? '').entries())
      if (toBoolean(mark)) sum += toNumber(weights[index] ?? weights[0] ?? '')
  }
  const [from, to] = [toNumber(least), toNumber(most)]
  return (from < 0 || sum >= from) && (to < 0 || sum <= to)
}

/** Nothing is selected in an empty answer. ODK's programs say so with `selected(…, '')`. */
function isSelected(args: readonly Value[]): boolean {
  const [answer, choice] = [arg(args, 0), toText(arg(args, 1)).trim()]
  return choice === '' ? isEmptyValue(answer) : toChosen(answer).includes(choice)
}

function selectedAt(args: readonly Value[]): string {
  const index = Math.trunc(toNumber(arg(args, 1)))
  return index < countChosen(arg(args, 0)) ? (toChosen(arg(args, 0))[index] ?? '') : ''
}

/** XPath 1.0 §4.2 knows four blanks only. */
function normalized(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')
}

function countChosen(value: Value): number {
  return isYesNo(toScalar(value)) ? 1 : toChosen(value).length
}

function joinTexts(args: readonly Value[]): string {
  const texts = args.slice(1).flatMap((value) => scalarsOf(value).map((one) => toText(one)))
  return joined(texts, toText(arg(args, 0)))
}

/** Limits the length of the result: thirty calculations that each double the one before would fill the memory. */
function joined(texts: readonly string[], mark: string): string {
  let text = ''
  for (const [index, one] of texts.entries()) {
    text += index === 0 ? one : mark + one
    if (text.length > longestText) return text.slice(0, longestText)
  }
  return text
}

function sliceEnd(args: readonly Value[]): number | undefined {
  return args[2] === undefined ? undefined : toNumber(args[2]) || 0
}

function cut(args: readonly Value[], take: (text: string, at: number, length: number) => string): string {
  const text = toText(arg(args, 0))
  const mark = toText(arg(args, 1))
  const at = text.indexOf(mark)
  return at < 0 ? '' : take(text, at, mark.length)
}
