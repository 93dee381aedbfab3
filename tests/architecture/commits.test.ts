import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const checker = fileURLToPath(new URL('../../scripts/check-commits.mjs', import.meta.url))
const folder = () => mkdtemp(join(process.env['TENFOLD_TEST_TMP'] ?? tmpdir(), 'commits-'))

function git(place: string, env: NodeJS.ProcessEnv, ...words: string[]): string {
  const author = ['-c', 'user.name=Oda', '-c', 'user.email=oda@example.org']
  const { status, stdout, stderr } = spawnSync('git', ['-C', place, ...author, ...words], { encoding: 'utf8', env })
  assert.equal(status, 0, stderr)
  return stdout.trim()
}

const ruleSince = '2026-03-02T08:00:00Z'

function commit(place: string, subject: string, at = '2026-03-02T09:00:00Z'): string {
  const env = { ...process.env, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at }
  git(place, env, 'commit', '--quiet', '--allow-empty', '-m', subject)
  return git(place, env, 'rev-parse', 'HEAD')
}

function check(place: string): string {
  return spawnSync(process.execPath, [checker, place, ruleSince], { encoding: 'utf8' }).stdout
}

test('subjects that are long, name two changes or start without a verb are reported, older ones and merges are not', async (t) => {
  const place = await folder()
  t.after(() => rm(place, { recursive: true }))
  git(place, process.env, 'init', '--quiet', '-b', 'main')
  const since = commit(place, 'older commits; they stay as they are', '2026-03-01T08:00:00Z')
  commit(place, `Say ${'more '.repeat(20)}`)
  commit(place, 'Rename the lock; format it')
  commit(place, 'The lock has a name')
  commit(place, 'rename the lock')
  commit(place, 'Rename the lock')
  git(place, process.env, 'switch', '--quiet', '-c', 'other', since)
  commit(place, 'Name the other lock')
  git(place, process.env, 'switch', '--quiet', 'main')
  git(place, process.env, 'merge', '--quiet', '--no-ff', '-m', 'the merge; exempt', 'other')
  const said = check(place)
  assert.match(said, /has more than 72 characters: Say more/)
  assert.match(said, /has a semicolon, so it is two changes: Rename the lock; format it/)
  assert.match(said, /does not start with a verb: The lock has a name/)
  assert.match(said, /does not start with a verb: rename the lock/)
  assert.match(said, /6 commits looked at, 4 problems/)
})

test('a shallow clone is checked as far as it goes', async (t) => {
  const [place, clone] = [await folder(), await folder()]
  t.after(() => Promise.all([place, clone].map((each) => rm(each, { recursive: true }))))
  git(place, process.env, 'init', '--quiet', '-b', 'main')
  commit(place, 'too old for the clone')
  commit(place, 'also this one')
  git(clone, process.env, 'clone', '--quiet', '--depth', '1', `file://${place}`, '.')
  assert.match(check(clone), /also this one\n1 commits looked at, 1 problems/)
})
