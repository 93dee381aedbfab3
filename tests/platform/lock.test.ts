import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimFolder, FolderInUse } from '../../app/server/lock.ts'
import { temporaryFolder } from './temporary-folder.ts'

let folder = ''
let remove = (): Promise<void> => Promise.resolve()

before(async () => {
  const made = await temporaryFolder()
  folder = made.path
  remove = made.remove
})
after(() => remove())

interface Owner {
  pid: number
  began: string
  place: string
}

async function leaveLock(change: (owner: Owner) => Owner): Promise<void> {
  const lock = await claimFolder(folder)
  const owner = JSON.parse(await readFile(join(folder, 'node.lock'), 'utf8')) as Owner
  await lock.release()
  await writeFile(join(folder, 'node.lock'), JSON.stringify(change(owner)))
}

test('a folder in use is refused in one line, and free again after it was released', async () => {
  const lock = await claimFolder(folder)
  await assert.rejects(claimFolder(folder), (error) => error instanceof FolderInUse && /already running/.test(error.message) && !error.message.includes('\n'))
  await lock.release()
  await (await claimFolder(folder)).release()
})

test('a process that is gone holds nothing', async () => {
  await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
  let said = false
  await (await claimFolder(folder, { onStale: () => (said = true) })).release()
  assert.ok(said)
})

test('another process that happens to have the same number holds nothing', async () => {
  await leaveLock((owner) => ({ ...owner, began: `${owner.began}0` }))
  await (await claimFolder(folder)).release()
})

test('a lock whose text a power cut took away holds nothing, and neither does one with half of it', async () => {
  for (const left of ['', '{"pid":4', 'null']) {
    await writeFile(join(folder, 'node.lock'), left)
    let said = false
    await (await claimFolder(folder, { onStale: () => (said = true) })).release()
    assert.ok(said)
  }
})

test('a lock from another machine holds only while somebody keeps touching it', async () => {
  await leaveLock((owner) => ({ ...owner, place: 'elsewhere' }))
  await (await claimFolder(folder)).release()
})

test('a start that was killed while it removed a stale lock, and another that was killed removing what that one left, hold nobody up', async () => {
  await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
  let left = join(folder, 'node.lock')
  for (let killed = 0; killed < 2; killed += 1) {
    const text = await readFile(left, 'utf8')
    left = `${left}.stale-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    await writeFile(left, text.replace('"start":"', `"start":"${killed}`))
  }
  await (await claimFolder(folder)).release()
  assert.deepEqual(await readdir(folder), [])
})

test('of many starts at the same moment on a stale lock exactly one gets the folder', async () => {
  for (let round = 0; round < 10; round += 1) {
    await leaveLock((owner) => ({ ...owner, pid: 2 ** 22 + 1, began: '1' }))
    const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimFolder(folder)))
    const won = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value] : []))
    for (const lock of won) await lock.release()
    assert.equal(won.length, 1)
  }
})

test('a node that stood still so long that another took its folder is told, and leaves the other in peace', async () => {
  const lost = new Promise<void>((told) => void claimFolder(folder, { onLost: told }).then((lock) => after(() => lock.release())))
  const lock = join(folder, 'node.lock')
  while (!(await readFile(lock, 'utf8').catch(() => ''))) await sleep(5)
  const other = (await readFile(lock, 'utf8')).replace('"start":"', '"start":"other')
  await writeFile(lock, other)
  await lost
  assert.equal(await readFile(lock, 'utf8'), other)
  await rm(lock)
})
