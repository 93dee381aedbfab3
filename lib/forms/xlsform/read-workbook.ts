import readExcelFile from 'read-excel-file/node'
import { toText } from '../expression/value.ts'
import type { ImportProblems } from './import-problems.ts'
import { unpackWorkbook } from './unpack-workbook.ts'

export interface Cell {
  text: string
  column: string
}
export interface SheetRow {
  sheet: string
  /** As the spreadsheet counts, from 1. */
  number: number
  /** By column heading as written. */
  cells: Map<string, Cell>
}
export interface WorkSheet {
  name: string
  headings: string[]
  rows: SheetRow[]
}

const largestFile = 5_000_000

/**
 * Reads the sheets of an .xlsx file, every cell as trimmed text. If the bytes are not a workbook,
 * it returns undefined and adds a problem with the reason. Never throws.
 */
export async function readWorkbook(bytes: Uint8Array, problems: ImportProblems): Promise<WorkSheet[] | undefined> {
  const spot = { sheet: '', row: 0, column: '' }
  const { file, fault } = bytes.length > largestFile ? { fault: 'more' as const } : unpackWorkbook(bytes)
  if (!file) {
    problems.add('error', fault === 'more' ? 'too-large' : 'not-a-workbook', spot, 'file')
    return undefined
  }
  try {
    const sheets = await readExcelFile(file, { trim: false })
    return sheets.map(({ sheet, data }) => toWorkSheet(sheet, data, problems))
  } catch {
    problems.add('error', 'not-a-workbook', spot, 'file')
    return undefined
  }
}

function toWorkSheet(name: string, data: readonly (readonly unknown[])[], problems: ImportProblems): WorkSheet {
  const [first = [], ...rest] = data
  const headings = first.map((heading) => textOf(heading).trim())
  const rows = rest.flatMap((values, index) => {
    const row: SheetRow = { sheet: name, number: index + 2, cells: new Map() }
    values.forEach((value, at) => addCell(row, headings[at] ?? '', at, textOf(value), problems))
    return row.cells.size > 0 ? [row] : []
  })
  return { name, headings, rows }
}

function addCell(row: SheetRow, heading: string, at: number, written: string, problems: ImportProblems): void {
  const text = written.trim()
  if (text === '') return
  const column = heading === '' ? letterOf(at) : heading
  const spot = { sheet: row.sheet, row: row.number, column }
  if (text !== written) problems.add('mended', 'blanks', spot, text.slice(0, 80))
  if (row.cells.has(column)) problems.addOnce('unsupported', 'column-twice', spot, column)
  else row.cells.set(column, { text, column })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '')
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return typeof value === 'number' ? toText(value) : String(value).replace(/\r\n/g, '\n')
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}
