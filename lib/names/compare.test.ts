import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compareNames, nameComparer, partsOf, type NameComparison } from './index.ts'

const words = [
  'Amina',
  'Tarek',
  'Lumi',
  'Sol',
  'Duval',
  'Yonas',
  'Tigist',
  'Abd al-Karim',
  'Nur al-Din',
  'Mehdi',
  'Oleksa',
  'Bao',
  'J.',
  'أمينة',
  'طارق',
  'عبد الكريم',
  'ليلى',
  'Амина',
  'Тарек',
  'Юсуф',
  'አሚና',
  'ዮናስ',
  'अमीना',
  'မောင်',
  'ñandú',
  '小龙',
  '',
  '   ',
  '--',
]
const name = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const anything = fc.oneof(name, fc.string({ unit: 'grapheme', maxLength: 30 }))

function without({ parts: _, ...rest }: NameComparison): Omit<NameComparison, 'parts'> {
  return rest
}

describe('two names', () => {
  test('give the same result in either order', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        assert.deepEqual(without(compareNames(a, b)), without(compareNames(b, a)))
      }),
    )
  })

  test('give the same result one by one and one against many', () => {
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 6 }), (asked, known) => {
        const { read, compare } = nameComparer()
        for (const one of [...known, ...known])
          assert.deepEqual(without(compare(read(asked), read(one))), without(compareNames(asked, one)))
      }),
      { examples: [['Sol Amina Sol', ['Lumi Sol Amina']]] },
    )
  })

  test('that are the same name match in any script', () => {
    fc.assert(
      fc.property(anything, (one) => {
        const { outcome, nearness, reasons } = compareNames(one, one)
        const parts = partsOf(one).length
        assert.equal(outcome, parts === 0 ? 'blank' : parts === 1 ? 'close' : 'match')
        if (parts > 0) assert.deepEqual([nearness, [...reasons]], [1, ['same']])
      }),
    )
  })

  test('match when only the order of the parts differs', () => {
    const distinct = fc.shuffledSubarray(['Amina', 'طارق', 'Yonas', 'Sol', 'Мария', 'ሰላም'], { minLength: 2 })
    fc.assert(
      fc.property(distinct, fc.nat(), (parts, turn) => {
        const turned = [...parts.slice(turn % parts.length), ...parts.slice(0, turn % parts.length)]
        const { outcome, nearness } = compareNames(parts.join(' '), turned.join(' '))
        assert.deepEqual([outcome, nearness], ['match', 1])
      }),
    )
  })

  test('give the same result when both change the order of their parts', () => {
    const three = fc.shuffledSubarray(['Amina', 'Ameena', 'Tarek', 'طارق', 'Sol', 'Yonas', 'ዮናስ', 'Maria', 'Мария'], {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(three, three, (a, b) => {
        const before = compareNames(a.join(' '), b.join(' '))
        const after = compareNames([...a].reverse().join(' '), [...b].reverse().join(' '))
        assert.deepEqual([before.outcome, before.nearness], [after.outcome, after.nearness])
      }),
    )
  })

  test('return the reason for their nearness', () => {
    const told: [string, string, NameComparison['outcome'], string[]][] = [
      ['Tarek Sol', 'طارق سول', 'match', ['another-script']],
      ['Tarek Sol', 'Sol, Tarek', 'match', ['same', 'order-changed']],
      ['Marisol Duval', 'Marisol Duvel', 'match', ['same', 'one-letter-apart']],
      ['Tarek Haddad', 'طارق الحداد', 'match', ['another-script']],
      ['Yusuf Tal', 'José Tal', 'match', ['same', 'nickname']],
      ['T. Duval', 'Tarek Duval', 'close', ['same', 'initial']],
      ['Abd al-Karim Sol', 'Abdelkrim Sol', 'match', ['same', 'sounds-alike']],
      ['Mary Ann Sol', 'Maryann Sol', 'match', ['same', 'joined-differently']],
      ['Tarek Yonas Sol', 'Tarek Sol', 'match', ['same', 'part-missing']],
      ['Amina Sol', 'Amina', 'partly', ['same', 'part-missing']],
      ['Amina Sol', 'Tarek Duval', 'differs', ['differs']],
      ['Amina Sol', 'Amina Duval', 'partly', ['same', 'differs']],
      ['', 'Amina', 'blank', []],
    ]
    for (const [a, b, outcome, reasons] of told) {
      const found = compareNames(a, b)
      assert.deepEqual([found.outcome, [...found.reasons]], [outcome, reasons], `${a} / ${b}`)
    }
  })

  test('that only share a short skeleton are not taken for each other', () => {
    for (const [a, b] of [
      ['Ola', 'علي'],
      ['Leo', 'ليلى'],
      ['Mona', 'Nima'],
      ['Sami', 'Isma'],
      ['Ahmad', 'Mahdi'],
      ['Tarek', 'Katar'],
    ] as const) {
      assert.equal(compareNames(a, b).outcome, 'differs', `${a} / ${b}`)
    }
  })
})
