import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { canonical, reasonsOf } from '#lib/rules'
import { formsOfExploitation, namedForm } from '#standards/codes'
import { sourceOf } from '#standards/sources'
import { actAndPurpose, aged, answered, aScreening, packs } from './store/screenings.test-data.ts'
import { rulesFor, saysReferNow, weigh } from './weigh.ts'
import { answerValue, type AnswerValue } from './codes.ts'

const child = aged({ now: { exact: 14 } })
const adult = aged({ 'at-exploitation': { exact: 25 } }, false, 'document-examined')
const indicatorIds = packs.flatMap((pack) =>
  pack.families.flatMap((family) => family.indicators.map((each) => each.id)),
)
const evidence = packs.flatMap((pack) =>
  pack.families
    .filter((family) => family.role === 'evidence')
    .flatMap((family) => family.indicators.map((each) => each.id)),
)
const anyAnswers = fc.dictionary(
  fc.constantFrom(...indicatorIds),
  fc.constantFrom<AnswerValue>('yes', 'no', 'unknown', 'not-asked'),
  { maxKeys: 40 },
)

test('R1: an act and a purpose are reasons to presume that a child is a victim', () => {
  const finding = weigh(packs, aScreening({ ages: child, answers: actAndPurpose }))
  assert.equal(finding.reading, 'reasons-to-presume')
  assert.deepEqual(
    finding.law.rules.map((each) => [each.rule, each.result]),
    [
      ['R1', 'yes'],
      ['R1b', 'unknown'],
      ['R2', 'yes'],
      ['R3', 'yes'],
    ],
  )
})

test('R1: nothing about force, deceit or agreement can be a condition, because no such fact is in the rule', () => {
  const [rule] = rulesFor(packs)
  const asked = [...JSON.stringify(rule?.when).matchAll(/"fact":"([^"]+)"/g)].map((match) => match[1] ?? '')
  const families = new Set(asked.map((fact) => fact.split('/').slice(0, 2).join('/')))
  assert.deepEqual(
    [...families],
    ['child-path', 'legal-test/act', 'legal-test/purpose', 'ilo-child-labour/exploitation'],
  )
})

test('R1: whatever is answered about force, deceit or a hard situation, the presumption stands', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...evidence), fc.constantFrom<AnswerValue>('no', 'unknown', 'not-asked'), {
        maxKeys: 60,
      }),
      (values) => {
        const finding = weigh(packs, aScreening({ ages: child, answers: [...actAndPurpose, ...answered(values)] }))
        assert.equal(finding.reading, 'reasons-to-presume')
      },
    ),
    { numRuns: 40 },
  )
})

test('R1: an act and conditions of exploitation by the labour list are enough as well', () => {
  const answers = answered({
    'legal-test/act/kept': 'yes',
    'ilo-child-labour/exploitation/very-long-hours': 'yes',
    'ilo-child-labour/exploitation/no-school': 'yes',
  })
  assert.equal(weigh(packs, aScreening({ ages: child, answers })).reading, 'reasons-to-presume')
})

test('a child met on the way, before any exploitation, is seen by the purpose alone', () => {
  const noWorkYet =
    packs
      .flatMap((pack) => pack.families)
      .find((family) => family.id === 'exploitation')
      ?.indicators.map((each) => [each.id, 'no' as const]) ?? []
  const answers = [...actAndPurpose, ...answered(Object.fromEntries(noWorkYet))]
  assert.equal(weigh(packs, aScreening({ ages: child, answers })).reading, 'reasons-to-presume')
})

test('R3: a person of unknown age is weighed as a child, and the doubt is stated', () => {
  const finding = weigh(packs, aScreening({ answers: actAndPurpose }))
  assert.equal(finding.reading, 'reasons-to-presume')
  assert.equal(finding.childPath, 'treated-as-child')
  assert.ok(finding.limits.includes('age-in-doubt'))
})

test('an adult at the time gets no child presumption and is not sent away: the signs still say look further', () => {
  const finding = weigh(packs, aScreening({ ages: adult, answers: actAndPurpose }))
  assert.equal(finding.reading, 'reasons-to-look-further')
  assert.ok(finding.limits.includes('adult-at-the-time'))
})

test('R1b: a child in sexual exploitation is a victim to refer now, whatever is known about an act', () => {
  const exploited = { 'legal-test/purpose/sexual-exploitation': 'yes' } as const
  const acts = packs[0]!.families[0]!.indicators.map((each) => [each.id, 'no'] as const)
  const fifteen = aged({ now: { exact: 15 } })
  const treatedAsChild = aged({ 'at-exploitation': { exact: 18 } })
  for (const answers of [answered(exploited), answered({ ...Object.fromEntries(acts), ...exploited })])
    for (const ages of [fifteen, treatedAsChild, []]) {
      const finding = weigh(packs, aScreening({ ages, answers }))
      assert.equal(finding.reading, 'refer-now')
      assert.ok(saysReferNow(finding) && !finding.law.holds.includes('presume-victim'))
    }
  const withAct = answered({ ...exploited, 'legal-test/act/recruited': 'yes' })
  const both = weigh(packs, aScreening({ ages: fifteen, answers: withAct }))
  assert.ok(both.reading === 'reasons-to-presume' && saysReferNow(both))
  assert.equal(saysReferNow(weigh(packs, aScreening({ ages: adult, answers: withAct }))), false)
})

test('whether an act was done for a purpose is a question for a person: it changes what is said, never the reading', () => {
  const link = 'legal-test/link/done-for-this'
  const limits = { yes: undefined, no: 'link-denied', unknown: 'link-open', 'not-asked': 'link-open' } as const
  for (const value of answerValue.values) {
    const finding = weigh(
      packs,
      aScreening({ ages: child, answers: [...actAndPurpose, ...answered({ [link]: value })] }),
    )
    assert.equal(finding.reading, 'reasons-to-presume')
    const said = finding.limits.filter((limit) => limit.startsWith('link-'))
    assert.deepEqual(said, limits[value] ? [limits[value]] : [])
  }
  assert.equal(
    weigh(packs, aScreening({ ages: child, answers: answered({ [link]: 'no' }) })).reading,
    'too-little-known',
  )
})

test('a poor family that moved gives reasons only by a list not yet checked, and with the question of the link open', () => {
  const list = 'ilo-child-labour/exploitation'
  const poverty = {
    [`${list}/little-or-no-pay`]: 'yes',
    [`${list}/no-school`]: 'yes',
    [`${list}/bad-living-conditions`]: 'yes',
  } as const
  const finding = weigh(
    packs,
    aScreening({ ages: child, answers: answered({ 'legal-test/act/transported': 'yes', ...poverty }) }),
  )
  assert.equal(finding.reading, 'reasons-to-presume')
  assert.ok(finding.limits.includes('by-unchecked-list') && finding.limits.includes('link-open'))
  const lawful = weigh(packs, aScreening({ ages: child, answers: actAndPurpose }))
  assert.ok(!lawful.limits.includes('by-unchecked-list'))
})

test('a “no” to a sign is kept as looked for and not seen, never as speaking against a child', () => {
  const finding = weigh(packs, aScreening({ ages: child, answers: answered({ [evidence[0]!]: 'no' }) }))
  JSON.stringify(finding, (key, value: unknown) => {
    assert.doesNotMatch(key, /against/i)
    return value
  })
  const families = finding.packs.flatMap((pack) => pack.families)
  assert.deepEqual(
    families.flatMap(({ notSeen }) => notSeen),
    [evidence[0]],
  )
})

test('one general sign is enough to look further', () => {
  const finding = weigh(
    packs,
    aScreening({ ages: child, answers: answered({ 'unodc-child/about-the-child/leftovers': 'yes' }) }),
  )
  assert.equal(finding.reading, 'reasons-to-look-further')
})

test('nothing answered is too little known, never “no”', () => {
  const finding = weigh(packs, aScreening({ ages: child }))
  assert.equal(finding.reading, 'too-little-known')
  assert.ok(finding.packs.every((pack) => pack.families.every((family) => family.result === 'unknown')))
})

test('“no sign noted” is said only after every family was looked at, and then with its limit', () => {
  const all = Object.fromEntries(indicatorIds.map((id) => [id, 'no' as const]))
  const finding = weigh(packs, aScreening({ ages: child, answers: answered(all) }))
  assert.equal(finding.reading, 'no-signs-noted')
  assert.ok(finding.limits.includes('no-sign-is-not-safety'))
  const withoutOneFamily = Object.fromEntries(
    Object.entries(all).filter(([id]) => !id.includes('/coercion-at-destination/')),
  )
  assert.equal(
    weigh(packs, aScreening({ ages: child, answers: answered(withoutOneFamily) })).reading,
    'too-little-known',
  )
})

test('what was asked and not known stays apart from what was left alone', () => {
  const family = 'unodc-child/around-the-child'
  const answers = answered({
    [`${family}/taxi-number`]: 'unknown',
    [`${family}/found-child`]: 'not-asked',
    [`${family}/toys-and-beds`]: 'no',
  })
  const noted = weigh(packs, aScreening({ answers }))
    .packs.flatMap((pack) => pack.families)
    .find((each) => each.family === family)
  assert.deepEqual(noted?.unknown, [`${family}/taxi-number`])
  assert.deepEqual(noted?.notSeen, [`${family}/toys-and-beds`])
  assert.deepEqual(noted?.notAsked, [
    `${family}/child-sized-clothing`,
    `${family}/found-child`,
    `${family}/unlawful-adoption`,
  ])
})

test('the trace of the presumption names the answers behind it', () => {
  const { law } = weigh(packs, aScreening({ ages: child, answers: actAndPurpose }))
  const trace = law.rules[0]?.trace
  assert.ok(trace)
  assert.deepEqual(reasonsOf(trace).decisive, [
    'child-path',
    'legal-test/act/transported',
    'legal-test/purpose/begging',
  ])
})

test('the limits are always stated: a person decides, no sign is not safety, nothing is a score', () => {
  fc.assert(
    fc.property(anyAnswers, (values) => {
      const { limits, notLoaded } = weigh(packs, aScreening({ answers: answered(values) }))
      assert.deepEqual(limits.slice(0, 3), ['a-person-decides', 'no-sign-is-not-safety', 'no-score'])
      assert.ok(limits.includes('source-not-verified'))
      assert.equal(notLoaded.length, 5)
    }),
    { numRuns: 30 },
  )
})

test('a finding carries no number about the child: only what rules need and where they come from', () => {
  fc.assert(
    fc.property(anyAnswers, (values) => {
      const finding = weigh(packs, aScreening({ ages: child, answers: answered(values) }))
      JSON.stringify(finding, (key, value: unknown) => {
        if (typeof value === 'number') assert.equal(key, 'need')
        return value
      })
    }),
    { numRuns: 30 },
  )
})

test('noting one more sign never lowers what is read', () => {
  const rank = {
    'no-signs-noted': 0,
    'too-little-known': 0,
    'reasons-to-look-further': 1,
    'refer-now': 2,
    'reasons-to-presume': 3,
  }
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...indicatorIds), (values, id) => {
      const before = weigh(packs, aScreening({ ages: child, answers: answered(values) })).reading
      const after = weigh(packs, aScreening({ ages: child, answers: answered({ ...values, [id]: 'yes' }) })).reading
      assert.ok(rank[after] >= rank[before])
    }),
    { numRuns: 60 },
  )
})

test('the same answers give the same bytes, in whatever order they and the packs arrive', () => {
  fc.assert(
    fc.property(anyAnswers, (values) => {
      const answers = answered(values)
      const one = canonical(weigh(packs, aScreening({ ages: child, answers })))
      const other = canonical(weigh([...packs].reverse(), aScreening({ ages: child, answers: [...answers].reverse() })))
      assert.equal(other, one)
    }),
    { numRuns: 30 },
  )
})

test('a later answer counts and the earlier one stays in the screening', () => {
  const id = 'unodc-child/about-the-child/no-play'
  const [first] = answered({ [id]: 'yes' })
  const [second] = answered({ [id]: 'no' })
  assert.ok(first && second)
  const screening = aScreening({ answers: [{ ...second, follows: 1 }, first] })
  assert.equal(weigh(packs, screening).reading, 'too-little-known')
  assert.equal(screening.answers.length, 2)
})

test('a screening begun with another version of a pack says so', () => {
  const changed = aScreening({ packs: [{ id: 'legal-test', version: '0.9.0' }] })
  assert.ok(weigh(packs, changed).limits.includes('pack-changed'))
  assert.ok(!weigh(packs, aScreening()).limits.includes('pack-changed'))
})

const fourForms = ['sexual-exploitation', 'begging', 'servitude', 'unlawful-acts'] as const

for (const form of fourForms)
  test(`from the first answer to protection without one sign about labour: ${form}`, () => {
    const about = answered({ [`legal-test/about/${form}`]: 'yes' })
    const first = weigh(packs, aScreening({ ages: child, answers: about }))
    assert.equal(first.reading, 'too-little-known', 'what it may be about says nothing about the child')
    const noted = answered({ [`legal-test/purpose/${form}`]: 'yes' })
    const purpose = weigh(packs, aScreening({ ages: child, answers: [...about, ...noted] }))
    assert.equal(purpose.reading, form === 'sexual-exploitation' ? 'refer-now' : 'reasons-to-look-further')
    const act = answered({ 'legal-test/act/recruited': 'yes' })
    const both = weigh(packs, aScreening({ ages: child, answers: [...about, ...noted, ...act] }))
    assert.equal(both.reading, 'reasons-to-presume')
    assert.ok(!both.limits.includes('by-unchecked-list'))
  })

test('what it may be about is in no finding, whatever is chosen', () => {
  const all = packs[0]!.families.find(({ role }) => role === 'about')!.indicators.map(({ id }) => [id, 'yes'] as const)
  const chosen = weigh(packs, aScreening({ ages: child, answers: answered(Object.fromEntries(all)) }))
  assert.equal(canonical(chosen), canonical(weigh(packs, aScreening({ ages: child }))))
})

test('a form whose law nobody here has read gives reasons, and that is said; so does one that no law names', () => {
  for (const form of namedForm.values) {
    const { limits, reading } = weigh(
      packs,
      aScreening({
        ages: child,
        answers: answered({ 'legal-test/act/received': 'yes', [`legal-test/purpose/${form}`]: 'yes' }),
      }),
    )
    assert.equal(reading, 'reasons-to-presume', form)
    assert.equal(limits.includes('by-unread-law'), !sourceOf(formsOfExploitation[form].law).verified, form)
  }
})

test('own lists on the internet, on crime and on drugs only mean look further', () => {
  const own = packs.find(({ id }) => id === 'own-signs')!
  const all = own.families.flatMap(({ indicators }) => indicators.map(({ id }) => [id, 'yes'] as const))
  const everything = answered({ ...Object.fromEntries(all), 'legal-test/act/recruited': 'yes' })
  const finding = weigh(packs, aScreening({ ages: child, answers: everything }))
  assert.equal(finding.reading, 'reasons-to-look-further')
  assert.ok(!finding.law.holds.includes('refer-now'))
})

test('in sexual exploitation of each kind a child is referred now, act or not', () => {
  const alone = namedForm.values.filter((form) => formsOfExploitation[form].alone)
  assert.deepEqual(alone, ['sexual-exploitation', 'images-for-others', 'armed-group-sexual'])
  for (const form of alone)
    assert.ok(
      saysReferNow(
        weigh(packs, aScreening({ ages: child, answers: answered({ [`legal-test/purpose/${form}`]: 'yes' }) })),
      ),
    )
})

test('a child in a mine is presumed a victim: recruited, and work that can harm', () => {
  const answers = answered({ 'legal-test/act/recruited': 'yes', 'legal-test/purpose/hazardous-work': 'yes' })
  const { reading, limits } = weigh(packs, aScreening({ ages: child, answers }))
  assert.equal(reading, 'reasons-to-presume')
  assert.ok(limits.includes('link-open') && limits.includes('by-unread-law'))
})
