/** The one way in: rows of the Human Trafficking Case Data Standard in and out. Server only: it reads workbooks. */
export { writeHtcdsCsv } from './csv.ts'
export { htcdsFields } from './fields.ts'
export { htcdsFormFrom } from './form-from.ts'
export { fromHtcdsRow, type Parked } from './from-row.ts'
export { htcdsSource } from './source.ts'
export { toHtcdsRow } from './to-row.ts'
