import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** A house with one room in each compartment, and one table or view of each. */
const house: Record<string, string> = {
  'src/kernel/db/migrations/1.sql': `
    create table kernel.account (id uuid not null primary key);
    create table kernel.session (id uuid not null primary key);
    execute format('create table %1$I.ledger (chain int)', compartment);`,
  'src/path/referral/module.ts': `export const room = { name: 'referral', compartment: 'care' }`,
  'src/path/referral/store/migrations/1.sql': `
    create schema referral;
    create table referral.consent (id uuid not null primary key); -- not children.child
    select kernel.publish('evidence.referral_steps', 'select at from referral.consent');`,
  'src/path/referral/store/own.ts': `
    /** As children.child and kernel.session, which only this comment names. */
    export const own = ['referral.consent', 'kernel.account', 'children.child.name', 'signals.child:1']`,
  'src/path/children/module.ts': `export const room = { name: 'children', compartment: 'care' }`,
  'src/path/children/store/migrations/1.sql': 'create table children.child (id uuid not null primary key);',
  'src/duties/participation/module.ts': `export const room = { name: 'participation', compartment: 'participation' }`,
  'src/duties/participation/store/migrations/1.sql': 'create table participation.word (id uuid not null primary key);',
  'src/duties/participation/store/own.ts': `export const own = 'participation.word'`,
  'src/learning/evidence/module.ts': `export const room = { name: 'evidence', compartment: 'evidence' }`,
  'src/learning/evidence/store/own.ts': 'export const own = `select * from evidence.referral_steps`',
  'app/server/own.ts': `export const own = 'kernel.session'`,
  'app/demonstration/country/rows.ts': `export const rows = ['children.child']`,
  'src/path/referral/store/reading.test.ts': `export const read = 'children.child'`,
}

const breaches: Record<string, [file: string, text: string, named: string]> = {
  'a string for the query builder': [
    'src/path/referral/store/a.ts',
    `db.selectFrom('children.child as kid')`,
    'children.child',
  ],
  'SQL in a template': [
    'src/path/referral/store/b.ts',
    'sql`select 1 from ${x} join children.child using (id)`',
    'children.child',
  ],
  'SQL with quoted names': ['src/path/referral/store/c.ts', `'select * from "children"."child"'`, 'children.child'],
  'a name in two strings': ['src/path/referral/store/d.ts', `sql.id('children', 'child')`, 'children.child'],
  'a schema chosen for a query': ['src/path/referral/store/e.ts', `db.withSchema('children')`, 'withSchema(children)'],
  'a string at the root of a room': ['src/path/referral/f.ts', `tx.open('children.child', id)`, 'children.child'],
  'a migration': ['src/path/referral/store/migrations/2.sql', 'update children.child set id = id;', 'children.child'],
  'a view for care over another room': [
    'src/path/referral/store/migrations/3.sql',
    `select kernel.publish('evidence.child_years', 'select id from children.child');`,
    'children.child',
  ],
  'the session of people': ['src/path/referral/store/g.ts', `'kernel.session'`, 'kernel.session'],
  'the kernel, which knows no room': ['src/kernel/h.ts', `'referral.consent'`, 'referral.consent'],
  'the server, which asks the room': ['app/server/i.ts', `'referral.consent'`, 'referral.consent'],
  'a screen': ['src/path/referral/web/j.tsx', `<b title="x">{'children.child'}</b>`, 'children.child'],
  'another compartment': ['src/duties/participation/store/k.ts', `'referral.consent'`, 'referral.consent'],
  'an account, from another compartment': ['src/duties/participation/l.ts', `'kernel.account'`, 'kernel.account'],
  'the ledger of its own compartment': [
    'src/duties/participation/m.ts',
    `'participation.ledger'`,
    'participation.ledger',
  ],
  'evidence that reads a table': ['src/learning/evidence/n.ts', `'referral.consent'`, 'referral.consent'],
  'care that reads what is for evidence': [
    'src/path/children/o.ts',
    `'evidence.referral_steps'`,
    'evidence.referral_steps',
  ],
  'the kernel, which is in every compartment': ['src/kernel/r.ts', `'kernel.ledger.chain'`, 'kernel.ledger'],
  'a room that takes the kernel by its handle': ['src/path/referral/p.ts', 'tx.kernel.outbox', 'reaches for'],
  'a command that runs in care though its room does not': [
    'src/duties/participation/q.ts',
    `import { command as act } from '#kernel/perform'`,
    'uses command of care',
  ],
}

test('each way to name a table of another room is found, and no room is blamed for its own', async () => {
  await mkdir(join(projectRoot, '.cache'), { recursive: true })
  const copy = await mkdtemp(join(projectRoot, '.cache/tables-'))
  after(() => rm(copy, { recursive: true, force: true }))
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
  const planted = Object.values(breaches)
  for (const [file, text] of [...Object.entries(house), ...planted.map(([file, text]) => [file, text] as const)]) {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await writeFile(join(copy, file), `${text}\n`)
  }
  const said = (await checkTables(copy))
    .split('\n')
    .filter((line) => /^\S+:\d+ (names|chooses|reaches|uses)/.test(line))
  const missed = Object.entries(breaches).filter(
    ([, [file, , named]]) => !said.some((line) => line.startsWith(`${file}:`) && line.includes(named)),
  )
  assert.deepEqual(
    missed.map(([what]) => what),
    [],
    said.join('\n'),
  )
  assert.equal(said.length, planted.length, said.join('\n'))
})

/** Runs the check in its own process, as `npm run check` does, because it uses the compiler's API. */
async function checkTables(folder: string): Promise<string> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/check-tables.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const piece of child.stdout) text += String(piece)
  return text
}
