/**
 * Entry point: import and export of rows of the Human Trafficking Case Data Standard. Server only, because it reads
 * workbooks.
 */
export { type HtcdsFact, htcdsRowOf } from './facts-to-row.ts'
export { htcdsFormFrom } from './form-from.ts'
export { fromHtcdsRow, type Parked } from './from-row.ts'
export { type HtcdsRow, toHtcdsRow } from './to-row.ts'
export { htcdsView, type HtcdsView, viewHtcdsRow } from './view.ts'
