import { z } from 'zod'
import type { Text } from '#lib/forms'
import { sourceSchema, textSchema } from '#lib/forms/model'
import { writeHtcdsCsv } from './csv.ts'
import { htcdsFields } from './fields.ts'
import { htcdsSource } from './source.ts'
import type { HtcdsRow } from './to-row.ts'

/** One record as an HTCDS row, with everything that does not fit. */
export const htcdsView = z.object({
  standard: sourceSchema,
  columns: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  extension: z.array(z.object({ name: z.string(), value: z.string() })),
  lossy: z.array(
    z.object({
      path: z.string(),
      label: textSchema.optional(),
      field: z.string().optional(),
      reason: z.string(),
      values: z.array(z.string()),
    }),
  ),
  csv: z.string(),
})
export type HtcdsView = z.infer<typeof htcdsView>

/** A row with the file to export and the list of losses. `labelOf` names what a loss is about. */
export function viewHtcdsRow(exported: HtcdsRow, labelOf: (path: string) => Text | undefined): HtcdsView {
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
