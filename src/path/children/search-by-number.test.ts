import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { change } from './api.ts'
import { emptyRegister, type Facts } from './register.test-data.ts'
import { warmSearch } from './store/warm-search.ts'
import { named } from './test-child.ts'
import type { SearchView } from './view.ts'

const { node, teacher, look, registerAs } = await emptyRegister()

describe('a child whose number was asked for', () => {
  const age = { ageAtRegistration: { age: { about: 13 } }, sex: 'male' } as const
  const idsOf = ({ candidates }: SearchView): (string | undefined)[] => candidates.map(({ child }) => child?.id)

  async function registerMany(count: number, factsOf: (number: number) => Facts): Promise<string[]> {
    const ids: string[] = []
    for (let number = 0; number < count; number += 1) ids.push(await registerAs(teacher, factsOf(number)))
    return ids
  }

  test('is found though the name that was heard fits more others better than are shown', async () => {
    const heard = named('Lior Vantresque')
    await registerMany(14, () => ({ names: heard, ...age }))
    const id = await registerAs(teacher, {
      names: named('Orin Halvaster'),
      ...age,
      phones: [{ number: '0712 909 313' }],
    })
    const found = await look(teacher, { names: heard, ...age, phones: [{ number: '0712909313' }] })
    assert.ok(idsOf(found).includes(id))
    assert.equal(found.tooMany, true)
  })

  test('is found beside likely namesakes, also where a family card is shared by more than a few', async () => {
    const heard = named('Borislav Tchernomor')
    await registerMany(22, () => ({ names: heard, ...age }))
    const holders = await registerMany(12, (number) => ({
      names: named(`${['Ilmari', 'Oda', 'Quill', 'Ruvane'][number % 4]} Zalt${'aeiou'[number % 5]}mer`),
      ...age,
      documents: [{ number: 'CARD 5512' }],
    }))
    const found = idsOf(await look(teacher, { names: heard, ...age, documents: [{ number: 'card5512' }] }))
    assert.equal(found.filter((id) => id && holders.includes(id)).length, 12)
  })

  test('does not push out the one whose name is just as it was heard, however many numbers are asked for', async () => {
    const phones = Array.from({ length: 8 }, (_, number) => ({ number: `0733 555 0${number}0` }))
    for (const phone of phones)
      await registerMany(8, (number) => ({
        names: named(`Tamsin Ostrav${'aeiouyrl'[number]}k`),
        ...age,
        phones: [phone],
      }))
    const id = await registerAs(teacher, { names: named('Wendeline Quastor'), ...age })
    assert.ok(idsOf(await look(teacher, { names: named('Wendeline Quastor'), ...age, phones })).includes(id))
  })
})

test('a child is found by the national form of a foreign telephone, beside another number, and by no word for none', async () => {
  const id = await registerAs(teacher, {
    names: named('Ilvane Quastor'),
    phones: [{ number: '+226 70 12 34 56 / 0698 765 432' }, { number: 'no phone' }],
    documents: [{ number: 'none' }],
  })
  const found = async (facts: Facts) => (await look(teacher, facts)).candidates.some(({ child }) => child?.id === id)
  for (const number of ['70-12-34-56 or 0711 111 112', '٠٦٩٨٧٦٥٤٣٢'])
    assert.ok(await found({ phones: [{ number }] }), number)
  const none = { names: named('Unknown'), phones: [{ number: 'unknown' }], documents: [{ number: 'None.' }] }
  assert.equal((await look(teacher, none)).nothingToSearchBy, true)
  assert.equal(await found({ phones: [{ number: '+227 70123456' }] }), false)
})

test('after a start the search tokens of every child are read once, and a node that stops stops reading', async () => {
  const { rows } = await node.asOwner((client) =>
    client.query<{ all: number }>('select count(*)::int as all from children.name_token'),
  )
  assert.ok(rows[0]!.all > 50)
  assert.equal(await warmSearch(node, new AbortController().signal), rows[0]!.all)
  assert.equal(await warmSearch(node, AbortSignal.abort()), 0)
})

test('a number that was added or changed after the registration finds the child as one from the start does, and is sealed', async () => {
  const id = await registerAs(teacher, { names: named('Ossian Trevanion') })
  const [phone, wrong, right] = ['0788 414 616', 'TRV 90210', 'TRV 90211']
  const send = async (field: string, value: object, baseVersion: string[] = []) => {
    const one = { id: newId(), field, baseVersion, value, time: node.clock.now().toISOString() }
    const answer = await change.run(node, { id, device: 'web', changes: [one] }, { actor: teacher, commandId: newId() })
    assert.ok(!isRefusal(answer), JSON.stringify(answer))
    return one.id
  }
  const found = async (facts: Facts) => (await look(teacher, facts)).candidates.some(({ child }) => child?.id === id)
  await send('phone:later', { number: phone })
  const version = await send('document:later', { number: wrong, kind: 'passport' })
  assert.ok(await found({ phones: [{ number: '0788414616' }] }))
  assert.ok(await found({ documents: [{ number: wrong }] }))
  await send('document:later', { number: right, kind: 'passport' }, [version])
  assert.ok(await found({ documents: [{ number: 'trv90211' }] }))
  assert.ok(!(await found({ documents: [{ number: wrong }] })))
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ stored: string }>(
      `select string_agg(encode(sealed_change, 'escape'), ' ') as stored from children.change where child_id = $1`,
      [id],
    ),
  )
  for (const number of [phone, wrong, right]) assert.ok(!rows[0]!.stored.includes(number))
})
