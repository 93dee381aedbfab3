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
  'kernel-and-standards-stand-on-lib': ['src/kernel/planted.ts', `import '#signals'`],
  'places-stand-below-the-path': ['src/places/planted.ts', `import type {} from '#signals'`],
  'a-module-is-entered-by-its-index': [
    'src/referral/planted-a.ts',
    `import type {} from '../signals/store/planted.ts'`,
  ],
  'routes-are-mounted-by-the-server': ['src/referral/planted-b.ts', `import type {} from '../signals/api.ts'`],
  'public-pages-are-mounted-by-the-server': ['src/signals/store/planted-c.ts', `import '../public/page.tsx'`],
  'the-path-goes-one-way-signals': ['src/signals/planted-a.ts', `import type {} from '#children'`],
  'the-path-goes-one-way-children': ['src/children/planted.ts', `import type {} from '#referral'`],
  'the-path-goes-one-way-identification': ['src/identification/planted.ts', `import type {} from '#case-management'`],
  'the-path-goes-one-way-referral': ['src/referral/planted-c.ts', `import type {} from '#case-management'`],
  'duty-modules-only-hand-over-concerns': ['src/online-safety/planted.ts', `import type {} from '#referral'`],
  'nobody-imports-what-we-learn-and-owe': ['src/referral/planted-d.ts', `import type {} from '#accountability'`],
  'ui-knows-no-module': ['ui/planted.ts', `import type {} from '#signals'`],
  'migrations-and-modules-do-not-know-the-app': [
    'src/signals/store/planted.ts',
    `import type {} from '../../../app/server/config.ts'`,
  ],
  'tests-stay-outside': ['src/signals/planted-e.ts', `import './test-planted.ts'`],
  'no-cycles': ['src/signals/planted-b.ts', `import './planted-b2.ts'`],
  'the-browser-gets-no-server-code': ['src/signals/web/planted-a.ts', `import '../api.ts'`],
  'the-browser-gets-no-heavy-package': ['src/signals/web/planted-b.ts', `import { z } from 'zod'; z.string()`],
  'the-browser-has-no-node': ['ui/planted-b.ts', `import { readFileSync } from 'node:fs'; readFileSync('')`],
  'a-module-is-pure-at-its-root': ['src/signals/planted-c.ts', `import './store/planted.ts'`],
  'stores-and-routes-have-no-screens': ['src/signals/store/planted-b.ts', `import '../web/planted-a.ts'`],
  'public-pages-are-made-on-the-server': ['src/signals/public/planted.ts', `import '../web/planted-a.ts'`],
  'an-import-leads-somewhere': ['src/signals/planted-d.ts', `import './nowhere.ts'`],
}

test('a planted breach of each wall is found, and only by files that break it', { timeout: 120_000 }, async () => {
  const copy = await mkdtemp(join(projectRoot, '.cache/walls-'))
  after(() => rm(copy, { recursive: true, force: true }))
  for (const place of ['lib', 'src', 'app', 'ui', 'package.json', 'tsconfig.json']) {
    await cp(join(projectRoot, place), join(copy, place), {
      recursive: true,
      filter: (file) =>
        !/\.(json|sql|test\.tsx?)$/.test(file) || file.endsWith('package.json') || file.endsWith('tsconfig.json'),
    })
  }
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
  const planted = {
    ...Object.fromEntries(Object.values(breaches)),
    'src/signals/planted-b2.ts': `import './planted-b.ts'`,
    'src/signals/test-planted.ts': 'export {}',
  }
  for (const [file, text] of Object.entries(planted)) {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await writeFile(join(copy, file), `${text}\n`)
  }
  const found = await checkWalls(copy)
  const missed = Object.entries(breaches).filter(([rule, [file]]) => !found.includes(`${rule}: ${file}`))
  assert.deepEqual(
    missed.map(([rule]) => rule),
    [],
    found,
  )
  assert.match(found, /^[1-9]\d{2,} files read/m)
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
