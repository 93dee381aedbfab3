import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ifThere } from '../eventually.ts'
import { processesIn, runNode, type NodeProcess } from '../platform/running-node.ts'
import { meridiaFolder, type DataFolder } from './meridia-folder.ts'

const PATIENCE = { timeout: 600_000 }
let folder: DataFolder
const started: NodeProcess[] = []

before(async () => {
  folder = await meridiaFolder()
})
after(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended()
  }
  await folder.remove()
})

async function start(): Promise<NodeProcess> {
  const node = await runNode({ TENFOLD_DATA: folder.path })
  started.push(node)
  return node
}

async function assertOneRuns(nodes: readonly NodeProcess[]): Promise<NodeProcess> {
  const results = await Promise.allSettled(nodes.map((node) => node.address()))
  const running = nodes.filter((_, index) => results[index]!.status === 'fulfilled')
  assert.equal(running.length, 1, nodes.map((node) => node.printed()).join('\n'))
  for (const node of nodes) {
    if (node === running[0]) continue
    assert.equal(await node.ended(), 1)
    assert.match(
      node.printed().replace(/^The last run ended without stopping; checking what it left\n/, ''),
      /^(Tenfold is already running on|Another start of Tenfold on) [^\n]+\n$/,
    )
  }
  const postmasters = (
    await Promise.all(
      (
        await processesIn(join(folder.path, 'postgres/data'))
      ).map((pid) => ifThere(readFile(`/proc/${pid}/cmdline`, 'utf8'), '')),
    )
  ).filter((line) => line.includes('-D\0'))
  assert.equal(postmasters.length, 1)
  return running[0]!
}

test(
  'of twenty starts at the same moment one runs, and each of the others says why it does not in one line',
  PATIENCE,
  async () => {
    const node = await assertOneRuns(await Promise.all(Array.from({ length: 20 }, start)))
    // The same after a kill, which leaves the lock and a running database.
    node.child.kill('SIGKILL')
    await node.ended()
    await assertOneRuns(await Promise.all(Array.from({ length: 6 }, start)))
  },
)

test(
  'a lock that a killed node left does not hold when its process number belongs to somebody else now',
  PATIENCE,
  async () => {
    const node = started.find(({ child }) => child.exitCode === null && child.signalCode === null)!
    const lock = join(folder.path, 'node.lock')
    const left = JSON.parse(await readFile(lock, 'utf8')) as { pid: number }
    node.child.kill('SIGKILL')
    await node.ended()
    await writeFile(lock, JSON.stringify({ ...left, pid: process.pid }))
    const next = await start()
    await next.address()
    assert.match(next.printed(), /The last run ended without stopping/)
  },
)
