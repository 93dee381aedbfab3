import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { claimFolder, FolderInUse } from '#lib/local-postgres'
import { eventually } from '../eventually.ts'
import { folderOfTests } from './temporary-folder.ts'

const folder = folderOfTests()

interface Owner {
  pid: number
  began: string
  place: string
}

async function leaveLock(change: (owner: Owner) => Owner): Promise<void> {
  const lock = await claimFolder(folder.path)
  const owner = JSON.parse(await readFile(join(folder.path, 'node.lock'), 'utf8')) as Owner
  await lock.release()
  await writeFile(join(folder.path, 'node.lock'), JSON.stringify(change(owner)))
}

test('a folder in use is refused in one line, and free again after it was released', async () => {
  const lock = await claimFolder(folder.path)
  await assert.rejects(
    claimFolder(folder.path),
    (error) =>
      error instanceof FolderInUse && /is in use by process \d+/.test(error.message) && !error.message.includes('\n'),
  )
  await lock.release()
  await (await claimFolder(folder.path)).release()
})

test('a lock of a process that is gone is stale', async () => {
  await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
  let said = false
  await (await claimFolder(folder.path, { onStale: () => (said = true) })).release()
  assert.ok(said)
})

test('a lock whose process number now belongs to another process is stale', async () => {
  await leaveLock((owner) => ({ ...owner, began: `${owner.began}0` }))
  await (await claimFolder(folder.path)).release()
})

test('an empty lock and a lock that is cut off are stale', async () => {
  // Each claim waits some seconds for a sign of life, so they wait together.
  const claimed = ['', '{"pid":4', 'null'].map(async (left, index) => {
    const own = join(folder.path, `cut-off-${index}`)
    await mkdir(own)
    await writeFile(join(own, 'node.lock'), left)
    let said = false
    await (await claimFolder(own, { onStale: () => (said = true) })).release()
    return said
  })
  assert.deepEqual(await Promise.all(claimed), [true, true, true])
  for (const index of claimed.keys()) await rm(join(folder.path, `cut-off-${index}`), { recursive: true })
})

test('a lock of another machine is valid only while its file is touched', async () => {
  await leaveLock((owner) => ({ ...owner, place: 'elsewhere' }))
  await (await claimFolder(folder.path)).release()
})

test('a start that was killed while it removed a stale lock blocks no later start, and neither do two', async () => {
  await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
  let left = join(folder.path, 'node.lock')
  for (let killed = 0; killed < 2; killed += 1) {
    const text = await readFile(left, 'utf8')
    left = `${left}.stale-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    await writeFile(left, text.replace('"start":"', `"start":"${killed}`))
  }
  await (await claimFolder(folder.path)).release()
  assert.deepEqual(await readdir(folder.path), [])
})

test('of many starts at the same moment on a stale lock exactly one gets the folder', async () => {
  for (let round = 0; round < 10; round += 1) {
    await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
    const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimFolder(folder.path)))
    const won = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value] : []))
    for (const lock of won) await lock.release()
    assert.equal(won.length, 1)
  }
})

test('a node that was frozen until another took its folder is told so and leaves the other alone', async () => {
  let told = false
  const lock = await claimFolder(folder.path, { onLost: () => (told = true) })
  const file = join(folder.path, 'node.lock')
  const other = (await readFile(file, 'utf8')).replace('"start":"', '"start":"other')
  await writeFile(file, other)
  // The timer of the lock does not keep the process alive, so the test must wait actively.
  await eventually(() => told, Boolean)
  await lock.release()
  assert.equal(await readFile(file, 'utf8'), other)
  await rm(file)
})
