import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'

/** A new folder that every user can enter. The caller removes it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tenfold-test-'))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** One such folder for all tests of the calling file. */
export function folderOfTests(): { readonly path: string } {
  let made: Awaited<ReturnType<typeof temporaryFolder>> | undefined
  before(async () => {
    made = await temporaryFolder()
  })
  after(() => made?.remove())
  return {
    get path() {
      if (!made) throw new Error('The folder is made when the first test begins.')
      return made.path
    },
  }
}
