import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { findHtcdsField } from './aliases.ts'
import { htcdsFields } from './fields.ts'
import type { HtcdsField } from './model.ts'
import type { HtcdsRow } from './to-row.ts'

export interface CsvProblem {
  column: string
  code: 'unreadable' | 'too-many-rows' | 'column-twice' | 'no-heading' | 'heading-contradicts-label'
  /** The column's label from the row of labels. */
  label?: string
}

export interface CsvTable {
  rows: Record<string, string>[]
  problems: CsvProblem[]
}

const mostRows = 10_000
/**
 * A spreadsheet runs a cell that begins with one of these signs as a formula, also with blanks, signs that nobody sees,
 * or our own apostrophes before it (OWASP, CSV Injection, names the wide signs too). A reader that takes a line break for
 * a new row would begin a cell there, so every line is guarded.
 */
const dangerous = String.raw`(?=[\t\p{Zs}\p{Cf}\p{Default_Ignorable_Code_Point}']*[=+\-@＝＋－＠﹦﹢﹣﹫−])`
const lineStart = String.raw`(?:^|(?<=[\r\n\v\f\u0085\u2028\u2029]))`
/** Tab and line breaks are dangerous only where a cell begins. */
const cellStart = String.raw`^(?='*[\t\r\n])`
const unguarded = new RegExp(`${cellStart}|${lineStart}${dangerous}`, 'gu')
const guarded = new RegExp(`${cellStart}'|${lineStart}${dangerous}'`, 'gu')
/** A signed number is harmless and must stay a phone number or a longitude. */
const signedNumber = /^[+-]\d[\d.]*$/

/**
 * HTCDS rows as CSV: fields in the order of the standard, then extensions. The same rows always give the same bytes.
 */
export function writeHtcdsCsv(rows: readonly HtcdsRow[]): string {
  const used = new Set(rows.flatMap(({ row }) => Object.keys(row)))
  const extensions = [...new Set(rows.flatMap(({ extension }) => Object.keys(extension)))].sort()
  const columns = [...htcdsFields.map(({ name }) => name).filter((name) => used.has(name)), ...extensions]
  const lines = rows.map(({ row, extension }) =>
    columns.map((column) => disarm(row[column] ?? extension[column] ?? '')),
  )
  // Without the byte order mark Excel uses the machine's code page and breaks every non-Latin name. Every cell is quoted:
  // readers differ in which cells need it (RFC 4180 §2.6).
  return stringify([columns.map(disarm), ...lines], { bom: true, quoted: true, record_delimiter: '\r\n' })
}

/** An apostrophe before whatever could become a formula. `rearm` takes exactly these away again. */
function disarm(text: string): string {
  return signedNumber.test(text) ? text : text.replace(unguarded, "'")
}

function rearm(text: string): string {
  return text.replace(guarded, '')
}

/**
 * Reads a CSV of HTCDS rows. The published spreadsheets have a second row with labels, a column
 * without a heading, and address columns whose headings contradict their labels. We do not guess such
 * columns. Never throws.
 */
export function readHtcdsCsv(text: string): CsvTable {
  const problems: CsvProblem[] = []
  let lines: string[][]
  try {
    lines = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
      to: mostRows + 3,
    })
  } catch {
    return { rows: [], problems: [{ column: '', code: 'unreadable' }] }
  }
  const [written = [], ...rest] = lines
  const headings = written.map(rearm)
  const labels = isLabelRow(headings, rest[0]) ? rest[0] : undefined
  const names = headings.map((heading, at) =>
    readHeading(heading.trim(), labels?.[at]?.trim(), headings.slice(0, at), problems),
  )
  const body = labels ? rest.slice(1) : rest
  if (body.length > mostRows) problems.push({ column: '', code: 'too-many-rows' })
  const rows = body.slice(0, mostRows).map((line) => {
    const cells = line.flatMap((cell, at): [string, string][] => {
      const name = names[at]
      return name === undefined || cell === '' ? [] : [[name, rearm(cell)]]
    })
    return Object.fromEntries(cells)
  })
  return { rows: rows.filter((row) => Object.keys(row).length > 0), problems }
}

function isLabelRow(headings: readonly string[], line: readonly string[] | undefined): line is string[] {
  if (!line) return false
  const matching = headings.filter((heading, at) => findHtcdsField(heading)?.label === line[at]?.trim()).length
  return matching >= 3 && matching * 2 > headings.length
}

function readHeading(
  heading: string,
  label: string | undefined,
  before: readonly string[],
  problems: CsvProblem[],
): string | undefined {
  const field = findHtcdsField(heading)
  if (heading === '') {
    const meant = label === undefined ? [] : htcdsFields.filter((one) => one.label === label)
    if (meant.length === 1) return meant[0]?.name
    if (label !== undefined && label !== '') problems.push({ column: '', code: 'no-heading', label })
    return undefined
  }
  if (before.some((one) => one.trim() === heading || (field !== undefined && findHtcdsField(one) === field))) {
    problems.push({ column: heading, code: 'column-twice' })
    return undefined
  }
  if (field && label !== undefined && contradicts(field, label)) {
    problems.push({ column: heading, code: 'heading-contradicts-label', label })
    return `x-unclear/${heading}`
  }
  return field?.name ?? heading
}

function contradicts(field: HtcdsField, label: string): boolean {
  return (
    label !== field.label &&
    htcdsFields.some((one) => one !== field && one.label === label && one.name.slice(0, 4) === field.name.slice(0, 4))
  )
}
