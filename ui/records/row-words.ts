import { i18n } from '@lingui/core'
import type { SayText } from '../language/language.tsx'
import type { WorkRow } from './work-list.tsx'

/** The catalogue area with the row texts of each kind of record. */
const AREA_OF_KIND: Record<string, string> = {
  concern: 'signals',
  child: 'children',
  screening: 'identification',
  referral: 'referral',
  case: 'case-management',
  task: 'case-management',
}

export interface RowWords {
  title: string
  summary?: string | undefined
}

/**
 * Words of a worklist row: its own title, else `<area>.row.<kind>.title`; below it `<area>.row.<kind>.summary`. Both
 * are ICU texts over the codes in the row's summary. A row without a text shows nothing, because codes are not for
 * people.
 */
export function sayRow(row: WorkRow, t: SayText): RowWords {
  const stem = `${AREA_OF_KIND[row.recordKind] ?? row.recordKind}.row.${row.recordKind}`
  const values = row.summary ?? {}
  const title = row.title ?? (i18n.messages[`${stem}.title`] ? t(`${stem}.title`, values) : t('ui.row.untitled'))
  return { title, summary: i18n.messages[`${stem}.summary`] ? t(`${stem}.summary`, values) : undefined }
}
