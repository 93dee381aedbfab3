/** Loaded before each test file: a connection or timer that a test forgot would keep its process for ever. */
import { after } from 'node:test'

/** Long enough for what a file itself does when its tests have ended, on a busy machine too. */
const PATIENCE = Number(process.env.TENFOLD_TEST_PATIENCE ?? 30_000)

after(() => {
  setTimeout(() => {
    console.log(`A test left something open: ${[...new Set(process.getActiveResourcesInfo())].join(', ')}`)
    process.exit(1)
  }, PATIENCE).unref()
})
