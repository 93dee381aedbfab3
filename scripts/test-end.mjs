/** Loaded before each test file. Ends its process if a forgotten connection or timer keeps it alive. */
import { after } from 'node:test'

/**
 * In milliseconds: long enough for the cleanup of a file, even on a busy machine. Playwright alone waits 30 s before it
 * kills a browser that does not close.
 */
const PATIENCE = Number(process.env.TENFOLD_TEST_PATIENCE ?? 90_000)

after(() => {
  setTimeout(() => {
    console.log(`A test left something open: ${[...new Set(process.getActiveResourcesInfo())].join(', ')}`)
    process.exit(1)
  }, PATIENCE).unref()
})
