import type { Columns } from './columns.ts'
import type { ImportProblems, Spot } from './import-problems.ts'
import type { SheetRow } from './read-workbook.ts'

/** One row of the survey that is being read. */
export interface RowContext {
  row: SheetRow
  columns: Columns
  problems: ImportProblems
}

export function spotOf({ row }: RowContext, column: string): Spot {
  return { sheet: row.sheet, row: row.number, column }
}
