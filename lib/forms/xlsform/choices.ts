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
    if (list === undefined || value === undefined || list === '__proto__') {
      problems.add('error', 'choice-without-name', spot, list ?? value ?? '')
      continue
    }
    const choices = (lists[list] ??= [])
    if (!allowTwice && choices.some((choice) => choice.value === value))
      problems.add('error', 'choice-twice', spot, value)
    const label = findWords(row, columns, 'label', problems)
    if (!label) problems.addOnce('changed', 'choice-label-missing', { ...spot, column: 'label' }, list)
    const kept = filterColumns(row, columns)
    choices.push({ ...kept.columns, value, label: label ?? { [columns.plain]: value } })
    nameUnreadColumns(row, columns, [...read, ...kept.bases], problems)
  }
  return lists
}

/** A choice has these properties itself. A column of such a name is reported. */
const taken = ['value', 'unfiltered', '__proto__']

/** The columns that a filter may read, by their heading. */
function filterColumns(row: SheetRow, columns: Columns): { columns: Record<string, string>; bases: string[] } {
  const kept: Record<string, string> = {}
  const bases: string[] = []
  for (const [heading, cell] of row.cells) {
    const base = columns.bySheet.get(heading)?.base ?? heading
    if (read.includes(base) || base.startsWith('media::') || taken.includes(heading)) continue
    kept[heading] = cell.text
    bases.push(base)
  }
  return { columns: kept, bases }
}
