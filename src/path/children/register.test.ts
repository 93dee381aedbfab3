import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import {
  apart,
  change,
  linkFamily,
  mergeChildren,
  notePath,
  register,
  search,
  share,
  timeline,
  viewChild,
} from './api.ts'
import { emptyRegister, type Facts, ok, time } from './register.test-data.ts'
import { loadChild, refreshChild, storeChanges } from './store/child-store.ts'
import { bringTokensUpToDate } from './store/refresh-tokens.ts'
import { tokenScheme } from './store/tokens.ts'
import { named } from './test-child.ts'

const { node, teacher, nurse, supervisor, look, registerAs } = await emptyRegister()

describe('a teacher and a nurse who meet the same child', () => {
  test('find each other, across scripts, and no more than that', async () => {
    const facts: Facts = {
      names: named('Tarek Zephyrin'),
      sex: 'male',
      ageAtRegistration: { age: { about: 13 } },
      languages: ['ti'],
      phones: [{ number: '070 555 11 22' }],
    }
    const id = await registerAs(teacher, facts)
    const found = await look(nurse, { names: named('طارق زفيرين'), ageAtRegistration: { age: { exact: 14 } } })
    assert.equal(found.candidates.length, 1)
    const [candidate] = found.candidates
    assert.equal(candidate!.likelihood, 'likely')
    assert.deepEqual(
      candidate!.fields.filter(({ result }) => result !== 'blank').map(({ field, result }) => [field, result]),
      [
        ['name', 'match'],
        ['age', 'match'],
      ],
    )
    assert.deepEqual(
      [candidate!.child, candidate!.ageBand, candidate!.agency],
      [null, '10-13', { en: 'MER-SCHOOL', ar: 'MER-SCHOOL' }],
    )
    // Without the id of the search, which may contain the same three digits by chance.
    const told = JSON.stringify({ ...found, searchId: '' })
    for (const secret of ['Tarek', 'Zephyrin', id, '555', '"ti"']) assert.ok(!told.includes(secret), secret)
    assert.deepEqual(await viewChild.run(node, { id }, { actor: nurse }), {
      refused: true,
      code: 'record-not-found',
      status: 404,
    })
  })

  test('are shown who it is once the child is in their sight', async () => {
    const id = await registerAs(teacher, { names: [...named('Lumi Ostrander'), { text: 'ሉሚ', kind: 'called' }] })
    ok(await share.run(node, { id, scopes: [...nurse.scopes] }, { actor: nodeActor, commandId: newId() }))
    const [candidate] = (await look(nurse, { names: named('Ostrander Lumi') })).candidates
    assert.equal(candidate!.child?.id, id)
    assert.deepEqual(candidate!.child?.names.map(({ text }) => text).sort(), ['Lumi Ostrander', 'ሉሚ'])
    assert.equal(ok(await viewChild.run(node, { id }, { actor: nurse })).row.names.length, 2)
  })

  test('find a child in another script whom an older version registered, once the node has started', async () => {
    const facts: Facts = { names: named('김새로'), ageAtRegistration: { age: { about: 9 } } }
    const id = await registerAs(teacher, facts)
    const asked: Facts = { names: named('Kim Sae-ro'), ageAtRegistration: { age: { about: 9 } } }
    assert.equal((await look(nurse, asked)).candidates.length, 1)
    // The older version had no token that the search asks for, and noted its own scheme.
    await openTx(node, nodeActor, async (tx) => {
      await tx.openIgnoringScopes([id], () =>
        tx.db.deleteFrom('children.name_token').where('child_id', '=', id).execute(),
      )
      const value = JSON.stringify({ scheme: tokenScheme - 1, after: null })
      await tx.db
        .insertInto('kernel.setting')
        .values({ name: 'children.tokens', value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    })
    assert.equal((await look(nurse, asked)).candidates.length, 0)
    assert.ok((await bringTokensUpToDate(node)) > 0)
    assert.equal((await look(nurse, asked)).candidates.length, 1)
    assert.equal(await bringTokensUpToDate(node), 0)
  })

  test('find a child by the name they are called and the family name, misspelt, and whether or not an age is known', async () => {
    const names = [...named('Sosthene Vandermeulen'), { text: 'Bibiche', kind: 'called' as const }]
    const [aged, ageless] = [
      await registerAs(teacher, { names, ageAtRegistration: { age: { about: 9 } } }),
      await registerAs(teacher, { names: [...named('Sosthene Oyelarane'), { text: 'Bibiche', kind: 'called' }] }),
    ]
    const ask = async (facts: Facts): Promise<(string | undefined)[]> =>
      (await look(teacher, facts)).candidates.map(({ child }) => child?.id)
    const about = { ageAtRegistration: { age: { about: 10 } } }
    for (const more of [{}, about]) {
      assert.equal((await ask({ names: named('Bibiche Vandermeulen'), ...more }))[0], aged)
      assert.equal((await ask({ names: named('Sosthene Vandrmeulen'), ...more }))[0], aged)
      assert.equal((await ask({ names: named('Oyelarana Bibiche'), ...more }))[0], ageless)
    }
    assert.ok((await ask({ names: named('Bibiche'), ...about })).includes(aged))
  })

  test('are found by a document number written otherwise, without any name', async () => {
    const id = await registerAs(teacher, { documents: [{ number: 'QX 7781-02' }] })
    const found = await look(teacher, { documents: [{ number: 'qx778102' }] })
    assert.deepEqual(
      found.candidates.map(({ child, likelihood }) => [child?.id, likelihood]),
      [[id, 'likely']],
    )
  })
})

describe('registering', () => {
  test('is refused while a candidate was not looked at, and under a name nobody looked for', async () => {
    await registerAs(teacher, { names: named('Mirel Quandt'), ageAtRegistration: { age: { about: 9 } } })
    const facts: Facts = { names: named('Mirel Quand'), ageAtRegistration: { age: { about: 9 } } }
    const { searchId, candidates } = await look(nurse, facts)
    assert.equal(candidates.length, 1)
    const attempt = (more: object) =>
      register.run(
        node,
        { id: newId(), facts, time, followed: { kind: 'search', searchId, rejected: [] }, ...more },
        { actor: nurse, commandId: newId() },
      )
    assert.equal(((await attempt({})) as Refusal).code, 'matches-undecided')
    const rejected = { kind: 'search', searchId, rejected: [1] }
    assert.equal(
      ((await attempt({ followed: rejected, facts: { names: named('Somebody Else') } })) as Refusal).code,
      'search-name-different',
    )
    assert.equal(((await attempt({ followed: { ...rejected, searchId: newId() } })) as Refusal).code, 'search-missing')
    ok(await attempt({ followed: rejected }))
  })

  test('without a network is accepted, and a likely double is put before a person', async () => {
    const facts: Facts = { names: named('Vasco Ilunga'), ageAtRegistration: { age: { about: 11 } } }
    await registerAs(teacher, facts)
    const id = newId()
    ok(
      await register.run(
        node,
        { id, facts, followed: { kind: 'no-network' }, time },
        { actor: nurse, commandId: newId() },
      ),
    )
    const waiting = await node.asOwner((client) =>
      client.query(`select distinct record_id from kernel.worklist where list = 'duplicates' and record_id = $1`, [id]),
    )
    assert.equal(waiting.rowCount, 1)
    ok(await apart.run(node, { id }, { actor: nurse, commandId: newId() }))
    const settled = await node.asOwner((client) =>
      client.query(`select 1 from kernel.worklist where list = 'duplicates' and record_id = $1`, [id]),
    )
    assert.equal(settled.rowCount, 0)
  })

  test('delivered again and again makes one child', async () => {
    const facts: Facts = { names: named('Sunniva Abara') }
    const { searchId } = await look(teacher, facts)
    const command = { id: newId(), facts, followed: { kind: 'search', searchId, rejected: [] }, time }
    const commandId = newId()
    const answers = []
    for (let count = 0; count < 20; count += 1)
      answers.push(JSON.stringify(await register.run(node, command, { actor: teacher, commandId })))
    assert.equal(new Set(answers).size, 1)
    assert.equal((await look(teacher, facts)).candidates.length, 1)
  })
})

describe('what is known of a child', () => {
  test('keeps both values of two workers who did not see each other, until one decides', async () => {
    const id = await registerAs(teacher, { names: named('Corin Vale') })
    const send = (actor: Actor, sent: object) =>
      change.run(
        node,
        { id, changes: [{ id: newId(), field: 'age-at-entry', baseVersion: [], time, ...sent }] },
        { actor, commandId: newId() },
      )
    ok(await send(teacher, { value: { age: { exact: 12 }, howKnown: 'document' } }))
    assert.deepEqual(ok(await send(supervisor, { value: { age: { about: 15 }, howKnown: 'observed' } })).conflicts, [
      'age-at-entry',
    ])
    const { row } = ok(await viewChild.run(node, { id }, { actor: teacher }))
    assert.equal(row.ageAtEntry.length, 2)
    const { version } = row.conflicts[0]!
    const decided = ok(
      await send(supervisor, {
        baseVersion: version,
        value: { age: { exact: 12 }, howKnown: 'document' },
        reason: 'The school list.',
      }),
    )
    assert.deepEqual(decided.conflicts, [])
  })

  test('stands on the timeline with every step of the path, once', async () => {
    const id = await registerAs(teacher, { names: named('Esben Toure') })
    const event = {
      childId: id,
      eventId: newId(),
      at: '2026-03-01T10:00:00Z',
      kind: 'ConcernRaised',
      subject: { kind: 'concern', id: newId() },
    }
    for (let count = 0; count < 3; count += 1)
      ok(await notePath.run(node, event, { actor: nodeActor, commandId: newId() }))
    const { entries } = ok(await timeline.run(node, { id }, { actor: teacher }))
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['ConcernRaised'],
    )
  })
})

describe('the age of a child', () => {
  const send = (input: object) =>
    register.run(
      node,
      { followed: { kind: 'no-network' }, time, id: newId(), ...input },
      {
        actor: teacher,
        commandId: newId(),
      },
    )
  const seen = async (id: string) => ok(await viewChild.run(node, { id }, { actor: teacher }))

  test('does not depend on the clock of the telephone that registers', async () => {
    for (const wrong of ['1970-01-01', '0000-01-01', '0001-01-01', '2099-01-01', '2025-11-01']) {
      const facts = { names: named('Ilse Marrow'), ageAtRegistration: { age: { exact: 9 } } }
      const { id } = ok(await send({ facts, time: `${wrong}T00:00:00Z` }))
      const sent = { field: 'age-at-registration', value: { age: { exact: 10 } }, reason: 'Her aunt.' }
      const { row, ageNow } = await seen(id)
      assert.deepEqual([ageNow, row.ageAtRegistration[0]?.on], [{ from: 9, to: 9 }, '2026-03-02'], wrong)
      const baseVersion = row.versions['age-at-registration']
      const changes = [{ ...sent, id: newId(), baseVersion, time: `${wrong}T00:00:00Z` }]
      ok(await change.run(node, { id, changes }, { actor: teacher, commandId: newId() }))
      assert.deepEqual((await seen(id)).ageNow, { from: 10, to: 10 }, wrong)
    }
  })

  test('of a phone that was without a network for days is of the day on which it was said', async () => {
    const facts = { ageAtRegistration: { age: { exact: 9 } } }
    const { id } = ok(await send({ facts, time: '2026-02-27T21:30:00Z' }))
    assert.equal((await seen(id)).row.ageAtRegistration[0]?.on, '2026-02-28')
  })

  test('is refused with its field when nobody can be born on that day', async () => {
    for (const facts of [
      { birth: { iso: '2026-03-03' } },
      { birth: { iso: '2099-01-01' } },
      { birth: { iso: '1850-01-01' } },
      { ageAtRegistration: { age: { exact: 9 }, on: '2099-01-01' } },
      { ageAtEntry: { age: { exact: 9 }, on: '1970-01-01' } },
    ]) {
      const answers = [
        await send({ facts }),
        await search.run(node, { searchId: newId(), facts }, { actor: teacher }),
      ] as Refusal[]
      for (const { status, fields } of answers) {
        assert.equal(status, 422)
        assert.deepEqual(fields, [{ path: `facts.${Object.keys(facts)[0]}`, code: 'day-not-possible' }])
      }
    }
  })

  test('turns on the birthday in the country, while it is still the day before in Greenwich', async () => {
    const { id } = ok(await send({ facts: { birth: { iso: '2008-03-03' } } }))
    node.clock.moveTo('2026-03-02T20:59:00Z')
    assert.deepEqual((await seen(id)).ageNow, { from: 17, to: 17 })
    node.clock.moveTo('2026-03-02T21:00:00Z')
    assert.deepEqual((await seen(id)).ageNow, { from: 18, to: 18 })
    ok(await send({ facts: { birth: { iso: '2026-03-03' } } }))
    node.clock.moveTo(time)
  })

  test('that was written before ages were checked is still read, counts as not known, and can be corrected', async () => {
    const { id } = ok(await send({ facts: { names: named('Orla Feint') } }))
    const old = { author: teacher.id, device: 'old', time, baseVersion: [] }
    const birth = { ...old, id: newId(), field: 'birth', value: { iso: '2012-02-31' } }
    const age = { ...old, id: newId(), field: 'age-at-exploitation', value: { age: { from: 50, to: 2 } } }
    await openTx(node, teacher, async (tx) => {
      assert.ok(await loadChild(tx, id))
      await storeChanges(tx, id, [birth, age])
      await refreshChild(tx, id)
    })
    const before = viewChild.answer.parse(await seen(id))
    assert.deepEqual([before.ageNow, before.childhood, before.row.birth], [null, 'in-doubt', [{ iso: '2012-02-31' }]])
    assert.ok((await look(teacher, { names: named('Orla Feint') })).candidates.length > 0)
    const right = {
      id: newId(),
      field: 'birth',
      baseVersion: [birth.id],
      value: { iso: '2012-02-29' },
      time,
      reason: 'Paper.',
    }
    ok(await change.run(node, { id, changes: [right] }, { actor: teacher, commandId: newId() }))
    assert.deepEqual((await seen(id)).ageNow, { from: 14, to: 14 })
  })
})

test('no name, number or word about a child stands readable in the database, its files or its ledger', async () => {
  const canaries = [
    'Canarysson',
    'كناريسون',
    'Canaryphone',
    '0707778899',
    'CANARYDOC',
    'Canarystory',
    'Canaryaunt',
    'Canaryreason',
  ]
  const id = await registerAs(supervisor, {
    names: named('Zuzu Canarysson', 'زوزو كناريسون'),
    phones: [{ number: '0707778899' }, { number: 'Canaryphone 1234567' }],
    documents: [{ number: 'CANARYDOC1' }],
    note: 'Canarystory of a long way.',
  })
  ok(
    await linkFamily.run(
      node,
      { id, linkId: newId(), relation: 'aunt-or-uncle', relative: { name: 'Canaryaunt', phone: '0707778899' } },
      { actor: supervisor, commandId: newId() },
    ),
  )
  const other = await registerAs(supervisor, { names: named('Zuzu Canarysson') })
  ok(
    await mergeChildren.run(
      node,
      { id: newId(), keptId: id, mergedId: other, reason: 'Canaryreason' },
      { actor: supervisor, commandId: newId() },
    ),
  )
  await look(nurse, { names: named('Zuzu Canarysson') })
  const { dump, folders } = await node.asOwner(async (client) => {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const texts = []
    for (const { name } of tables.rows)
      texts.push(
        (await client.query<{ text: string | null }>(`select string_agg(t::text, e'\\n') as text from ${name} t`))
          .rows[0]?.text ?? '',
      )
    await client.query('checkpoint')
    const place = await client.query<{ data: string; oid: string }>(
      `select current_setting('data_directory') as data, oid from pg_database where datname = current_database()`,
    )
    const { data, oid } = place.rows[0]!
    return { dump: texts.join('\n'), folders: [join(data, 'base', String(oid)), join(data, 'pg_wal')] }
  })
  assert.ok(dump.includes(id), 'the dump holds the record')
  assert.ok(
    dump.includes('search-children') && dump.includes('view-child'),
    'every search and look stands in the ledger',
  )
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(folder, entry.name))),
  )
  assert.ok(files.length > 100)
  for (const canary of canaries) {
    const hex = Buffer.from(canary, 'utf8').toString('hex')
    assert.ok(!dump.includes(canary) && !dump.includes(hex), `${canary} in a table`)
    assert.ok(
      files.every((bytes) => !bytes.includes(canary)),
      `${canary} in a file`,
    )
  }
})
