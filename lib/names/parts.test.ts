import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compareNames, keysOf, partsOf } from './index.ts'

const written = (name: string): string[] => partsOf(name).map((part) => part.written)

const familyNames = [
  'Do',
  'Le',
  'Van',
  'La',
  'De',
  'Das',
  'Du',
  'Di',
  'Dos',
  'Da',
  'Los',
  'Las',
  'Den',
  'Der',
  'Ter',
  'Ben',
  'Bin',
  'Y',
]

describe('a particle', () => {
  test('at the end of a name is a family name, and another family name is not the same', () => {
    for (const [mine, other] of familyNames.flatMap((one) => familyNames.map((two) => [one, two] as const))) {
      const found = compareNames(`Thuyvi ${mine}`, `Thuyvi ${other}`)
      if (mine === other) assert.deepEqual([found.outcome, found.nearness, [...found.reasons]], ['match', 1, ['same']])
      else {
        assert.ok(found.reasons.some((reason) => reason !== 'same') && found.nearness < 0.95, `${mine} / ${other}`)
        if (mine.length < 3 && other.length < 3) assert.notEqual(found.outcome, 'match', `${mine} / ${other}`)
      }
    }
  })

  test('at the beginning of a name is a name, so the order of the parts makes no difference', () => {
    for (const one of familyNames) {
      assert.deepEqual(written(`${one} Thuyvi`), [one, 'Thuyvi'])
      assert.equal(compareNames(`${one} Thuyvi`, `Thuyvi ${one}`).outcome, 'match')
    }
  })

  test('between two names joins them, and people may leave it out', () => {
    for (const [name, parts] of [
      ['Maria de los Santos', ['Maria', 'Santos']],
      ['Jan van den Berg', ['Jan', 'Berg']],
      ['Tarek bin Yonas al-Sol', ['Tarek', 'Yonas', 'Sol']],
      ['طارق بن يونس', ['طارق', 'يونس']],
      ['Al-Sol, Tarek', ['Sol', 'Tarek']],
      ['Тарек Юнус оглы', ['Тарек', 'Юнус']],
      ['Nguyen Van La', ['Nguyen', 'La']],
      ['Bimalendu De', ['Bimalendu', 'De']],
      ['Li Bin', ['Li', 'Bin']],
    ] as const)
      assert.deepEqual(written(name), parts, name)
  })

  test('leaves the name of a person who is called only so', () => {
    for (const one of [...familyNames, 'оглы', 'al']) assert.deepEqual(written(one), [one])
  })
})

describe('a text that says that the name is not known', () => {
  const said = [
    'none',
    'None.',
    'N/A',
    'n.a.',
    'NA',
    'unknown',
    'Unknown Unknown',
    'UNKNOWN (female)',
    'name: unknown',
    'no name',
    'Not known',
    "don't know",
    'xxx',
    'XX',
    'X X',
    'aaaa',
    '???',
    '—',
    '...',
    '0000',
    'baby girl',
    'same as above',
    'inconnu',
    'Inconnue',
    'sans nom',
    'Néant',
    'aucun',
    'non renseigné',
    'ne sait pas',
    'anonyme',
    'desconocido',
    'Desconocida',
    'sin nombre',
    'ninguno',
    'no sabe',
    'se desconoce',
    'anónimo',
    'S/N',
    'لا يوجد',
    'مجهول',
    'مجهولة',
    'غير معروف',
    'بدون اسم',
    'نفسه',
    'لا أعرف',
    'الاسم غير معروف',
    'مجهول مجهول',
    'неизвестно',
    'без имени',
    'desconhecido',
    'አይታወቅም',
    'अज्ञात',
    'bilinmiyor',
    'haijulikani',
  ]

  test('has no part and no key, and agrees with no name', () => {
    for (const text of said) {
      assert.deepEqual(written(text), [], text)
      assert.deepEqual(keysOf(text), [])
      for (const other of [text, 'Amina Duval', 'Unknown'])
        assert.equal(compareNames(text, other).outcome, 'blank', `${text} / ${other}`)
    }
  })

  test('leaves what is known beside it', () => {
    assert.deepEqual(written('Unknown Duval'), ['Duval'])
    assert.deepEqual(written('أمينة مجهول'), ['أمينة'])
    const name = fc.constantFrom('Amina Duval', 'طارق سول', 'Anh Do', 'Yonas')
    fc.assert(
      fc.property(name, fc.constantFrom('Unknown', 'inconnu', 'desconocida', 'مجهول'), (known, unknown) => {
        assert.deepEqual(written(`${known} ${unknown}`), written(known))
      }),
    )
  })

  test('is not found in names that resemble one', () => {
    for (const name of [
      'Nada',
      'Nina',
      'Nino',
      'Nil',
      'Rien',
      'Baby',
      'Boy',
      'Oo',
      'Na Li',
      'No Minjun',
      'Sin Mei',
      'Majd',
      'Minor',
      'Noname Duval',
    ])
      assert.notDeepEqual(written(name), [], name)
  })
})
