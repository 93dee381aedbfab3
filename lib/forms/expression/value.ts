/**
 * Values of expressions. `chosen` is the answer to "choose all that apply", `yes` the answer to a yes-no question;
 * `nodes` are the values of several places.
 */
export interface Chosen {
  chosen: readonly string[]
}
export interface YesNo {
  yes: boolean
}
export type Scalar = string | number | boolean | Chosen | YesNo
export interface Nodes {
  nodes: readonly Scalar[]
}
export type Value = Scalar | Nodes

const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/
const isoDate = /^(-?\d{4,6})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?$/
const millisecondsPerDay = 86_400_000

export function isNodes(value: Value): value is Nodes {
  return typeof value === 'object' && 'nodes' in value
}

export function isChosen(value: Value): value is Chosen {
  return typeof value === 'object' && 'chosen' in value
}

export function isYesNo(value: Value): value is YesNo {
  return typeof value === 'object' && 'yes' in value
}

/** The first value, or empty text if there is none. */
export function toScalar(value: Value): Scalar {
  return isNodes(value) ? (value.nodes[0] ?? '') : value
}

export function scalarsOf(value: Value): readonly Scalar[] {
  return isNodes(value) ? value.nodes : [value]
}

/** Days since 1 January 1970 (UTC) of an ISO date or date and time; undefined when the text is neither. */
export function findDays(text: string): number | undefined {
  const found = isoDate.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = found
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const back = new Date(days)
  if (back.getUTCMonth() + 1 !== Number(month) || back.getUTCDate() !== Number(day)) return undefined
  if (!isTime(hour, minute, second) || !isZone(zone)) return undefined
  const minutes = Number(hour) * 60 + Number(minute) - minutesOfZone(zone)
  return (days + minutes * 60_000 + Number(second) * 1000) / millisecondsPerDay
}

/** Whether the parts of a time are those of a clock. */
export function isTime(hour: string, minute: string, second: string): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

/** Whether a zone (`Z`, `+03:00`, `-0530`) is less than a day from Greenwich. */
export function isZone(zone: string): boolean {
  return zone === 'Z' || isTime(zone.slice(1, 3), zone.slice(-2), '0')
}

/** Minutes that a zone (`Z`, `+03:00`, `-0530`) is ahead of Greenwich. */
export function minutesOfZone(zone: string): number {
  return zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
}

/** The ISO date of a number of days since 1970, with a time if the number is not whole. Empty when out of range. */
export function isoOfDays(days: number): string {
  const date = new Date(Math.round(days * millisecondsPerDay))
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  return Number.isInteger(days) ? iso.slice(0, iso.indexOf('T')) : iso
}

export function toText(value: Value): string {
  const scalar = toScalar(value)
  if (isChosen(scalar)) return scalar.chosen.join(' ')
  if (isYesNo(scalar)) return String(scalar.yes)
  return typeof scalar === 'number' ? digitsOf(scalar) : String(scalar)
}

/** Without an exponent: XPath 1.0 §4.2. NaN becomes empty text, because the word NaN would look like an answer. */
function digitsOf(number: number): string {
  if (Number.isNaN(number)) return ''
  const written = String(number)
  const [, sign, whole, part = '', power] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(written) ?? []
  if (whole === undefined) return written
  const digits = whole + part
  const point = 1 + Number(power)
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0').slice(0, point)}`
}

/** A number as XPath converts it. A date becomes its days since 1970, as in every XLSForm client. */
export function toNumber(value: Value): number {
  const scalar = toScalar(value)
  if (typeof scalar === 'number') return scalar
  if (typeof scalar === 'boolean') return scalar ? 1 : 0
  if (isYesNo(scalar)) return scalar.yes ? 1 : 0
  const text = toText(scalar).trim()
  return numeral.test(text) ? Number(text) : (findDays(text) ?? Number.NaN)
}

export function toBoolean(value: Value): boolean {
  const scalar = toScalar(value)
  if (typeof scalar === 'boolean') return scalar
  if (typeof scalar === 'number') return scalar !== 0 && !Number.isNaN(scalar)
  if (isYesNo(scalar)) return scalar.yes
  return isChosen(scalar) ? scalar.chosen.length > 0 : scalar !== ''
}

/** The values that count as chosen, for `selected`, `count-selected` and `selected-at`. */
export function toChosen(value: Value): readonly string[] {
  const scalar = toScalar(value)
  if (isChosen(scalar)) return scalar.chosen
  if (isYesNo(scalar)) return scalar.yes ? ['yes', 'true'] : ['no', 'false']
  return toText(scalar)
    .split(/\s+/)
    .filter((word) => word !== '')
}

export function isEmptyValue(value: Value): boolean {
  return toText(value) === ''
}

/** In XPath the text 'no' is true, which would reverse the answer to a yes-no question. Compared with it, 'no' is no. */
function isAnswered({ yes }: YesNo, other: Scalar): boolean {
  if (isYesNo(other)) return yes === other.yes
  if (typeof other !== 'string') return yes === toBoolean(other)
  return (yes ? ['yes', 'true', '1', 'ok'] : ['no', 'false', '0']).includes(other.toLowerCase())
}

/** Decimal fractions are not exact: 0.1 + 0.2 equals 0.3 here, as in ODK's programs (JavaRosa), to 12 decimals. */
function equalNumbers(one: number, other: number): boolean {
  return one === other || Math.abs(one - other) < 1e-12
}

/** XPath 1.0 §3.4. */
function equalScalars(left: Scalar, right: Scalar): boolean {
  if (isYesNo(left)) return isAnswered(left, right)
  if (isYesNo(right)) return isAnswered(right, left)
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left) === toBoolean(right)
  if (typeof left === 'number' || typeof right === 'number') return equalNumbers(toNumber(left), toNumber(right))
  const one = toText(left)
  const other = toText(right)
  if (one === other) return true
  const days = findDays(one)
  return days !== undefined && days === findDays(other)
}

function anyPair(left: Value, right: Value, test: (left: Scalar, right: Scalar) => boolean): boolean {
  const rights = beside(right, left)
  return beside(left, right).some((one) => rights.some((other) => test(one, other)))
}

/** What is compared with the other value. Beside a truth value, several places are true (XPath 1.0 §3.4). */
function beside(value: Value, other: Value): readonly Scalar[] {
  if (!isNodes(value)) return [value]
  if (typeof other === 'boolean' && value.nodes.length > 1 && !value.nodes.some(isYesNo)) return [true]
  return value.nodes.length === 0 ? [''] : value.nodes
}

/** What a value is ordered by. A time of day, which is no number elsewhere, comes before a later one. */
function orderOf(value: Scalar): number {
  const number = toNumber(value)
  return Number.isNaN(number) ? (findDays(`1970-01-01T${toText(value)}`) ?? number) : number
}

/** True if any pair of values passes: XPath 1.0 §3.4 compares node-sets this way. */
export function compareValues(operator: '=' | '!=' | '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  if (operator === '=') return anyPair(left, right, equalScalars)
  if (operator === '!=') return anyPair(left, right, (one, other) => !equalScalars(one, other))
  return anyPair(left, right, (one, other) => {
    const first = orderOf(one)
    const second = orderOf(other)
    if (operator === '<') return first < second
    if (operator === '<=') return first <= second
    return operator === '>' ? first > second : first >= second
  })
}
