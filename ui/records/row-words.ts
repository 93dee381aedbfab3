import { i18n } from '@lingui/core'
import type { SayText } from '../language/language.tsx'
import type { RecordKind } from './kinds.ts'
import type { WorkRow } from './work-list.tsx'

export interface RowWords {
  title: string
  summary?: string | undefined
}

/**
 * Words of a worklist row: its own title, else `<area>.row.<kind>.title`; below it `<area>.row.<kind>.summary`. Both
 * are ICU texts over the codes in the row's summary. A row without a text shows nothing, because codes are not for
 * people.
 */
export function sayRow(row: WorkRow, t: SayText, kinds: Readonly<Record<string, RecordKind>>): RowWords {
  const stem = `${kinds[row.recordKind]?.room ?? row.recordKind}.row.${row.recordKind}`
  const values = row.summary ?? {}
  const title = row.title ?? (i18n.messages[`${stem}.title`] ? t(`${stem}.title`, values) : t('ui.row.untitled'))
  return { title, summary: i18n.messages[`${stem}.summary`] ? t(`${stem}.summary`, values) : undefined }
}
