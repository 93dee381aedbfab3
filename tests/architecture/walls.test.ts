import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/**
 * A file that breaks each rule, and its path. `npm run check -- walls` checks the real code.
 */
const breaches: Record<string, [file: string, text: string]> = {
  'lib-knows-nothing-of-us': ['lib/rules/planted-a.ts', `import type {} from '../../src/kernel/refusal.ts'`],
  'one-engine-does-not-enter-another': ['lib/rules/planted-b.ts', `export { verifyStream } from '../ledger/verify.ts'`],
  'kernel-and-standards-stand-on-lib': ['src/kernel/planted.ts', `import '#path/signals'`],
  'places-stand-below-the-path': ['src/places/planted.ts', `import type {} from '#path/signals'`],
  'a-module-is-entered-by-its-index': [
    'src/path/referral/planted-a.ts',
    `import type {} from '../signals/store/planted.ts'`,
  ],
  'routes-are-mounted-by-the-server': ['src/path/referral/planted-b.ts', `import type {} from '../signals/api.ts'`],
  'only-the-app-composes-rooms': ['src/path/children/planted-f.ts', `import type {} from '../signals/module.ts'`],
  'public-pages-are-mounted-by-the-server': ['src/path/signals/store/planted-c.ts', `import '../public/page.tsx'`],
  'the-path-goes-one-way-intake-forms': ['src/path/intake-forms/planted.ts', `import type {} from '#path/children'`],
  'the-path-goes-one-way-signals': ['src/path/signals/planted-a.ts', `import type {} from '#path/children'`],
  'the-path-goes-one-way-children': ['src/path/children/planted.ts', `import type {} from '#path/referral'`],
  'the-path-goes-one-way-identification': [
    'src/path/identification/planted.ts',
    `import type {} from '#path/case-management'`,
  ],
  'the-path-goes-one-way-referral': ['src/path/referral/planted-c.ts', `import type {} from '#path/case-management'`],
  'duties-only-hand-over-concerns': ['src/duties/online-safety/planted.ts', `import type {} from '#path/referral'`],
  'nobody-imports-what-we-learn-and-owe': [
    'src/path/referral/planted-d.ts',
    `import type {} from '#learning/accountability'`,
  ],
  'ui-knows-no-module': ['ui/planted.ts', `import type {} from '#path/signals'`],
  'migrations-and-modules-do-not-know-the-app': [
    'src/path/signals/store/planted.ts',
    `import type {} from '../../../../app/server/config.ts'`,
  ],
  'tests-stay-outside': ['src/path/signals/planted-e.ts', `import './test-planted.ts'`],
  'no-cycles': ['src/path/signals/planted-b.ts', `import './planted-b2.ts'`],
  'the-browser-gets-no-server-code': ['src/path/signals/web/planted-a.ts', `import '../api.ts'`],
  'the-browser-gets-no-heavy-package': ['src/path/signals/web/planted-b.ts', `import { z } from 'zod'; z.string()`],
  'the-browser-has-no-node': ['ui/planted-b.ts', `import { readFileSync } from 'node:fs'; readFileSync('')`],
  'a-module-is-pure-at-its-root': ['src/path/signals/planted-c.ts', `import './store/planted.ts'`],
  'stores-and-routes-have-no-screens': ['src/path/signals/store/planted-b.ts', `import '../web/planted-a.ts'`],
  'public-pages-are-made-on-the-server': ['src/path/signals/public/planted.ts', `import '../web/planted-a.ts'`],
  'an-import-leads-somewhere': ['src/path/signals/planted-d.ts', `import './nowhere.ts'`],
}

/** A house of empty files with the rooms, folders and names of the real one. */
const rooms = [
  'places',
  ...['intake-forms', 'signals', 'children', 'identification', 'referral', 'case-management'].map(
    (room) => `path/${room}`,
  ),
  'learning/accountability',
]
const house = [
  'lib/rules/index.ts',
  'lib/ledger/index.ts',
  'lib/ledger/verify.ts',
  'ui/index.ts',
  'app/server/config.ts',
  'src/kernel/refusal.ts',
  'src/standards/index.ts',
  'src/path/signals/public/page.tsx',
  ...rooms.flatMap((room) => ['index.ts', 'module.ts', 'api.ts', 'web/index.tsx'].map((file) => `src/${room}/${file}`)),
]

test('a planted breach of each wall is found, and nothing in the files that break none', {
  timeout: 120_000,
}, async () => {
  const copy = await mkdtemp(join(projectRoot, '.cache/walls-'))
  after(() => rm(copy, { recursive: true, force: true }))
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(projectRoot, file), join(copy, file))
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
  const files = {
    ...Object.fromEntries(house.map((file) => [file, 'export {}'])),
    'app/rooms.ts': rooms.map((room) => `import '../src/${room}/module.ts'`).join('\n'),
    'app/server/room-apis.ts': rooms.map((room) => `import '../../src/${room}/api.ts'`).join('\n'),
    ...Object.fromEntries(Object.values(breaches)),
    'src/path/signals/planted-b2.ts': `import './planted-b.ts'`,
    'src/path/signals/test-planted.ts': 'export {}',
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await writeFile(join(copy, file), `${text}\n`)
  }
  const found = await checkWalls(copy)
  const said = [...found.matchAll(/^([\w-]+): (\S+) → /gm)].map(([, rule, file]) => `${rule}: ${file}`)
  const planted = Object.entries(breaches).map(([rule, [file]]) => `${rule}: ${file}`)
  // A circle is one breach, which begins at either of its files.
  const once = said.map((each) => each.replace('planted-b2.ts', 'planted-b.ts'))
  assert.deepEqual([...new Set(once)].sort(), planted.sort())
})

/** Runs the check in its own process, as `npm run check` does, because the tool uses the compiler's API. */
async function checkWalls(folder: string): Promise<string> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/walls.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const piece of child.stdout) text += String(piece)
  return text
}
