import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { findPlaceLine, findPlaces, namePlaces } from '#places'
import { firstList, secondList } from '../../src/places/places.test-data.ts'
import { testNode, type TestNode } from '../../tests/node.ts'
import { importPlaces, listPlaceSets } from '../../src/places/api.ts'
import { importPlacesCommand } from './import-places.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenfold-places-'))
after(() => rmSync(folder, { recursive: true }))
const language = process.env['LANG']
process.env['LANG'] = 'en_GB.UTF-8'
after(() => void (process.env['LANG'] = language))

async function run(node: TestNode, csv: string, ...words: string[]): Promise<{ code: number; out: string }> {
  const file = join(folder, `${newId()}.csv`)
  writeFileSync(file, csv)
  let out = ''
  const kept = [process.stdout.write, process.stderr.write] as const
  const take = (text: string | Uint8Array): boolean => ((out += String(text)), true)
  process.stdout.write = take
  process.stderr.write = take
  try {
    return {
      code: await importPlacesCommand(
        [file, '--set', 'own', '--source', 'Our own list', '--licence', 'CC0-1.0', ...words],
        (work) => work(node),
      ),
      out,
    }
  } finally {
    ;[process.stdout.write, process.stderr.write] = kept
  }
}

const everything = (node: TestNode) =>
  node.asOwner(
    async (client) =>
      (
        await client.query(
          'select (select json_agg(p order by code) from standards.place p) as places, (select json_agg(k order by code, kind, key) from standards.place_key k) as keys, (select json_agg(h order by code) from standards.place_past h) as past, (select count(*) from standards.place_load) as loads',
        )
      ).rows[0],
  )
const shown = async (node: TestNode, typed: string, near: string[] = []) =>
  (await findPlaces(node.database, { typed, near })).map(({ code }) => code)

test('an operator loads a list, loads it again and nothing changes, then loads the next version and reads what it did', async () => {
  const node = await testNode()
  const first = await run(node, firstList, '--version', '2025-03')
  assert.equal(first.code, 0)
  assert.match(
    first.out,
    /Loaded the list own, version 2025-03: 12 places in 2 countries\. Added 13, renamed 0, moved 0, retired 0\. SHA-256 [0-9a-f]{64}/,
  )
  const before = await everything(node)
  assert.match((await run(node, firstList, '--version', '2025-03')).out, /had already been loaded.*Nothing changed/)
  assert.deepEqual(await everything(node), before)

  node.clock.advance(86_400_000)
  const second = await run(node, secondList, '--version', '2025-10')
  assert.match(second.out, /version 2025-10: .* Added 1, renamed 1, moved 1, retired 1\./)
  const older = await run(node, firstList, '--version', '2025-03')
  assert.equal(older.code, 1)
  assert.match(older.out, /A newer version is already loaded\n.*QF.*2025-10/)

  const administrator = await node.person('OWN', ['administrator'])
  const listed = await listPlaceSets.run(node, {}, { actor: administrator })
  assert.ok(!isRefusal(listed))
  assert.deepEqual(
    listed.loads.map(({ version, rows, retired, source, licence }) => [version, rows, retired, source, licence]),
    [
      ['2025-10', 12, 1, 'Our own list', 'CC0-1.0'],
      ['2025-03', 12, 0, 'Our own list', 'CC0-1.0'],
    ],
  )
})

test('a record still says the place as it was called then, also when its code has left the list', async () => {
  const node = await testNode()
  await run(node, firstList, '--version', '1')
  const then = node.clock.now()
  node.clock.advance(86_400_000)
  await run(node, secondList, '--version', '2')
  const names = async (at?: Date) =>
    (await namePlaces(node.database, ['QS0102', 'QS0103', 'QS0203'], at)).map(({ code, name, within, retired }) => [
      code,
      name['und'],
      within.map((one) => one.code).join(' '),
      retired,
    ])
  assert.deepEqual(await names(then), [
    ['QS0102', 'Łodova', 'QS01 QS', undefined],
    ['QS0103', 'Maidan Verok', 'QS01 QS', undefined],
    ['QS0203', 'Old Ferry', 'QS02 QS', '2'],
  ])
  assert.deepEqual(await names(), [
    ['QS0102', 'Lodova Sund', 'QS01 QS', undefined],
    ['QS0103', 'Maidan Verok', 'QS02 QS', undefined],
    ['QS0203', 'Old Ferry', 'QS02 QS', '2'],
  ])
  assert.deepEqual(await findPlaceLine(node.database, 'QS0203'), ['QS0203', 'QS02', 'QS'])
  assert.deepEqual(await shown(node, 'old ferry'), [])
  await run(node, `${secondList}QS,2,QS0203,Old Ferry,,QS02,2025-01-31\n`, '--version', '3')
  assert.deepEqual(await shown(node, 'old ferry'), ['QS0203'])
})

test('a list with one wrong line loads nothing at all and names the line', async () => {
  const node = await testNode()
  const wrong = await run(
    node,
    firstList.replace('QS,2,QS0202,Addis Orova,,QS02', 'QS,2,QS0202,Addis Orova,,QS77'),
    '--version',
    '1',
  )
  assert.equal(wrong.code, 1)
  assert.match(
    wrong.out,
    /line 9: It is in QS77, which is not in the file\.\nNothing was loaded\. One line has a mistake\./,
  )
  const { rows } = await node.asOwner((client) =>
    client.query(
      'select (select count(*)::int from standards.place) as places, (select count(*)::int from standards.place_load) as loads',
    ),
  )
  assert.deepEqual(rows[0], { places: 0, loads: 0 })
  assert.equal(await importPlacesCommand(['nowhere.csv', '--set', 'own'], (work) => work(node)), 1)
})

test('only the countries asked for are loaded, and the others stay as they are', async () => {
  const node = await testNode()
  await run(node, firstList, '--version', '1')
  assert.match(
    (await run(node, secondList, '--version', '2', '--countries', 'QF')).out,
    /3 places in 1 country\. Added 0, renamed 0, moved 0, retired 0/,
  )
  assert.deepEqual(await shown(node, 'old ferry'), ['QS0203'])
})

test('an administrator loads a list over the network, a worker may not, and a wrong one is refused whole', async () => {
  const node = await testNode()
  const [administrator, worker] = [await node.person('OWN', ['administrator']), await node.person('OWN', ['worker'])]
  const list = { setId: 'own', version: '1', source: 'Our own', licence: 'CC0-1.0', csv: firstList }
  const no = await importPlaces.run(node, list, { actor: worker, commandId: newId() })
  assert.ok(isRefusal(no) && no.code === 'action-not-permitted')
  const wrong = await importPlaces.run(
    node,
    { ...list, csv: firstList.replace('QF,1,QF01', 'QF,7,QF01') },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(
    isRefusal(wrong) && wrong.code === 'places-not-accepted' && wrong.fields?.[0]?.path === 'csv.12',
    JSON.stringify(wrong),
  )
  const yes = await importPlaces.run(node, list, { actor: administrator, commandId: newId() })
  assert.ok(!isRefusal(yes) && yes.added === 13)
})

test('names are found in another script, without accents, by a later word, by code and with a slip', async () => {
  const node = await testNode()
  await run(node, firstList, '--version', '1')
  assert.equal((await shown(node, 'lodo'))[0], 'QS0102')
  assert.deepEqual(await shown(node, 'verok'), ['QS0103'])
  assert.deepEqual(await shown(node, 'qs0202'), ['QS0202'])
  for (const typed of ['قندارة', 'قندر', 'Кандара', 'ካንዳራ', 'Kandra', 'qandara'])
    assert.equal((await shown(node, typed))[0], 'QS01', typed)
  for (const typed of ['አዲስ ኦሮቫ', 'ادیس اوروفا', 'Аддис Орова', 'adis'])
    assert.equal((await shown(node, typed))[0], 'QS0202', typed)
  for (const typed of ['ميدان', 'Майдан Верок', 'ማይዳን']) assert.equal((await shown(node, typed))[0], 'QS0103', typed)
  assert.equal((await shown(node, 'صندليا'))[0], 'QS')
  assert.deepEqual(await shown(node, ''), [])
  assert.deepEqual(await shown(node, '؟!'), [])
  assert.deepEqual(await shown(node, "%_\\';--"), [])
})

test('places of one name are told apart by what they lie in, and the nearest comes first', async () => {
  const node = await testNode()
  await run(node, firstList, '--version', '1')
  const central = async (near: string[], typed = 'Central') =>
    (await findPlaces(node.database, { typed, near })).map(({ code, within }) =>
      [code, ...within.map((one) => one.code)].join(' '),
    )
  assert.deepEqual(await central(['QS0202']), ['QS0201 QS02 QS', 'QS0101 QS01 QS', 'QF0101 QF01 QF'])
  assert.deepEqual(await central(['QS01']), ['QS0101 QS01 QS', 'QS0201 QS02 QS', 'QF0101 QF01 QF'])
  assert.equal((await central(['QF0102']))[0], 'QF0101 QF01 QF')
  assert.deepEqual(await central([], 'central, halvorn'), ['QS0201 QS02 QS'])
  assert.deepEqual(await central([], 'Central — Farland North, QF'), ['QF0101 QF01 QF'])
  // Both begin the same way. The nearer place comes first, but the better match comes before it.
  assert.deepEqual((await shown(node, 'halv', ['QF01'])).slice(0, 2), ['QF0102', 'QS02'])
  assert.deepEqual((await shown(node, 'halvo', ['QF01'])).slice(0, 1), ['QS02'])
})

const world = join(process.cwd(), '../shared/data/places/global_pcodes_adm_1_2.csv')
const skip = existsSync(world) ? false : `no place codes in ${world}`
test('the whole world of place codes loads, again without a change, and is found from another script', {
  skip,
}, async () => {
  const node = await testNode()
  const csv = readFileSync(world, 'utf8')
  const first = await run(node, csv, '--version', '2025-01')
  assert.match(first.out, /32,767 places/)
  assert.match(first.out, /line 16,?716: JM10002 has no name|line 16,?715/)
  assert.match((await run(node, csv, '--version', '2025-01')).out, /Nothing changed/)
  const found = await findPlaces(node.database, { typed: 'قندهار', near: ['AF'] })
  assert.deepEqual([found[0]?.name['und'], found[0]?.within.at(-1)?.name['ar']], ['Kandahar', 'أفغانستان'])
})
