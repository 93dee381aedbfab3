import type { Choice } from '../model.ts'
import type { Columns } from './columns.ts'
import { findWords, nameUnreadColumns, textOfCell } from './columns.ts'
import type { ImportProblems } from './import-problems.ts'
import type { SheetRow, WorkSheet } from './read-workbook.ts'

const read = ['list_name', 'name', 'label']

/** Reads the lists of the choices sheet, with all other columns, because a choice filter may read them. */
export function readChoices(
  sheet: WorkSheet | undefined,
  columns: Columns,
  allowTwice: boolean,
  problems: ImportProblems,
): Record<string, Choice[]> {
  const lists: Record<string, Choice[]> = {}
  for (const row of sheet?.rows ?? []) {
    const list = textOfCell(row, columns, 'list_name')
    const value = textOfCell(row, columns, 'name')
    const spot = { sheet: row.sheet, row: row.number, column: 'name' }
    if (list === undefined || value === undefined) {
      problems.add('error', 'choice-without-name', spot, list ?? value ?? '')
      continue
    }
    if (list === '__proto__') continue
    const choices = (lists[list] ??= [])
    if (!allowTwice && choices.some((choice) => choice.value === value))
      problems.add('error', 'choice-twice', spot, value)
    const label = findWords(row, columns, 'label', problems) ?? { [columns.plain]: value }
    choices.push({ ...filterColumns(row, columns), value, label })
    const media = [...row.cells.keys()].filter((heading) => columns.bySheet.get(heading)?.base.startsWith('media::'))
    if (media.length > 0) nameUnreadColumns(row, columns, [...read, ...others(row, columns)], problems)
  }
  return lists
}

function others(row: SheetRow, columns: Columns): string[] {
  return [...row.cells.keys()].flatMap((heading) => {
    const base = columns.bySheet.get(heading)?.base ?? heading
    return read.includes(base) || base.startsWith('media::') ? [] : [base]
  })
}

function filterColumns(row: SheetRow, columns: Columns): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [heading, cell] of row.cells) {
    const base = columns.bySheet.get(heading)?.base ?? heading
    if (!read.includes(base) && !base.startsWith('media::') && heading !== 'value') kept[heading] = cell.text
  }
  return kept
}
