import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { matcherFor, rankMatches, type Match } from './match.ts'
import { childWith, facts, named } from './test-child.ts'

const today = '2026-03-02'
const about = (years: number) => ({ age: { about: years } })

function compare(asked: Parameters<typeof facts>[0], known: Parameters<typeof childWith>[0], home = 'XM'): Match {
  return matcherFor(facts(asked), today, home)(childWith(known))
}

function said(match: Match): Record<string, string> {
  return Object.fromEntries(
    match.fields
      .filter(({ result }) => result !== 'blank')
      .map(({ field, result, reasons }) => [field, `${result}: ${reasons.join(', ')}`]),
  )
}

describe('a child looked for by name and age', () => {
  test('is likely the child registered in another script by somebody else', () => {
    const match = compare(
      { names: named('Tarek Sol'), ageAtRegistration: about(13) },
      { names: named('طارق سول'), birth: { iso: '2012-11-20' } },
    )
    assert.equal(match.likelihood, 'likely')
    assert.deepEqual(said(match), { name: 'match: another-script', age: 'match: ages-overlap' })
  })

  test('is found under any of the names they go by', () => {
    const match = compare(
      { names: named('Lumi'), ageAtRegistration: about(9) },
      { names: [{ text: 'Amina Duval' }, { text: 'Lumi', kind: 'called' }], ageAtRegistration: about(9) },
    )
    assert.deepEqual([match.likelihood, said(match)['name']], ['possible', 'near: same'])
  })

  test('is found by the name they are called together with the family name', () => {
    const match = compare(
      { names: named('Chepe Duval'), ageAtRegistration: about(9) },
      { names: [{ text: 'Amina Duval' }, { text: 'Chepe', kind: 'called' }], ageAtRegistration: about(9) },
    )
    assert.deepEqual([match.likelihood, said(match)['name']], ['likely', 'match: same'])
  })

  test('is only possibly the same when the age is not known', () => {
    assert.equal(compare({ names: named('Tarek Sol') }, { names: named('Tarik Sol') }).likelihood, 'possible')
  })

  test('is shown as possible, with what speaks against it, when the ages are far apart', () => {
    const match = compare(
      { names: named('Tarek Sol'), ageAtRegistration: about(9) },
      { names: named('Tarek Sol'), ageAtRegistration: about(16) },
    )
    assert.deepEqual([match.likelihood, said(match)['age']], ['possible', 'differs: ages-apart'])
  })

  test('is not shown when only the family name is shared and the age differs', () => {
    assert.equal(
      compare(
        { names: named('Tarek Sol'), ageAtRegistration: about(9) },
        { names: named('Yonas Sol'), ageAtRegistration: about(16) },
      ).likelihood,
      'none',
    )
  })

  test('says that day and month may have been exchanged', () => {
    const match = compare(
      { names: named('Tarek Sol'), birth: { iso: '2012-05-02' } },
      { names: named('Tarek Sol'), birth: { iso: '2012-02-05' } },
    )
    assert.deepEqual([match.likelihood, said(match)['age']], ['likely', 'near: day-and-month-swapped'])
  })
})

describe('a child looked for by a number', () => {
  test('is likely the one with the same document, even without a name', () => {
    const match = compare(
      { documents: [{ number: 'mr-204 118' }] },
      { names: named('Amina Duval'), documents: [{ number: 'MR204118' }] },
    )
    assert.deepEqual([match.likelihood, said(match)], ['likely', { document: 'match: same-number' }])
  })

  test('written in other digits is the same number', () => {
    assert.equal(
      compare({ phones: [{ number: '٠٧٠ ١٢٣ ٤٥٦ ٧٨' }] }, { phones: [{ number: '+999 70 123 456 78' }] }).likelihood,
      'possible',
    )
  })

  test('with a family telephone is possibly a brother or sister: possible, not likely', () => {
    const match = compare(
      { names: named('Yonas Sol'), phones: [{ number: '0701234567' }] },
      { names: named('Tarek Sol'), phones: [{ number: '0701234567' }] },
    )
    assert.equal(match.likelihood, 'possible')
  })
})

describe('a child about whom nobody knows a number or a name', () => {
  const girl = { names: named('Fernanda Oxley'), ageAtRegistration: about(16) }
  const boy = { names: named('Ferdinand Oxley'), ageAtRegistration: about(16) }

  test('is not lifted to likely by words that stand for none', () => {
    const without = compare(girl, boy).likelihood
    for (const text of ['unknown', 'no phone', 'N/A', 'لا يوجد', 'sans téléphone', '—', '000000000', '112']) {
      const match = compare({ ...girl, phones: [{ number: text }] }, { ...boy, phones: [{ number: text }] })
      assert.deepEqual([match.likelihood, said(match)['phone']], [without, undefined], text)
    }
    const match = compare({ ...girl, documents: [{ number: 'None.' }] }, { ...boy, documents: [{ number: 'none' }] })
    assert.deepEqual([match.likelihood, said(match)['document']], [without, undefined])
  })

  test('is not the same as another whose name is unknown', () => {
    const unknown = { names: named('Unknown Unknown'), ageAtRegistration: about(9) }
    assert.deepEqual(
      [compare(unknown, unknown).likelihood, said(compare(unknown, unknown))['name']],
      ['none', undefined],
    )
  })
})

describe('a telephone of a child', () => {
  const girl = { names: named('Amina Duval'), ageAtRegistration: about(9) }

  test('is the same in its national form, and does not speak against her', () => {
    const match = compare(
      { ...girl, phones: [{ number: '70123456' }] },
      { ...girl, phones: [{ number: '+226 70 12 34 56' }] },
    )
    assert.deepEqual([match.likelihood, said(match)['phone']], ['likely', 'match: same-number'])
  })

  test('with the code of another country is not the same', () => {
    const match = compare({ phones: [{ number: '+254 712 345 678' }] }, { phones: [{ number: '+256 712 345 678' }] })
    assert.deepEqual([match.likelihood, said(match)['phone']], ['none', 'differs: other-number'])
  })

  test('that is read in the country of the node may be one of another country: she is shown, and not as likely', () => {
    const match = compare({ phones: [{ number: '70123456' }] }, { phones: [{ number: '+226 70123456' }] }, 'ML')
    assert.deepEqual([match.likelihood, said(match)['phone']], ['possible', 'near: same-digits'])
  })

  test('is found where two numbers stand in one field', () => {
    const match = compare({ phones: [{ number: '0612345678' }] }, { phones: [{ number: '0612345678 / 0698765432' }] })
    assert.equal(said(match)['phone'], 'match: same-number')
  })
})

test('two documents of two kinds with one number are not the same, and lift nobody', () => {
  const match = compare(
    {
      names: named('Orin Halvaster'),
      ageAtRegistration: about(13),
      documents: [{ number: '104477', kind: 'School register', country: 'ET' }],
    },
    {
      names: named('Tamsin Quell'),
      ageAtRegistration: about(6),
      documents: [{ number: '104477', kind: 'Vaccination card', country: 'SO' }],
    },
  )
  assert.deepEqual([match.likelihood, said(match)['document']], ['none', 'differs: other-kind'])
})

test('a family name that is also a particle counts: the exact name is likely and first, another one is only possible', () => {
  const asked = facts({ names: named('Anh Do'), ageAtRegistration: about(12) })
  const others = ['Le', 'Van', 'La', 'De', 'Das', 'Du', 'Di', 'Da', 'Los'].map((family) => `Anh ${family}`)
  const children = [...others, 'Anh Do'].map((name) => childWith({ names: named(name), ageAtRegistration: about(12) }))
  const ranked = rankMatches(
    children.map((candidate) => ({ candidate, match: matcherFor(asked, today, 'XM')(candidate) })),
  )
  assert.equal(ranked[0]!.candidate, children.at(-1))
  assert.deepEqual(
    ranked.map(({ match }) => match.likelihood),
    ['likely', ...others.map(() => 'possible')],
  )
})

test('an unknown sex speaks neither for nor against', () => {
  const match = compare({ names: named('Tarek Sol'), sex: 'unknown' }, { names: named('Tarek Sol'), sex: 'male' })
  assert.equal(match.fields.find(({ field }) => field === 'sex')?.result, 'blank')
})

test('what one person took for the sex of a child is never held against the child by the next', () => {
  const rank = ['none', 'possible', 'likely']
  const name = fc.constantFrom('Tarek Sol', 'Tarik Sole', 'Tarek Zephirin', 'Anh Do', 'Yonas Duval')
  const known = fc.record({
    names: name.map((text) => named(text)),
    ageAtRegistration: fc.option(
      fc.integer({ min: 3, max: 19 }).map((years) => about(years)),
      { nil: undefined },
    ),
    phones: fc.constantFrom<{ number: string }[]>([], [{ number: '+226 70123456' }]),
    languages: fc.constantFrom<string[]>([], ['ar'], ['fr']),
  })
  fc.assert(
    fc.property(known, known, (one, other) => {
      const matcher = matcherFor(facts({ ...one, sex: 'female' }), today, 'XM')
      const [differs, blank] = (['male', 'unknown'] as const).map((sex) => matcher(childWith({ ...other, sex })))
      assert.ok(rank.indexOf(differs!.likelihood) >= rank.indexOf(blank!.likelihood))
      assert.equal(differs!.order, blank!.order)
    }),
  )
})

test('nobody is given a number: candidates leave in order, without what put them there', () => {
  const asked = facts({ names: named('Tarek Sol'), ageAtRegistration: about(13) })
  const children = [
    childWith({ names: named('Tarik Sole') }),
    childWith({ names: named('Yonas Duval') }),
    childWith({ names: named('Tarek Sol'), ageAtRegistration: about(13) }),
  ]
  const ranked = rankMatches(
    children.map((candidate) => ({ candidate, match: matcherFor(asked, today, 'XM')(candidate) })),
  )
  assert.deepEqual(
    ranked.map(({ candidate }) => children.indexOf(candidate)),
    [2, 0],
  )
  assert.deepEqual(Object.keys(ranked[0]!.match), ['likelihood', 'fields'])
})
