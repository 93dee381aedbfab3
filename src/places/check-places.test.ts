import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkPlaces } from './check-places.ts'
import { comparePlaces, compareVersions, type KeptPlace } from './compare-places.ts'
import { countryCodeOf, countryNames } from './countries.ts'
import type { ListedPlace } from './model.ts'
import { readPlacesCsv } from './read-places-csv.ts'
import { firstList, secondList } from './places.test-data.ts'

const heading = firstList.split('\n')[0]!
const problemsOf = (...rows: string[]) => {
  const { rows: read, problems } = readPlacesCsv([heading, ...rows].join('\n'))
  return [...problems, ...checkPlaces(read).problems].map(({ line, code, value }) =>
    [line, code, value].filter((part) => part !== undefined).join(' '),
  )
}

test('every row that contradicts itself or the others is named with its line', () => {
  assert.deepEqual(problemsOf('QS,1,QS01,A,,QS,2025-01-31', 'QS,1,QS01,B,,QS,2025-01-31'), ['3 code-twice QS01'])
  assert.deepEqual(problemsOf('QS,1,,A,,QS,'), ['2 no-code'])
  assert.deepEqual(problemsOf(',1,QS01,A,,QS,'), ['2 no-country QS01'])
  assert.deepEqual(problemsOf('QS,one,QS01,A,,QS,'), ['2 level one'])
  assert.deepEqual(problemsOf('QS,1,QS01,A,,QS,2025-02-30'), ['2 date 2025-02-30'])
  assert.deepEqual(problemsOf('QS,2,QS0101,A,,QS09,'), ['2 parent-not-there QS09'])
  assert.deepEqual(problemsOf('QF,1,QF01,A,,QF,', 'QS,2,QS0101,A,,QF01,'), ['3 parent-elsewhere QF01'])
  assert.deepEqual(problemsOf('QS,1,QS01,A,,QS02,', 'QS,1,QS02,B,,QS01,'), [
    '2 parent-level QS02',
    '3 parent-level QS01',
  ])
  assert.deepEqual(problemsOf('QS,1,QS01,A'), ['2 cells 4'])
  assert.deepEqual(problemsOf(`QS,1,QS01,${'x'.repeat(300)},,QS,`), ['2 too-long QS01'])
})

test('a table without the columns of a place list names them, and something else is no table', () => {
  assert.deepEqual(
    readPlacesCsv('code,name\n1,A').problems.map(({ value }) => value),
    ['Location', 'Admin Level', 'P-Code', 'Name', 'Parent P-Code', 'Valid from date'],
  )
  assert.deepEqual(
    readPlacesCsv('"never closed\n1,2').problems.map(({ code }) => code),
    ['unreadable'],
  )
})

test('a place without a name is loaded under its code, and said', () => {
  const { places, problems, remarks } = checkPlaces(readPlacesCsv(`${heading}\nQS,1,QS01,,,QS,`).rows)
  assert.deepEqual(
    [places.map(({ code, name }) => [code, name]), problems, remarks],
    [[['QS01', {}]], [], [{ line: 2, code: 'no-name', value: 'QS01' }]],
  )
})

test('only the countries asked for are read, under either of their codes', () => {
  const { rows } = readPlacesCsv(firstList)
  assert.deepEqual([...new Set(checkPlaces(rows, ['QF']).places.map(({ country }) => country))], ['QF'])
  assert.deepEqual(checkPlaces(rows, ['QX']).problems, [{ line: 0, code: 'country-not-in-file', value: 'QX' }])
  assert.equal(countryCodeOf('afg'), 'AF')
  assert.equal(countryNames('AF', ['ar'])['ar'], 'أفغانستان')
})

const asKept = (places: readonly ListedPlace[], version: string): KeptPlace[] =>
  places.map((place) => ({ ...place, setId: 'a', version, sinceVersion: version, sinceAt: new Date(0) }))
const first = checkPlaces(readPlacesCsv(firstList).rows).places
const second = checkPlaces(readPlacesCsv(secondList).rows).places

test('a newer version says what was added, renamed, moved and retired', () => {
  const plan = comparePlaces('a', '2', second, asKept(first, '1'))
  assert.ok(!('conflict' in plan))
  assert.deepEqual(
    [plan.added.map(({ code }) => code), plan.renamed, plan.moved, plan.retired.map(({ code }) => code)],
    [['QS0204'], 1, 1, ['QS0203']],
  )
})

test('an older version, and the same version with another content, are not loaded; a country of its own is', () => {
  assert.deepEqual(comparePlaces('a', '1', second, asKept(first, '2')), {
    conflict: 'version-older',
    country: 'QS',
    version: '2',
  })
  assert.deepEqual(comparePlaces('a', '1', second, asKept(first, '1')), {
    conflict: 'version-differs',
    country: 'QS',
    version: '1',
  })
  const far = first.filter(({ country }) => country === 'QF')
  const plan = comparePlaces(
    'a',
    '1',
    far,
    asKept(
      first.filter(({ country }) => country === 'QS'),
      '2',
    ),
  )
  assert.ok(!('conflict' in plan) && plan.added.length === far.length && plan.retired.length === 0)
  assert.deepEqual(comparePlaces('b', '9', far, asKept(far, '1')), {
    conflict: 'code-of-another-set',
    codes: ['QF01', 'QF0101', 'QF0102'],
  })
})

test('versions are ordered as people write them', () => {
  const versions = ['2025-11-03', '2025-9-1', '2024-12-31', '10', '9']
  assert.deepEqual(versions.toSorted(compareVersions), ['9', '10', '2024-12-31', '2025-9-1', '2025-11-03'])
})

/** A random tree of places as rows. Each has a parent in the level above. */
const lists = fc
  .array(
    fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      parent: fc.nat(),
      name: fc.constantFrom('Central', 'Ossend', 'Vellmar'),
    }),
    { maxLength: 40 },
  )
  .map((wanted) => {
    const byLevel: string[][] = [['QS']]
    return wanted.map(({ level, parent, name }, index) => {
      const deepest = Math.min(level, byLevel.length)
      const above = byLevel[deepest - 1]!
      const code = `QS${String(index).padStart(3, '0')}`
      ;(byLevel[deepest] ??= []).push(code)
      return {
        line: index + 2,
        location: 'QS',
        level: String(deepest),
        code,
        names: { und: name },
        parent: above[parent % above.length]!,
        validFrom: '',
      }
    })
  })

test('whatever the tree, a place lies in another exactly when a walk up its parents meets it', () => {
  fc.assert(
    fc.property(lists, (rows) => {
      const { places, problems } = checkPlaces(rows)
      assert.deepEqual(problems, [])
      const parents = new Map(rows.map(({ code, parent }) => [code, parent]))
      for (const { code, ancestors } of places) {
        const walked: string[] = []
        for (let at = parents.get(code); at !== undefined; at = parents.get(at)) walked.push(at)
        assert.deepEqual(ancestors, walked)
      }
    }),
  )
})

test('whatever the versions, loading one twice changes nothing and two in order give the last one', () => {
  fc.assert(
    fc.property(lists, lists, (one, two) => {
      const [before, after] = [checkPlaces(one).places, checkPlaces(two).places]
      const again = comparePlaces('a', '1', before, asKept(before, '1'))
      assert.ok(!('conflict' in again) && again.added.length + again.changed.length + again.retired.length === 0)
      const plan = comparePlaces('a', '2', after, asKept(before, '1'))
      assert.ok(!('conflict' in plan))
      const left = [
        ...plan.same,
        ...plan.added,
        ...plan.changed.map(({ to }) => to),
        ...before.filter(({ country }) => !after.some((place) => place.country === country)),
      ]
      assert.deepEqual(
        left.map(({ code }) => code).sort(),
        (after.length > 0 ? after : before).map(({ code }) => code).sort(),
      )
    }),
  )
})
