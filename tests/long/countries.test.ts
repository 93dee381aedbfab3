import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diceOf } from '#lib/dice'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { recordAt } from '../../app/demonstration/country/children.ts'
import { loadCountry } from '../../app/demonstration/country/index.ts'
import { recordId } from '../../app/demonstration/country/load.ts'
import { idFor } from '../../app/demonstration/ids.ts'
import { loadAgencies } from '../../app/demonstration/index.ts'
import { search } from '../../src/path/children/api.ts'
import { childFacts } from '../../src/path/children/model.ts'
import { testNode } from '../node.ts'

const seed = Number(process.env['TENFOLD_TEST_SEED'] ?? 7)
const children = 50_000
const sought = 300

test('in a country of fifty thousand children whoever is sought under the name they were registered with is found', {
  timeout: 3_600_000,
}, async () => {
  const node = await testNode({ start: '2026-11-01T08:00:00Z' })
  await loadAgencies(node)
  await loadCountry(node, node.address, { children, seed, onProgress: () => {} })
  const worker = (await findActor(node.database, idFor('ivo@line.meridia.example')))!
  const dice = diceOf(seed)
  const missed: number[] = []
  for (let turn = 0; turn < sought; turn += 1) {
    const index = Math.floor(dice() * children)
    const { name, sexWritten } = recordAt(seed, index)
    const facts = childFacts.parse({ names: [{ text: name }], sex: sexWritten })
    const searchId = newId()
    const answer = await search.run(node, { searchId, facts }, { actor: worker })
    assert.ok(!isRefusal(answer), JSON.stringify(answer))
    // The worker has no access to most of them, so the answer contains no ids. The stored search does.
    const { rows } = await node.asOwner((client) =>
      client.query<{ candidate_ids: string[] }>('select candidate_ids from children.search where id = $1', [searchId]),
    )
    if (!rows[0]!.candidate_ids.includes(recordId(seed, index))) missed.push(index)
  }
  // Some names have more children than a list shows, so not all of them can be among the first.
  assert.ok(missed.length <= sought * 0.1, `${missed.length} of ${sought} were not found (seed ${seed}): ${missed}`)
})
