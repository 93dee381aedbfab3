import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isAge } from './ages.ts'
import { checkAnswer } from './check-answer.ts'
import { withLatinDigits } from './digits.ts'
import { ageAnswerSchema } from './model.ts'
import type { AgeAnswer } from './model.ts'
import { readAge } from './typed-age.ts'

const read: [text: string, age: AgeAnswer][] = [
  ['13', { about: 13 }],
  [' about 13 ', { about: 13 }],
  ['~13', { about: 13 }],
  ['13 years old', { about: 13 }],
  ['0', { about: 0 }],
  ['130', { about: 130 }],
  ['1.5', { about: 1.5 }],
  ['1,5', { about: 1.5 }],
  ['0.5', { about: 0.5 }],
  ['½', { about: 0.5 }],
  ['2½', { about: 2.5 }],
  ['1 ½ years', { about: 1.5 }],
  ['1,25', { about: 1.25 }],
  ['6 months', { about: 0.5 }],
  ['18 months', { about: 1.5 }],
  ['7 months', { about: 7 / 12 }],
  ['2 years 6 months', { about: 2.5 }],
  ['1 año y 6 meses', { about: 1.5 }],
  ['12-14', { from: 12, to: 14 }],
  ['12 – 14', { from: 12, to: 14 }],
  ['12 or 13', { from: 12, to: 13 }],
  ['12 to 14', { from: 12, to: 14 }],
  ['between 12 and 14', { from: 12, to: 14 }],
  ['6-18 months', { from: 0.5, to: 1.5 }],
  ['6 months to 2 years', { from: 0.5, to: 2 }],
  ['environ 13 ans', { about: 13 }],
  ['13 ans environ', { about: 13 }],
  ['de 12 à 14 ans', { from: 12, to: 14 }],
  ['18 mois', { about: 1.5 }],
  ['alrededor de 13', { about: 13 }],
  ['entre 12 y 14 años', { from: 12, to: 14 }],
  ['7 u 8', { from: 7, to: 8 }],
  ['12 a 14', { from: 12, to: 14 }],
  ['١٣', { about: 13 }],
  ['١٫٥', { about: 1.5 }],
  ['١٨ شهرًا', { about: 1.5 }],
  ['٣ أشهر', { about: 0.25 }],
  ['١٣ سنة تقريبًا', { about: 13 }],
  ['١٢ أو ١٣', { from: 12, to: 13 }],
  ['من ١٢ إلى ١٤ سنة', { from: 12, to: 14 }],
  ['بين ١٢ و١٤', { from: 12, to: 14 }],
  ['۱۳ سال', { about: 13 }],
  ['۱۸ ماهه', { about: 1.5 }],
  ['۱۲ یا ۱۳', { from: 12, to: 13 }],
  ['፲፫', { about: 13 }],
  ['18 ወር', { about: 1.5 }],
  ['፲፪ ወይም ፲፫', { from: 12, to: 13 }],
  ['ከ12 እስከ 14 ዓመት', { from: 12, to: 14 }],
  ['১২', { about: 12 }],
  ['１２', { about: 12 }],
  ['12\u200f-\u200f14', { from: 12, to: 14 }],
]

test('an age is read as the text says it, in every script and language of the screens', () => {
  for (const [text, age] of read) assert.deepEqual(readAge(text, 'about'), age, text)
  assert.deepEqual(readAge('13', 'exact'), { exact: 13 })
  assert.deepEqual(readAge('about 13', 'exact'), { about: 13 })
  assert.equal(readAge(' \u200f', 'about'), undefined)
})

test('a text that may mean another age is refused in words', () => {
  const refused = `-3,−3,12/13,1/2,131,300,1e7,1000,1,000,12.13,12,13,12, 13,20 11,12-,-12,12--14,12-13-14,under 12,over 16,
    5+,<5,16m,16f,almost 18,fifteen,teen,12 and 14,1.5 months,6 months to 2,about 12 to 14,2 years 14 months,1.5 years 6 months,
    1½.5,½12,12 13,null,NaN,Infinity,0x10,true,__proto__,፩፪,13 ${'x'.repeat(80)},12²,Ⅻ`
  for (const text of refused.split(/,(?!\d)/).map((each) => each.trim()))
    assert.equal(readAge(text, 'about'), 'not-an-age', text)
  for (const text of ['14-3', '14 to 12', '2 years to 6 months', '١٤ أو ١٢'])
    assert.equal(readAge(text, 'about'), 'age-out-of-order', text)
})

const units = ['', ' years', ' years old', ' ans', ' años', ' سنة', ' سال', ' ዓመት']
const joins = ['-', ' – ', ' to ', ' or ', ' à ', ' ou ', ' o ', ' إلى ', ' أو ', ' تا ', ' እስከ ']
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10]
const written = (number: number, zero: number): string =>
  String(number).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

test('any age that is written with its numbers, in any digits, is that age', () => {
  const years = fc.integer({ min: 0, max: 130 })
  const zero = fc.constantFrom(...zeros)
  fc.assert(
    fc.property(
      years,
      years,
      zero,
      fc.constantFrom(...units),
      fc.constantFrom(...joins),
      (a, b, digits, unit, join) => {
        assert.deepEqual(readAge(`${written(a, digits)}${unit}`, 'exact'), { exact: a })
        assert.deepEqual(
          readAge(`${written(a, digits)}${join}${written(b, digits)}${unit}`, 'about'),
          a <= b ? { from: a, to: b } : 'age-out-of-order',
        )
      },
    ),
  )
})

test('whatever is typed is refused, or is an age whose numbers are all in the text', () => {
  const piece = fc.oneof(
    fc.nat({ max: 200 }).map(String),
    fc.constantFrom(
      ...joins,
      ...units,
      '½',
      '.',
      ',',
      '/',
      '-',
      'about ',
      ' months',
      ' شهر',
      ' ',
      '٫',
      'm',
      '+',
      '፲',
      '፫',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
      const text = pieces.join('')
      const age = readAge(text, 'about')
      if (age === undefined || typeof age === 'string') return
      assert.ok(isAge(age))
      const numbers = withLatinDigits(text).match(/\d+(?:[.,٫،]\d+)?\s?½?|½/g) ?? []
      const said = numbers
        .map((each) => Number.parseFloat(each.replace(/[,٫،]/, '.')) || 0)
        .map((n, i) => (numbers[i]!.includes('½') ? n + 0.5 : n))
      const kept = Object.values(age)
      assert.ok(said.length === kept.length || (said.length === 2 && kept.length === 1), text)
      if (!/month|شهر/.test(text)) assert.deepEqual(kept, said, text)
    }),
  )
})

test('every door has the same rule: what the schema takes, the form takes, and nothing else', () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -5, max: 140 }), fc.constantFrom(1.5, 0.5, 1e308, 130.5, NaN))
  const value = fc.oneof(number, fc.constantFrom<unknown>(null, true, '17', ['17'], {}, undefined))
  const age = fc.oneof(
    fc.record({ exact: value }),
    fc.record({ about: value }),
    fc.record({ from: value, to: value }),
    fc.record({ exact: value, about: value }),
    value,
  )
  const question = { kind: 'question', name: 'age', type: 'age', label: {} } as const
  fc.assert(
    fc.property(age, (given) => {
      assert.equal(ageAnswerSchema.safeParse(given).success, isAge(given))
      if (typeof given === 'object')
        assert.equal(checkAnswer(question, given as AgeAnswer, undefined).length === 0, isAge(given))
    }),
  )
  for (const wrong of [
    { exact: -3 },
    { exact: 300 },
    { about: 1e7 },
    { from: 14, to: 3 },
    { exact: 1.3 },
    { exact: 5, about: 20 },
  ])
    assert.equal(isAge(wrong), false)
  for (const right of [{ exact: 1.5 }, { about: 0.5 }, { from: 1, to: 1.5 }, { exact: 0.58 }]) assert.ok(isAge(right))
})
