import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '#kernel/db/package-root'

const { writtenAddresses } = (await import(
  pathToFileURL(join(packageRoot(), 'scripts/written-addresses.mjs')).href
)) as { writtenAddresses(file: string, text: string): string[] }

const refused: Record<string, [file: string, text: string]> = {
  'a look': ['src/path/referral/web/planted.tsx', 'const look = useLook(`/api/referrals/${id}`)'],
  'a command': ['src/learning/accountability/web/planted.ts', `const path = '/api/clocks'`],
  'a part of an address': ['src/places/web/planted.tsx', 'const path = `/api${place}`'],
  'an address after that of a node': ['app/web/planted.tsx', 'fetch(`${origin}/api/session`)'],
  'the shell': ['app/web/planted.tsx', `fetch("/api/session")`],
  'the design system': ['ui/data/planted.ts', `request('/api/places')`],
}
const taken: Record<string, [file: string, text: string]> = {
  'generated routes': ['src/path/referral/web/routes.ts', `{ method: 'GET', path: '/api/referrals/:id' }`],
  'the declaration of a route': ['src/path/referral/api.ts', `path: '/api/referrals/:id'`],
  'the address of a screen': ['src/path/referral/web/planted.tsx', 'const href = `/referrals/${id}`'],
}

for (const [name, [file, text]] of Object.entries(refused))
  test(`an address written by hand is found: ${name}`, () => assert.equal(writtenAddresses(file, text).length, 1))

for (const [name, [file, text]] of Object.entries(taken))
  test(`no address written by hand: ${name}`, () => assert.deepEqual(writtenAddresses(file, text), []))
