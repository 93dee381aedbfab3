import { nothingKnown } from '#path/children'
import type { OutcomeCode } from '#path/identification'
import { register, search } from '../../../src/path/children/api.ts'
import type { RegisterInput } from '../../../src/path/children/model.ts'
import { answer, decide, reportContact, start } from '../../../src/path/identification/api.ts'
import { linkConcern } from '../../../src/path/signals/api.ts'
import { idFor } from '../ids.ts'
import type { Story, Teller } from '../telling.ts'
import { children, type FictionalChild } from './children.ts'
import { triageFor } from './desks.ts'
import type { Plan } from './plan.ts'
import { tellReferral } from './tell-referral.ts'
import { screeningReasons } from './words.ts'

/** Numbers of all candidates a search can show: a person who registers a child here has looked at all of them. */
const allShown = Array.from({ length: 100 }, (_, index) => index + 1)

export function childIdOf(number: number): string {
  return idFor(`child ${number}`)
}

export function factsOf(child: FictionalChild): RegisterInput['facts'] {
  return {
    ...nothingKnown,
    names: [
      { text: child.name, kind: 'full' },
      ...(child.alsoCalled ? [{ text: child.alsoCalled, kind: 'called' as const }] : []),
    ],
    sex: child.sex,
    ageAtRegistration: {
      age: child.saysAge === undefined ? { about: child.age } : { exact: child.saysAge },
      howKnown: 'told-by-child',
    },
    languages: [child.language],
    ...child.meeting,
  }
}

/** Registers and screens the child, and continues to the referral, up to the end of the plan. */
export async function* tellChild(teller: Teller, plan: Plan, concernId: string): Story {
  const desk = triageFor(plan)
  const childId = await registerChild(teller, desk, plan, concernId)
  if (plan.end === 'registered') return
  yield teller.atWork({ hours: 1, minutes: 10 })
  const screeningId = await screen(teller, desk, plan, { concernId, childId })
  if (plan.end === 'screening') return
  yield teller.atWork(plan.quick ? { minutes: 40 } : { hours: 3 })
  await conclude(teller, desk, plan, screeningId)
  if (plan.justice) {
    yield teller.atWork({ hours: 2 })
    await teller.does(desk, reportContact, {
      id: screeningId,
      kind: plan.justice,
      nexus: 'likely',
      happenedAt: new Date(teller.now().getTime() - 5_400_000).toISOString(),
    })
  }
  if (plan.end === 'outcome') return
  yield teller.atWork({ minutes: 40 })
  yield* tellReferral(teller, plan, { concernId, childId, by: desk })
}

/** Searches for the child first, as everyone must, then registers the child and links the concern. */
export async function registerChild(teller: Teller, desk: string, plan: Plan, concernId: string): Promise<string> {
  const facts = factsOf(children[plan.child!]!)
  const [childId, searchId] = [childIdOf(plan.child!), teller.id('search')]
  await teller.looks(desk, search, { searchId, facts })
  await teller.does(desk, register, {
    id: childId,
    facts,
    followed: { kind: 'search', searchId, rejected: allShown },
    device: 'desk',
    time: teller.now().toISOString(),
  })
  await teller.does(desk, linkConcern, { id: concernId, person: 1, childId })
  return childId
}

type Given = [indicatorId: string, value: 'yes' | 'no' | 'unknown' | 'not-asked']

const about = 'unodc-child/about-the-child'
const work = 'ilo-child-labour/exploitation'
const signs: Record<OutcomeCode, Given[]> = {
  'presumed-victim': [
    ['legal-test/about/forced-work', 'yes'],
    ['legal-test/act/transported', 'yes'],
    ['legal-test/purpose/forced-work', 'yes'],
    [`${work}/very-long-hours`, 'yes'],
    [`${work}/no-school`, 'yes'],
    [`${about}/no-play`, 'yes'],
    [`${about}/no-parents`, 'unknown'],
  ],
  'at-risk': [
    ['legal-test/about/not-known', 'yes'],
    ['legal-test/act/transported', 'unknown'],
    [`${about}/no-school`, 'yes'],
    [`${about}/intimidated`, 'yes'],
    [`${work}/little-or-no-pay`, 'unknown'],
    [`${about}/no-parents`, 'no'],
  ],
  'other-protection-need': [
    ['legal-test/about/under-age-work', 'yes'],
    ['legal-test/act/transported', 'no'],
    [`${about}/no-school`, 'yes'],
    [`${about}/intimidated`, 'yes'],
    [`${work}/very-long-hours`, 'unknown'],
  ],
  'no-grounds-for-now': [
    ['legal-test/about/forced-work', 'yes'],
    ['legal-test/act/transported', 'no'],
    ['legal-test/purpose/forced-work', 'no'],
    [`${about}/no-school`, 'no'],
    [`${about}/no-parents`, 'no'],
    [`${work}/very-long-hours`, 'no'],
  ],
  'cannot-tell': [
    ['legal-test/act/transported', 'not-asked'],
    [`${about}/intimidated`, 'unknown'],
    [`${about}/no-friends`, 'unknown'],
    [`${work}/very-long-hours`, 'not-asked'],
  ],
}

async function screen(
  teller: Teller,
  desk: string,
  plan: Plan,
  subject: { concernId: string; childId: string },
): Promise<string> {
  const { id } = await teller.does(desk, start, subject)
  const all = signs[plan.outcome ?? 'at-risk']
  const given = plan.end === 'screening' ? all.slice(0, 3 + (plan.words % 2)) : all
  const { age } = children[plan.child!]!
  await teller.does(desk, answer, {
    id,
    answers: given.map(([indicatorId, value], index) => ({
      indicatorId,
      value,
      follows: 0,
      ...(value !== 'not-asked' && { how: (['told-by-child', 'observed', 'third-party'] as const)[index % 3]! }),
    })),
    ages: plan.ageInDoubt
      ? [{ moment: 'now', value: { from: 15, to: 19 }, how: 'document', disputed: true, follows: 0 }]
      : [
          { moment: 'now', value: { about: age }, how: 'told-by-child', disputed: false, follows: 0 },
          { moment: 'at-exploitation', value: { about: age - 1 }, how: 'told-by-child', disputed: false, follows: 0 },
        ],
  })
  return id
}

async function conclude(teller: Teller, desk: string, plan: Plan, id: string): Promise<void> {
  const outcome = plan.outcome ?? 'at-risk'
  // The version counts answers and ages. Starting the screening a second time returns it.
  const { version } = await teller.does(desk, start, { concernId: teller.id('concern') })
  await teller.does(desk, decide, {
    id,
    outcome,
    otherNeed: plan.otherNeed ?? 'no',
    reason: screeningReasons[outcome].en,
    onVersion: version,
  })
}
