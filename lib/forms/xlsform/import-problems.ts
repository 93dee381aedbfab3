import type { Text } from '../model.ts'

/**
 * - mended: corrected without changing the meaning (blanks around a name).
 * - changed: imported as the nearest equivalent; a person should check it.
 * - left-out: not imported; the form works the same without it.
 * - unsupported: not imported; the form works differently without it.
 * - error: the file contradicts itself or cannot be read.
 */
export type Severity = 'mended' | 'changed' | 'left-out' | 'unsupported' | 'error'

/** One finding of the importer with its cell. `row` counts from 1 as the spreadsheet does; 0 means the whole sheet. */
export interface ImportProblem {
  severity: Severity
  sheet: string
  row: number
  column: string
  construct: string
  message: Text
  params: Record<string, string | number>
}

export interface Spot {
  sheet: string
  row: number
  column: string
}

export class ImportProblems {
  readonly list: ImportProblem[] = []
  readonly #repeated = new Map<string, ImportProblem>()

  add(
    severity: Severity,
    code: string,
    spot: Spot,
    construct: string,
    params: Record<string, string | number> = {},
  ): ImportProblem {
    const { sheet, row, column } = spot
    const problem = {
      severity,
      sheet,
      row,
      column,
      construct,
      message: { id: `forms.import.${code}` },
      params: { construct, ...params },
    }
    this.list.push(problem)
    return problem
  }

  /** Reports a problem of many cells in one column once, at the first cell, with the number of cells and their rows. */
  addOnce(severity: Severity, code: string, spot: Spot, construct: string): void {
    const key = `${code}|${spot.sheet}|${spot.column}|${construct}`
    const known = this.#repeated.get(key)
    if (!known) {
      this.#repeated.set(key, this.add(severity, code, spot, construct, { count: 1, rows: String(spot.row) }))
      return
    }
    known.params['count'] = Number(known.params['count']) + 1
    known.params['rows'] = withRow(String(known.params['rows']), spot.row)
  }

  /** In the order of the sheet; within a row the most severe first. */
  sorted(): ImportProblem[] {
    const sheets = [...new Set(this.list.map(({ sheet }) => sheet))]
    return this.list.toSorted(
      (one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row,
    )
  }
}

/** `2, 5–7` and 8 give `2, 5–8`. Rows arrive in the order of the sheet; a repeated row adds nothing. */
function withRow(rows: string, row: number): string {
  const last = /(\d+)(?:–(\d+))?$/.exec(rows)
  const [, from = '', to = from] = last ?? []
  if (row <= Number(to)) return rows
  return row === Number(to) + 1 ? `${rows.slice(0, last?.index)}${from}–${row}` : `${rows}, ${row}`
}

/** The problem of a workbook that was not read to the end. */
export function tooLarge(): ImportProblem[] {
  const problems = new ImportProblems()
  problems.add('error', 'too-large', { sheet: '', row: 0, column: '' }, 'file')
  return problems.list
}
