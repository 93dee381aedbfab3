import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type pg from 'pg'
import { packageRoot } from '#kernel/db/package-root'
import { roomFolders } from '#kernel/room-folders'
import { type Codes, defineCodes, ownList } from '#standards/codes'
import * as accountability from '../../src/learning/accountability/codes.ts'
import * as caseManagement from '../../src/path/case-management/codes.ts'
import * as children from '../../src/path/children/codes.ts'
import * as identification from '../../src/path/identification/codes.ts'
import * as intakeForms from '../../src/path/intake-forms/codes.ts'
import * as keptFrom from '../../src/path/kept-from/codes.ts'
import * as missing from '../../src/path/missing/codes.ts'
import * as referral from '../../src/path/referral/codes.ts'
import * as signals from '../../src/path/signals/codes.ts'
import * as places from '../../src/places/codes.ts'
import { extensionValues } from '../../src/standards/htcds/aliases.ts'
import { htcdsLists } from '../../src/standards/htcds/code-lists.ts'
import { htcdsFields } from '../../src/standards/htcds/fields.ts'
import { readCatalogue } from '../../app/server/catalogue.ts'
import { testNode } from '../node.ts'

const root = packageRoot()
const room = {
  accountability,
  caseManagement,
  children,
  identification,
  intakeForms,
  keptFrom,
  missing,
  places,
  referral,
  signals,
}
const columns: Record<string, Codes> = Object.assign({}, ...Object.values(room).map((each) => each.columnsOfCodes))
const words: Record<string, Codes> = Object.assign(
  {},
  ...Object.values(room).map((each) => ('wordsOfCodes' in each ? each.wordsOfCodes : {})),
)

/** `schema.table.column` → the values that its check accepts. PostgreSQL stores `x in (…)` as `x = any (array[…])`. */
async function acceptedValues(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; says: string }>(`
    select n.nspname || '.' || t.relname as table, pg_get_constraintdef(c.oid) as says
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    where c.contype = 'c' and n.nspname not in ('pg_catalog', 'information_schema')`)
  return new Map(
    rows.flatMap(({ table, says }) =>
      [...says.matchAll(/\((\w+) = ANY \(ARRAY\[(.+?)\]\)\)/g)].map(([, column, list]): [string, string[]] => [
        `${table}.${column}`,
        [...list!.matchAll(/'([^']*)'::text/g)].map(([, value]) => value!),
      ]),
    ),
  )
}

const sorted = (values: Iterable<string>): string[] => [...values].sort()

test('the database accepts exactly the codes of the list of each column', async () => {
  const node = await testNode()
  const accepted = await node.asOwner(acceptedValues)
  assert.ok(accepted.size > 30, `only ${accepted.size} checks were read`)
  assert.deepEqual(sorted(Object.keys(columns)), sorted(accepted.keys()), 'each check has its list, in a codes.ts')
  assert.deepEqual(differing(accepted), [])
})

/** The columns that accept other codes than their list has. */
function differing(accepted: ReadonlyMap<string, readonly string[]>, lists: Readonly<Record<string, Codes>> = columns) {
  return [...accepted]
    .filter(([column, values]) => sorted(lists[column]?.values ?? []).join() !== sorted(values).join())
    .map(([column]) => column)
}

test('a check in the database that differs from its list is seen', async () => {
  const node = await testNode()
  const accepted = await node.asOwner(async (client) => {
    await client.query(`create table public.planted (how text check (how in ('told-by-child', 'guessed')))`)
    return acceptedValues(client)
  })
  const planted = defineCodes('planted', ['told-by-child', 'read'], { source: ownList })
  assert.deepEqual(differing(accepted, { ...columns, 'public.planted.how': planted }), ['public.planted.how'])
})

test('the codes of every room are read by these tests', () => {
  const found = roomFolders(root).filter(({ folder }) => existsSync(join(root, folder, 'codes.ts')))
  assert.deepEqual(
    found.map(({ name }) => name),
    sorted(Object.keys(room).map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))),
  )
})

test('a person reads words for every code in every language', () => {
  for (const language of readdirSync(join(root, 'locales'))) {
    const texts = new Set(
      readdirSync(join(root, 'locales', language))
        .filter((file) => file.endsWith('.json'))
        .flatMap((file) =>
          Object.keys(JSON.parse(readFileSync(join(root, 'locales', language, file), 'utf8')) as object),
        ),
    )
    const missing = Object.entries(words).flatMap(([id, { values }]) =>
      values.map((code) => `${id}.${code}`).filter((each) => !texts.has(each)),
    )
    assert.deepEqual(missing, [], language)
  }
})

test('a list of tasks names every kind of task in every language', () => {
  const { languages, say } = readCatalogue()
  const row = { missing: 'no', assigned: 'yes', open: 1 }
  const unnamed = languages.flatMap((language) =>
    caseManagement.taskKind.values.filter((kind) => {
      const named = say(language, 'case-management.row.case.summary', { ...row, task: kind.replaceAll('-', '_') })
      return (kind === 'other') !== (named === say(language, 'case-management.task.other'))
    }),
  )
  assert.deepEqual(unnamed, [])
})

test('a list gives another standard only values that the standard has, or our named extensions of it', () => {
  const crosswalks = [...Object.values(columns), ...Object.values(words)].filter(({ htcds }) => htcds)
  assert.ok(crosswalks.length > 0)
  for (const { name, values, htcds } of crosswalks) {
    const field = htcdsFields.find((each) => each.name === htcds!.field)
    assert.ok(field?.list, `${name}: ${htcds!.field} is no list of HTCDS`)
    for (const [code, value] of Object.entries(htcds!.values)) {
      assert.ok(values.includes(code), `${name}: ${code}`)
      const known = [...htcdsLists[field.list]!.map((each) => each.value), ...(extensionValues[field.name] ?? [])]
      assert.ok(known.includes(String(value)), `${name}: ${value}`)
    }
  }
})
