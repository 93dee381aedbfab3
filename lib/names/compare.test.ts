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
  '김민수',
  '김민호',
  '王小明',
  'ジョン',
  'יוסף',
  'bin',
  'Abdul',
  'Charles',
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

  test('of one script are not the same if one syllable of a Korean or Chinese name is another', () => {
    for (const [a, b] of [
      ['김민수', '김민호'],
      ['이서연', '이서윤'],
      ['문종은', '문정은'],
      ['박지훈', '박지현'],
      ['王小明', '王小红'],
      ['Kim Min-su', 'Kim Min-ho'],
    ] as const)
      assert.equal(compareNames(a, b).outcome, 'partly', `${a} / ${b}`)
    // These are spoken the same.
    assert.equal(compareNames('김재민', '김제민').outcome, 'match')
    assert.equal(compareNames('김민수', '김 민수').outcome, 'match')
  })

  test('are close with and without "servant of"', () => {
    for (const [a, b] of [
      ['Nur Ahmad Rashid', 'Nur Ahmad Abdul Rashid'],
      ['Karim Sol', 'Abd al-Karim Sol'],
      ['Tarek Rahman', 'Tarek Abdurrahman'],
      ['رشيد سول', 'عبد الرشيد سول'],
      ['Rashid Sol', 'عبدالرشيد سول'],
      ['Рашид Сол', 'Абдурашид Сол'],
    ] as const)
      assert.ok(['match', 'close'].includes(compareNames(a, b).outcome), `${a} / ${b}`)
    assert.equal(compareNames('Amina Lah', 'Amina Abdullah').outcome, 'partly')
  })

  test('are not close because one family name is like a short form of the other, or has other vowels', () => {
    for (const [a, b] of [
      ['Elena Marino', 'Elena Maroni'],
      ['Rosa Castillo', 'Rosa Castella'],
      ['Marta Romano', 'Marta Romanelli'],
      ['Elena Martino', 'Elena Martinelli'],
      ['Sol Ferrante', 'Sol Ferrantino Lumi'],
    ] as const)
      assert.equal(compareNames(a, b).outcome, 'partly', `${a} / ${b}`)
    // A short form of a given name is close, at either end.
    for (const [a, b] of [
      ['Juanita Duval', 'Juana Duval'],
      ['Ilyusha Petrov', 'Ilya Petrov'],
      ['Nagy Ilonka', 'Nagy Ilona'],
      ['Rahima Begum', 'Rohima Begom'],
      // A letter left out at the end is a slip.
      ['Sol Lumi', 'Sol Lum'],
    ] as const)
      assert.ok(['match', 'close'].includes(compareNames(a, b).outcome), `${a} / ${b}`)
  })

  test('in which child and parent are exchanged are two people', () => {
    for (const [a, b] of [
      ['Salim bin Karim al-Haddad', 'Karim bin Salim al-Haddad'],
      ['Amina bint Yonas', 'Yonas bin Amina'],
      ['سليم بن كريم', 'كريم بن سليم'],
      ['Salim bin Karim', 'كريم بن سليم الحداد'],
      ['Sol bin Tarek bin Yonas', 'Yonas bin Tarek bin Sol'],
    ] as const) {
      const { outcome, reasons, nearness } = compareNames(a, b)
      assert.equal(outcome, 'partly', `${a} / ${b}`)
      assert.ok(reasons.includes('order-changed') && nearness <= 0.5, `${a} / ${b}: ${nearness}`)
    }
    // Without the word, or with the family name first, only the order differs.
    assert.equal(compareNames('Salim bin Karim', 'Karim Salim').outcome, 'match')
    assert.equal(compareNames('Haddad, Salim bin Karim', 'Salim bin Karim Haddad').outcome, 'match')
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
