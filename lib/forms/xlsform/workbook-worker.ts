import { parentPort, workerData } from 'node:worker_threads'
import type { ImportOptions } from './import-xlsform.ts'
import { importXlsForm } from './import-xlsform.ts'

/** Runs in its own thread with its own memory, so that a hostile workbook can only end this thread. */
const { bytes, options } = workerData as { bytes: Uint8Array; options: ImportOptions }
async function answer(): Promise<void> {
  const imported = await importXlsForm(bytes, options)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
  parentPort?.postMessage(imported)
}
void answer()
