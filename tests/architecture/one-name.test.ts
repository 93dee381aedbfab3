import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '#kernel/db/package-root'

const { oldNames } = (await import(pathToFileURL(join(packageRoot(), 'scripts/one-name.mjs')).href)) as {
  oldNames(file: string, text: string): string[]
}

const refused: Record<string, string> = {
  'a type': 'export type SignalState = string',
  'a function': 'export function loadSignal() {}',
  'an exported value': 'export const signal = 1',
  'a field of an event': 'const data = { signalId: id }',
  'a field of a type': 'interface About { signal: string }',
  'a field of a schema': 'const about = z.object({ signal: z.uuid() })',
  'a kind': `const resource = { kind: 'signal' }`,
  'an action': `const action = 'signal.raise'`,
  'a route': `const path = '/api/signals'`,
  'the address of a screen': 'const href = `/signals/${id}`',
}
const taken: Record<string, string> = {
  'the room': `import { loadConcern } from '#path/signals'`,
  'its words': `t('signals.page.triage')`,
  'its tables and columns': `db.selectFrom('signals.signal').where('signal_id', '=', id)`,
  'the end of waiting': 'interface Options { signal?: AbortSignal }\nfetch(path, { signal: stop.signal })',
  'the end of a process': `child.once('exit', (code, signal) => done(signal ?? child.signalCode))`,
}

for (const [what, text] of Object.entries(refused))
  test(`${what} that calls a concern a signal is found`, () =>
    assert.equal(oldNames('src/path/referral/planted.ts', text).length, 1))

for (const [what, text] of Object.entries(taken))
  test(`${what} may say signal`, () => assert.deepEqual(oldNames('src/path/referral/planted.ts', text), []))

test('a policy, a word for a kind and the name of a file are looked at too', () => {
  const policy = 'permit (principal, action == Action::"signal.raise", resource);'
  assert.equal(oldNames('src/path/signals/policies.cedar', policy).length, 1)
  assert.equal(oldNames('locales/en/children.json', '{ "children.subject.signal": "Open the concern" }').length, 1)
  assert.equal(oldNames('src/path/signals/signal-state.ts', '').length, 1)
  assert.deepEqual(oldNames('src/path/signals/concern-state.ts', ''), [])
})
