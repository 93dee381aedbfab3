import type { Text } from '../model.ts'
import type { Columns } from './columns.ts'
import { findWords, textOfCell } from './columns.ts'
import type { ImportProblems } from './import-problems.ts'
import type { WorkSheet } from './read-workbook.ts'

export interface Settings {
  id: string | undefined
  /** By language; a column without one is in the form's own. */
  title: Text | undefined
  version: string
  language: string | undefined
  allowChoiceTwice: boolean
}

const read = ['form_id', 'id_string', 'form_title', 'version', 'default_language', 'allow_choice_duplicates']
/** How the form looks, or what it is called elsewhere: nothing a person fills in. */
const harmless = [
  'style',
  'path',
  'instance_name',
  'namespaces',
  'sms_keyword',
  'auto_send',
  'auto_delete',
  'name',
  'prefix',
]

/** The first row of the settings sheet; other settings are named. */
export function readSettings(sheet: WorkSheet | undefined, columns: Columns, problems: ImportProblems): Settings {
  const row = sheet?.rows[0]
  if (!row) return { id: undefined, title: undefined, version: '', language: undefined, allowChoiceTwice: false }
  for (const [heading] of row.cells) {
    const base = columns.bySheet.get(heading)?.base ?? heading
    if (read.includes(base)) continue
    problems.add(
      harmless.includes(base) ? 'left-out' : 'unsupported',
      'setting',
      { sheet: row.sheet, row: row.number, column: heading },
      heading,
    )
  }
  return {
    id: textOfCell(row, columns, 'form_id') ?? textOfCell(row, columns, 'id_string'),
    title: findWords(row, columns, 'form_title', problems),
    version: textOfCell(row, columns, 'version') ?? '',
    language: textOfCell(row, columns, 'default_language'),
    allowChoiceTwice: textOfCell(row, columns, 'allow_choice_duplicates')?.toLowerCase() === 'yes',
  }
}
