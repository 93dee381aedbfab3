import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  documentNumbers,
  identifierNumbers,
  matchNumbers,
  matchPhones,
  phoneEnds,
  phonesOf,
  plainNumber,
} from './identifiers.ts'

const saysNothing = [
  'none',
  'N/A',
  'unknown',
  'no phone',
  'not known',
  'None.',
  '—',
  '-',
  '?',
  'nil',
  'XXX',
  '0',
  '000000000',
  '1111111',
  'aucun',
  'sans téléphone',
  'inconnu',
  'néant',
  'ninguno',
  'sin teléfono',
  'desconocido',
  'no tiene',
  'لا يوجد',
  'بدون هاتف',
  'غير معروف',
  'نفسه',
  '٠٠٠٠٠٠٠',
  'нет',
  'A-0000',
  'no 0',
]

type Document = Parameters<typeof documentNumbers>[0][number]
type Asked = string | [number: string, kind?: string, country?: string]

function document(asked: Asked): Document[] {
  const [number, kind, country] = typeof asked === 'string' ? [asked] : asked
  return [{ number, ...(kind && { kind }), ...(country && { country }) }]
}

function compare(one: Asked, other: Asked): string {
  const { result, reasons } = matchNumbers(documentNumbers(document(one)), documentNumbers(document(other)))
  return [result, ...reasons].join(' ')
}

describe('a number that nobody knows', () => {
  test('is the same as no other, whatever people write for it', () => {
    const text = fc.constantFrom(...saysNothing)
    const any = fc.oneof(text, fc.constantFrom('MR204118', '+226 70 12 34 56', '0612345678'))
    fc.assert(
      fc.property(text, any, (one, other) => {
        assert.equal(
          matchPhones(phonesOf([{ number: one }], 'XM'), phonesOf([{ number: other }], 'XM')).result,
          'blank',
        )
        assert.equal(compare(one, other), 'blank')
        const identifier = (value: string) => identifierNumbers([{ system: 'school', value }])
        assert.equal(matchNumbers(identifier(one), identifier(other)).result, 'blank')
      }),
    )
  })

  test('is not looked up', () => {
    assert.deepEqual(phoneEnds(saysNothing), [])
    for (const text of saysNothing) assert.equal(plainNumber(text), undefined, text)
  })

  test('does not hide the one that is known beside it', () => {
    const known = documentNumbers([{ number: 'none' }, { number: 'MR-204 118' }])
    assert.equal(matchNumbers(known, documentNumbers([{ number: 'mr204118' }, { number: 'N/A' }])).result, 'match')
  })
})

describe('the number of a document', () => {
  test('of another kind or country is not the same', () => {
    const results: [Asked, Asked, string][] = [
      ['104477', '104477', 'match same-number'],
      [['104477', 'School register', 'ET'], ['104477', 'school-register'], 'match same-number'],
      [['104477', 'School register', 'ET'], ['104477', 'Vaccination card', 'SO'], 'differs other-kind'],
      [['104477', 'school-register'], ['104477', 'vaccination-card'], 'differs other-kind'],
      [['104477', 'passport', 'ET'], ['104477', 'passport', 'SO'], 'differs other-kind'],
      [['104477', undefined, 'ET'], ['104477', undefined, 'SO'], 'differs other-kind'],
      [['104477', undefined, 'ET'], ['104477', undefined, 'ETH'], 'match same-number'],
      [['104477', 'passport'], ['104477', 'unknown'], 'match same-number'],
      [['104477', 'Passport'], ['104477', 'جواز سفر'], 'near other-kind'],
      [['104477', 'passport'], ['104478', 'passport'], 'differs other-number'],
    ]
    for (const [one, other, result] of results) {
      assert.equal(compare(one, other), result)
      assert.equal(compare(other, one), result)
    }
  })

  test('with few characters is the same only in one kind of document', () => {
    assert.equal(compare('1234', '1234'), 'blank')
    assert.equal(compare(['1234', 'school-register'], ['1234', 'School register']), 'match same-number')
    assert.equal(compare(['1234', 'school-register'], ['1234', 'passport']), 'blank')
  })

  test('in another system is perhaps another one', () => {
    const one = identifierNumbers([{ system: 'Health programme', value: '104477' }])
    assert.deepEqual(
      matchNumbers(one, identifierNumbers([{ system: 'health programme', value: '104-477' }])).result,
      'match',
    )
    assert.deepEqual(matchNumbers(one, identifierNumbers([{ system: 'School 1', value: '104477' }])).result, 'near')
  })
})
