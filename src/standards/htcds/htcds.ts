/**
 * Entry point: import and export of rows of the Human Trafficking Case Data Standard. Server only, because it reads
 * workbooks.
 */
export { writeHtcdsCsv } from './csv.ts'
export { htcdsFields } from './fields.ts'
export { htcdsFormFrom } from './form-from.ts'
export { fromHtcdsRow, type Parked } from './from-row.ts'
export { htcdsSource } from './source.ts'
export { toHtcdsRow } from './to-row.ts'
