import { Worker } from 'node:worker_threads'
import { tooLarge } from './import-problems.ts'
import type { Imported, ImportOptions } from './import-xlsform.ts'
// oxlint-disable-next-line import/default -- the bundler gives the text of the script (scripts/bundle.mjs)
import code from './workbook-worker.ts?code'

export interface Limits {
  memoryMb: number
  seconds: number
}

const usual: Limits = { memoryMb: 256, seconds: 15 }
let before: Promise<unknown> = Promise.resolve()

/**
 * Runs `importXlsForm` in its own thread with limits on memory and time, one workbook after the other. A workbook that
 * breaks a limit is refused as too large, and the calling process goes on. Never throws.
 */
export function importApart(bytes: Uint8Array, options: ImportOptions = {}, limits: Limits = usual): Promise<Imported> {
  const mine = before.then(() => run(bytes, options, limits))
  before = mine
  return mine
}

function run(bytes: Uint8Array, options: ImportOptions, { memoryMb, seconds }: Limits): Promise<Imported> {
  return new Promise((done) => {
    const worker = new Worker(code, {
      eval: true,
      workerData: { bytes, options },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // The thread gets no settings of the node, and its output goes into no log.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const finish = (imported: Imported): void => {
      clearTimeout(timer)
      void worker.terminate()
      done(imported)
    }
    const timer = setTimeout(() => finish({ form: undefined, problems: tooLarge() }), seconds * 1000)
    worker.once('message', (imported: Imported) => finish(imported))
    worker.once('error', () => finish({ form: undefined, problems: tooLarge() }))
    worker.once('exit', () => finish({ form: undefined, problems: tooLarge() }))
  })
}
