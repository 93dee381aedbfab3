import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startWorker } from '#kernel/work'
import { pathCommand, type WalkedPath, walkPath } from '../../app/cli/path.ts'
import { loadDemonstration } from '../../app/demonstration/index.ts'
import { storiesUntil } from '../../app/demonstration/stories/index.ts'
import { buildServer } from '../../app/server/http.ts'
import { duties } from '../../app/server/reactions.ts'
import { testNode } from '../node.ts'

const node = await testNode()
// The people and authorities of Meridia, without the stories of children.
await loadDemonstration(node, duties, (end) => storiesUntil(end).filter(({ key }) => key === 'authorities'))
const worker = startWorker(node, duties)
after(() => worker.stop())
const address = await listening('demonstration')

async function listening(mode: 'demonstration' | 'production'): Promise<string> {
  const server = await buildServer({ node, config: { mode, logLevel: 'fatal' } })
  after(() => server.close())
  return server.listen({ port: 0, host: '127.0.0.1' })
}

async function printed(words: string[], environment: Record<string, string>): Promise<string> {
  const said: string[] = []
  assert.equal(await pathCommand(words, { environment, print: (text) => void said.push(text) }), 0)
  return said.join('')
}

test('a concern of a teacher becomes a case with a named worker, step by step, at three agencies, over the API alone', async () => {
  const { steps, child } = JSON.parse(await printed(['--json'], { TENFOLD_PUBLIC_URL: address })) as WalkedPath
  assert.deepEqual(
    steps.map(({ step }) => step),
    [
      'concern',
      'triage',
      'match',
      'registration',
      'screening',
      'outcome',
      'referral',
      'receipt',
      'acknowledgement',
      'acceptance',
      'case',
      'assignment',
    ],
  )
  assert.equal(new Set(steps.map(({ agency }) => agency)).size, 3)
  assert.deepEqual(
    steps.map(({ ms }) => ms),
    steps.map(({ ms }) => ms).toSorted((a, b) => a - b),
  )
  assert.ok(steps.every(({ at }) => !Number.isNaN(Date.parse(at))))
  const kept = await node.asOwner(
    async (client) =>
      (
        await client.query(
          `select state, worker_id is not null as named from case_management.care_case where child_id = $1`,
          [child.id],
        )
      ).rows,
  )
  assert.deepEqual(kept, [{ state: 'open', named: true }])
})

test('each walk is a new child, and a person can read the steps as a list', async () => {
  const list = await printed([], { PORT: new URL(address).port })
  assert.match(list, /A concern is raised .*\n.*The triage desk takes it/)
  const names = (await node.asOwner((client) => client.query<{ id: string }>('select id from children.child'))).rows
  assert.equal(new Set(names.map(({ id }) => id)).size, 2)
})

test('the walk is refused at a node in production, and says what to do when no node answers', async () => {
  await assert.rejects(walkPath(await listening('production')), /is in production/)
  await assert.rejects(walkPath('http://127.0.0.1:9'), /No node answers at .*npm start/)
})
