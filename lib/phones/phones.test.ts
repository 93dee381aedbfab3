import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { getCountries, getExampleNumber } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { comparePhones, phonesIn, type PhoneComparison } from './index.ts'

const numbers = getCountries().flatMap((country) => {
  const example = getExampleNumber(country, examples)
  return example ? [{ country, example }] : []
})

/** The result for the first number of each text. */
function compare(one: string, other: string, home = 'XM'): PhoneComparison | 'no number' {
  const [[a], [b]] = [phonesIn(one, home), phonesIn(other, home)]
  const result = a && b ? comparePhones(a, b) : 'no number'
  assert.equal(result, a && b ? comparePhones(b, a) : 'no number', 'the order makes no difference')
  return result
}

const digitsOf = (text: string): string[] => phonesIn(text, 'XM').map(({ digits }) => digits)

describe('a telephone number of every country', () => {
  test('is the same in national and international form, and is looked up by the same end', () => {
    assert.ok(numbers.length > 240)
    for (const { country, example } of numbers) {
      const national = example.formatNational()
      const forms = [
        example.number,
        example.formatInternational(),
        example.format('RFC3966'),
        `00${example.number.slice(1)}`,
      ]
      for (const home of [country, 'XM'])
        for (const form of forms) {
          assert.equal(compare(national, form, home), 'same', `${country}: ${national} / ${form} at ${home}`)
          assert.equal(phonesIn(national, home)[0]!.end, phonesIn(form, home)[0]!.end, `${country}: ${form} at ${home}`)
        }
    }
  })

  test('is the same without a plus before the country code', () => {
    for (const { country, example } of numbers)
      for (const home of [country, 'XM'])
        assert.equal(compare(example.number.slice(1), example.number, home), 'same', country)
  })

  test('is another one with the code of another country', () => {
    const two = fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(two, ([one, other]) => {
        fc.pre(one!.example.countryCallingCode !== other!.example.countryCallingCode)
        const moved = `+${other!.example.countryCallingCode} ${one!.example.nationalNumber}`
        assert.notEqual(compare(one!.example.number, moved), 'same')
        assert.notEqual(compare(one!.example.nationalNumber, moved, one!.country), 'same')
      }),
    )
  })

  test('is another one with another last digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.integer({ min: 1, max: 9 }), ({ country, example }, more) => {
        const changed = example.number.slice(0, -1) + String((Number(example.number.at(-1)) + more) % 10)
        for (const form of [example.number, example.formatNational()])
          assert.ok(
            ['differs', 'unknown', 'no number'].includes(compare(form, changed, country)),
            `${form} / ${changed}`,
          )
      }),
    )
  })
})

describe('a telephone number', () => {
  test('without a country code is read in the reader’s country first', () => {
    assert.equal(compare('0712 345 678', '+254 712 345 678', 'KE'), 'same')
    assert.equal(compare('0712 345 678', '+256 712 345 678', 'KE'), 'same-digits')
    assert.equal(compare('0712 345 678', '+256 712 345 678', 'XM'), 'same')
    assert.equal(compare('70 12 34 56', '00226 70 12 34 56', 'XM'), 'same')
    assert.equal(compare('70 12 34 56', '+226 70 12 34 56', 'ML'), 'same-digits')
    assert.equal(compare('70 12 34 56', '70123457', 'ML'), 'differs')
    assert.equal(compare('011 226 70 12 34 56', '+226 70123456', 'US'), 'same')
  })

  test('of a country without a plan is compared without its country code and zeros', () => {
    assert.equal(compare('+999 70 123 456 78', '070 123 456 78'), 'same')
    assert.equal(compare('+999 70 123 456 78', '+998 70 123 456 78'), 'differs')
    assert.equal(compare('061234567', '61234567'), 'same')
    assert.equal(compare('061234567', '61234568'), 'differs')
    assert.equal(compare('06 20 123 4567', '20 123 4567'), 'same')
    assert.equal(compare('226 70 12 34 56', '70123456'), 'same')
  })

  test('is the same in the digits of every script', () => {
    const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0x1e950, 0xff10]
    for (const zero of zeros) {
      const written = '0612345678'.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
      assert.equal(compare(written, '0612345678'), 'same', written)
    }
    assert.equal(compare('\u200f22670123456+', '+226 70 12 34 56'), 'same')
  })

  test('is found beside another one, and an extension is none', () => {
    const texts: [string, string[]][] = [
      ['0612345678 / 0698765432', ['0612345678', '0698765432']],
      ['0612345678 or 0698765432', ['0612345678', '0698765432']],
      ['0612345678 ou 0698765432; 70123456', ['0612345678', '0698765432', '70123456']],
      ['٠٦١٢٣٤٥٦٧٨ أو ٠٦٩٨٧٦٥٤٣٢', ['0612345678', '0698765432']],
      ['0612345678 0698765432', ['0612345678', '0698765432']],
      ['06 12 34 56 78 - 06 98 76 54 32', ['0612345678', '0698765432']],
      ['7012345 - 7654321', ['7012345', '7654321']],
      ['+226 70123456 +226 76543210', ['22670123456', '22676543210']],
      ['0612345678\n0698765432', ['0612345678', '0698765432']],
      ['061234567 ext 12', ['061234567']],
      ['061234567 poste 4567', ['061234567']],
      ['061234567x12', ['061234567']],
      ['061234567 #12', ['061234567']],
      ['0612345678/79', ['0612345678']],
      ['0699/1234567', ['06991234567']],
      ['+226 / 70123456', ['22670123456']],
      ['(+226) 70-12-34-56 (mother)', ['22670123456']],
      ['tel:+22670123456', ['22670123456']],
    ]
    for (const [text, expected] of texts) assert.deepEqual(digitsOf(text), expected, text)
  })

  test('is not known where the text has no number, one repeated digit, or too few', () => {
    for (const text of [
      '',
      'none',
      'N/A',
      'unknown',
      'no phone',
      'sans téléphone',
      'ninguno',
      'لا يوجد',
      'نفسه',
      '—',
      '+',
    ])
      assert.deepEqual(phonesIn(text, 'XM'), [], text)
    for (const text of [
      '0',
      '0000000000',
      '٠٠٠٠٠٠٠',
      '99999999',
      '+999 999 999',
      '0777777777',
      '+1 111 111 1111',
      '+254 000 000 000',
    ])
      assert.deepEqual(phonesIn(text, 'XM'), [], text)
    for (const [one, other] of [
      ['112', '112'],
      ['12345', '12345'],
      ['51234', '+226 70123456'],
    ] as const)
      assert.equal(compare(one, other), 'unknown')
    assert.equal(compare('51234', '+290 51234'), 'same', 'a whole number in a small country')
  })

  test('of any text is read without a fault, and is the same as itself', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.stringMatching(/^[+0-9 ()/.-]{0,40}$/))
    fc.assert(
      fc.property(text, fc.constantFrom('XM', 'FR', 'US', 'BF'), (typed, home) => {
        for (const phone of phonesIn(typed, home))
          assert.ok(['same', 'unknown'].includes(comparePhones(phone, phone)), typed)
      }),
    )
  })
})
