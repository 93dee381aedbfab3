import type { Text } from '../model.ts'
import type { Columns } from './columns.ts'
import { findWords, isYes, textOfCell } from './columns.ts'
import type { ImportProblems } from './import-problems.ts'
import type { WorkSheet } from './read-workbook.ts'

export interface Settings {
  id: string | undefined
  /** By language. A column without a language is in the form's default language. */
  title: Text | undefined
  version: string
  language: string | undefined
  allowChoiceTwice: boolean
}

const read = ['form_id', 'id_string', 'form_title', 'version', 'default_language', 'allow_choice_duplicates']
/** Settings for the looks or other programs. They change nothing a person fills in. */
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

/** Reads the first row of the settings sheet and reports settings it does not know. */
export function readSettings(sheet: WorkSheet | undefined, columns: Columns, problems: ImportProblems): Settings {
  const row = sheet?.rows[0]
  // Only the first row counts, in pyxform too.
  for (const more of sheet?.rows.slice(1) ?? [])
    for (const [heading] of more.cells)
      problems.add('left-out', 'setting', { sheet: more.sheet, row: more.number, column: heading }, heading)
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
    allowChoiceTwice: isYes(textOfCell(row, columns, 'allow_choice_duplicates')),
  }
}
