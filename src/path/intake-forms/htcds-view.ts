import type { Answers, Form, Text } from '#lib/forms'
import { evaluate } from '#lib/forms'
import type { z } from 'zod'
import { writeHtcdsCsv } from '#standards/htcds'
import { htcdsFields } from '#standards/htcds'
import { htcdsSource } from '#standards/htcds'
import { toHtcdsRow } from '#standards/htcds'
import type { htcdsView } from './model.ts'
import { asOf } from './submission.ts'

/** A completed form as HTCDS, with the file to export and the list of losses. */
export function showAsHtcds(form: Form, answers: Answers, filledAt: Date): z.infer<typeof htcdsView> {
  const context = asOf(filledAt)
  const exported = toHtcdsRow(form, answers, context)
  const { byPath } = evaluate(form, answers, context)
  const labelOf = (path: string): Text | undefined => byPath[path]?.label
  return {
    standard: htcdsSource,
    columns: htcdsFields.flatMap(({ name, label }) => {
      const value = exported.row[name]
      return value === undefined ? [] : [{ name, label, value }]
    }),
    extension: Object.entries(exported.extension).map(([name, value]) => ({ name, value })),
    lossy: exported.lossy.map(({ path, field, reason, values }) => {
      const label = labelOf(path)
      return { path, reason, values, ...(label ? { label } : {}), ...(field === undefined ? {} : { field }) }
    }),
    csv: writeHtcdsCsv([exported]),
  }
}
