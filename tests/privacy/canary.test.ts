import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { walkPath } from '../../app/cli/path.ts'
import { openMeridia } from '../meridia-site.ts'

const site = await openMeridia()

/** Every word of the name as bytes in a file: UTF-8 text, and the hexadecimal form of a dumped bytea. */
function tracesOf(name: string): string[] {
  return name
    .split(' ')
    .flatMap((word) => [
      word,
      word.toLowerCase(),
      Buffer.from(word).toString('hex'),
      Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1),
    ])
}

test('a child’s name is in no table, no file of the database and no log, after a whole path from concern to case', async () => {
  const urls: string[] = []
  const original = globalThis.fetch
  globalThis.fetch = (input, init) => {
    urls.push(String(input))
    return original(input, init)
  }
  const { child, steps } = await walkPath(site.address).finally(() => (globalThis.fetch = original))
  assert.equal(steps.at(-1)?.step, 'assignment')
  const traces = tracesOf(child.name)

  const tables = await site.stored.asOwner(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let text = ''
    for (const { name } of rows)
      text += (await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows
        .map(({ row }) => row)
        .join('\n')
    await client.query('checkpoint')
    return text
  })
  assert.ok(tables.includes(child.id), 'the dump holds the path itself')
  for (const trace of traces) assert.ok(!tables.includes(trace), `a table holds ${trace}`)

  const folder = await site.stored.asOwner(
    async (client) => (await client.query<{ data_directory: string }>('show data_directory')).rows[0]!.data_directory,
  )
  const files = await filesBelow(folder)
  assert.ok(files.length > 100)
  const words = child.name.split(' ').map((word) => Buffer.from(word))
  for (const file of files) await unlessGone(assertAbsent(file, words), undefined)

  for (const word of child.name.split(' ')) {
    assert.ok(!site.log().includes(word), 'the server log holds the name')
    assert.ok(!urls.some((url) => url.includes(word)), 'an address holds the name')
  }
})

/** Other tests use the same server: a folder or file of theirs may go while this reads. Nothing else is passed over. */
async function unlessGone<Answer, Otherwise>(
  asked: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return otherwise
  })
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(path)))
    else if (entry.isFile()) found.push(path)
  }
  return found
}

/** Reads a file in overlapping portions, so that a name across two portions is found. */
async function assertAbsent(path: string, words: readonly Buffer[]): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const portion = Buffer.concat([rest, chunk as Buffer])
    for (const word of words) assert.ok(!portion.includes(word), `${path} holds a word of the name`)
    rest = portion.subarray(-64)
  }
}

test('an error that quotes what somebody typed does not reach the log or the answer', async () => {
  const name = 'Quillifer Ondrasek'
  const answer = await fetch(`${site.address}/api/concerns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"words": "${name}", broken`,
  })
  assert.equal(answer.status, 400)
  assert.ok(!(await answer.text()).includes('Quillifer'))
  assert.ok(!site.log().includes('Quillifer'))
})
