import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htcdsFactsOf } from '#path/children'
import type { HtcdsView } from '#standards/htcds'
import { htcdsLists } from '../../standards/htcds/code-lists.ts'
import { extensionValues } from '../../standards/htcds/aliases.ts'
import { htcdsFields } from '../../standards/htcds/fields.ts'
import { showScreeningAsHtcds } from './htcds-row.ts'
import { aged, answered, aScreening, packs, worker } from './store/screenings.test-data.ts'

const at = '2026-03-02T09:00:00.000Z'
const secrets = ['Tarek Zephirin', '+100 555', 'He cried.', 'They let him go.', 'It fits the law.']

function changed(field: string, value: string | object) {
  return { id: field, field, baseVersion: [], value: value as string, author: worker, device: 'test', time: at }
}

const child = htcdsFactsOf({
  changes: [
    changed('sex', 'male'),
    changed('birth', { iso: '2012-01-01', precision: 'year' }),
    changed('age-at-registration', { age: { exact: 14 }, howKnown: 'document' }),
    changed('name:1', { text: 'Tarek Zephirin', kind: 'full' }),
    changed('phone:1', { number: '+100 555', whose: 'child' }),
    changed('note:1', { text: 'He cried.' }),
    changed('language:ti', { code: 'ti' }),
  ],
  absorbed: [],
})

const screening = aScreening({
  answers: answered({
    'legal-test/purpose/begging': 'yes',
    'legal-test/purpose/unlawful-acts': 'yes',
    'legal-test/purpose/organs': 'no',
    'legal-test/purpose/marriage': 'not-asked',
    'legal-test/act/transported': 'yes',
    'ilo-child-labour/coercion-at-destination/papers-kept': 'yes',
    'ilo-child-labour/coercion-at-destination/debt': 'unknown',
    'ilo-child-labour/deceptive-recruitment/pay': 'yes',
    'ilo-child-labour/deceptive-recruitment/school': 'yes',
  }).map((each) => ({ ...each, note: 'He cried.' })),
  ages: aged({ 'at-exploitation': { about: 13 }, 'at-entry': { exact: 12 }, now: { unknown: true } }),
  outcomes: [
    {
      outcome: 'presumed-victim',
      reason: 'It fits the law.',
      by: worker,
      at,
      reading: 'reasons-to-presume',
      onVersion: 3,
    },
  ],
  justiceContacts: [
    {
      id: '01900000-0000-7000-8000-000000000077',
      kind: 'arrest',
      nexus: 'likely',
      happenedAt: at,
      note: 'They let him go.',
      by: worker,
      at,
      protects: true,
    },
  ],
})
const view = showScreeningAsHtcds(packs, screening, child)

function columns({ columns: all }: HtcdsView): Record<string, string> {
  return Object.fromEntries(all.map(({ name, value }) => [name, value]))
}

function reasons(path: string): string[] {
  return view.lossy.filter((loss) => loss.path === path).map(({ reason }) => reason)
}

test('what a screening found stands in the columns of HTCDS, with the facts of the child', () => {
  assert.deepEqual(columns(view), {
    prs_Gender: 'Masculine',
    vic_TraffickingStatus: 'PossibleVictimOfTrafficking',
    vic_AgeWhenTrafficked: '13',
    vic_MethodsOfControl: 'WithholdsDocuments;FalsePromises',
    vic_TypeOfExploitation: 'ForcedBegging;Other',
  })
})

test('what the standard lacks is in an extension column, and the list of losses says so', () => {
  const extension = Object.fromEntries(view.extension.map(({ name, value }) => [name, value]))
  assert.equal(extension['x-vic_TypeOfExploitation'], 'ForcedBegging;x-ForcedCriminality')
  assert.equal(extension['x-sign/legal-test/act/transported'], 'yes')
  assert.equal(extension['x-age/at-entry'], 'json:{"exact":12}')
  assert.deepEqual(reasons('sign/legal-test/purpose/unlawful-acts'), ['no-value'])
  assert.deepEqual(reasons('sign/legal-test/act/transported'), ['no-field'])
  assert.deepEqual(reasons('sign/legal-test/purpose/begging'), [])
})

test('every answer of the worker is in the row or in the list of losses', () => {
  assert.deepEqual(reasons('sign/legal-test/purpose/organs'), ['no-value'])
  assert.deepEqual(reasons('sign/ilo-child-labour/coercion-at-destination/debt'), ['unknown'])
  assert.deepEqual(reasons('sign/legal-test/purpose/marriage'), [], 'a question left out is no answer')
  assert.deepEqual(reasons('age/at-exploitation'), ['about'])
  assert.deepEqual(reasons('age/at-entry'), ['no-field'])
  assert.deepEqual(reasons('age/now'), ['unknown'])
  assert.deepEqual(reasons('child/birth'), ['precision'])
  assert.deepEqual(reasons('child/language'), ['no-value'])
  assert.deepEqual(reasons('child/age-at-registration'), ['no-field'])
})

test('who the child is and what people wrote never leave, and the list of losses says that too', () => {
  for (const secret of secrets) assert.ok(!JSON.stringify(view).includes(secret), secret)
  assert.deepEqual(reasons('child/name'), ['identity'])
  assert.deepEqual(reasons('child/phone'), ['identity'])
  assert.deepEqual(reasons('child/note'), ['own-words'])
  assert.deepEqual(reasons('notes'), ['own-words'])
  assert.deepEqual(reasons('justice'), ['no-field'])
  assert.ok(!view.csv.includes('arrest'))
})

test('no screening says that somebody is no victim', () => {
  for (const outcome of ['at-risk', 'other-protection-need', 'cannot-tell', 'no-grounds-for-now'] as const) {
    const shown = showScreeningAsHtcds(packs, aScreening({ outcomes: [{ ...screening.outcomes[0]!, outcome }] }), [])
    assert.deepEqual(columns(shown), {}, outcome)
    assert.ok(shown.lossy.some(({ path, values }) => path === 'outcome' && values.includes(outcome)))
  }
})

test('a fact that the register and the screening know differently is not hidden', () => {
  const facts = htcdsFactsOf({
    changes: [changed('age-at-exploitation', { age: { exact: 11 }, howKnown: 'document' })],
    absorbed: [],
  })
  const shown = showScreeningAsHtcds(packs, screening, facts)
  assert.equal(columns(shown)['vic_AgeWhenTrafficked'], '13')
  assert.deepEqual(
    shown.lossy
      .filter(({ path }) => path === 'child/age-at-exploitation')
      .map(({ reason, values }) => [reason, values]),
    [['second-answer', ['11']]],
  )
})

test('every value that an indicator names for HTCDS is one of the standard, or one of our extensions', () => {
  const named = packs
    .flatMap((pack) => pack.families.flatMap((family) => family.indicators))
    .filter(({ htcds }) => htcds)
  assert.ok(named.length > 20)
  for (const { id, htcds } of named) {
    const { field, value } = htcds!
    const list = htcdsFields.find(({ name }) => name === field)?.list
    assert.ok(list, `${id}: ${field}`)
    const known = [...htcdsLists[list]!.map((each) => each.value), ...(extensionValues[field] ?? [])]
    assert.ok(known.includes(value), `${id}: ${value}`)
  }
})

test('that it happened online is a column of its own and no type of exploitation', () => {
  const online = aScreening({
    answers: answered({ 'own-signs/recruited-online/offer': 'yes', 'legal-test/purpose/begging': 'yes' }),
  })
  const shown = showScreeningAsHtcds(packs, online, [])
  assert.equal(columns(shown)['vic_TypeOfExploitation'], 'ForcedBegging')
  assert.equal(columns(shown)['vic_MethodOfRecruitment'], 'ThroughOnlineSocialNetworks')
  const extension = Object.fromEntries(shown.extension.map(({ name, value }) => [name, value]))
  assert.equal(extension['x-vic_TechnologyFacilitated'], 'TRUE')
  const without = showScreeningAsHtcds(
    packs,
    aScreening({ answers: answered({ 'legal-test/purpose/begging': 'yes' }) }),
    [],
  )
  assert.ok(!without.extension.some(({ name }) => name === 'x-vic_TechnologyFacilitated'))
})
