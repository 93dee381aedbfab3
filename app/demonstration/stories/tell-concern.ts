import { type Actor, publicActor } from '#kernel/actor'
import { getDeskScope } from '#kernel/sign-in/accounts'
import {
  addByReceipt,
  closeConcern,
  giveToCase,
  linkConcern,
  mergeConcerns,
  passOn,
  raise,
  raisePublicly,
  receiveConcern,
  take,
  writeOnConcern,
} from '../../../src/path/signals/api.ts'
import type { RaiseInput } from '../../../src/path/signals/model.ts'
import { receiptDigest, receiptNumbers } from '#path/signals'
import { idFor } from '../ids.ts'
import type { Story, Teller } from '../telling.ts'
import { children } from './children.ts'
import { deskFor, triageFor } from './desks.ts'
import type { Plan } from './plan.ts'
import { endTasks, openCaseOf } from './tell-case.ts'
import { childIdOf, tellChild } from './tell-child.ts'
import { referAgain } from './tell-referral.ts'
import { tellUrgent } from './tell-urgent.ts'
import { concernWords, systemWords } from './words.ts'

/** The concern of a plan has the same id at every load, so that one story can refer to another. */
export function concernIdOf(key: string): string {
  return idFor(`${key}/concern`)
}

const inArabic = ['amal@sch', 'farida@hos', 'public']

/** One concern from the moment it is raised to its current state. */
export async function* tellConcern(teller: Teller, plan: Plan): Story {
  const id = concernIdOf(plan.key)
  await raiseIt(teller, plan, id)
  if (plan.danger === 'immediate') return yield* tellUrgent(teller, plan, id)
  if (plan.end === 'waiting') return
  const desk = triageFor(plan)
  if (plan.into) {
    // The desk sees at once that it has just read of the same worry, while that concern is still open.
    yield teller.after({ minutes: 20 })
    await teller.does(desk, mergeConcerns, { id, into: concernIdOf(plan.into) })
    return
  }
  yield plan.late === 'triage' ? teller.atWork({ hours: 40 }) : teller.atWork({ hours: 2, minutes: plan.words * 11 })
  await teller.does(desk, take, { id })
  yield teller.atWork({ minutes: 35 })
  if (plan.known !== undefined) return yield* tellKnown(teller, { ...plan, known: plan.known }, { desk, id })
  switch (plan.end) {
    case 'taken':
      await teller.does(
        desk,
        writeOnConcern,
        plan.by === 'system'
          ? { id, side: 'note', text: 'Nobody reads messages there. I call the people of the line.' }
          : { id, side: 'desk', text: 'Thank you. We look into it today. Is there a safe time to call you?' },
      )
      if (plan.by !== 'public') return
      yield teller.after({ hours: 5 })
      await teller.does(publicActor, addByReceipt, {
        digest: digestOf(teller, id),
        text: 'In the evening, after eight.',
      })
      return
    case 'passed-on': {
      const here = desk === 'jory@cps' ? 'MER-CPS' : 'MER-LINE'
      await teller.does(desk, passOn, {
        id,
        toAgencyId: idFor(here === 'MER-LINE' ? 'MER-CPS' : 'MER-LINE'),
        reason: 'The child lives in your region, as the person told us afterwards.',
      })
      return
    }
    case 'closed':
      await teller.does(desk, closeConcern, {
        id,
        reason: plan.closeReason!,
        note: 'Spoken to the person who told us; written down who helps now.',
        ...(plan.closeReason === 'passed-to-other-service' && {
          receiver: 'The school health service of the district',
        }),
      })
      return
    default:
      yield* tellChild(teller, plan, id)
  }
}

/**
 * The desk finds the child in the register. The words go to the open case, or the child is referred again and the authority
 * answers "we know this child". Either way the case worker reads them.
 */
async function* tellKnown(
  teller: Teller,
  plan: Plan & { known: number },
  concern: { desk: string; id: string },
): Story {
  const { desk, id } = concern
  const childId = childIdOf(plan.known)
  const { authority, supervisor, workers } = deskFor(plan.place)
  await teller.does(desk, linkConcern, { id, person: 1, childId })
  if (plan.end === 'closed')
    await teller.does(desk, giveToCase, {
      id,
      childId,
      note: 'She is the girl of the border. What the teacher saw on Monday is new.',
    })
  else yield* referAgain(teller, { desk, concernId: id, childId, authority })
  yield teller.atWork({ hours: 2 })
  const caseId = await teller.remembers('case', () => openCaseOf(teller, supervisor, { childId }))
  await endTasks(teller, workers[0]!, caseId, 'read-report')
}

async function raiseIt(teller: Teller, plan: Plan, id: string): Promise<void> {
  const input = raiseInputOf(plan, id)
  if (plan.by === 'public') {
    await teller.does(publicActor, raisePublicly, { ...input, receiptDigest: digestOf(teller, id) })
  } else if (plan.by === 'system') {
    await teller.does(await callSystem(teller), receiveConcern, { ...input, sourceReference: `2026/${plan.key}` })
  } else await teller.does(plan.by, raise, input)
}

function digestOf({ node }: Teller, id: string): string {
  return receiptDigest(receiptNumbers(node.nodeKey, id))
}

/** The phone system of the child line, which raises concerns automatically. */
async function callSystem({ node }: Teller): Promise<Actor> {
  const agencyId = idFor('MER-LINE')
  return {
    kind: 'agency-key',
    id: 'demonstration-calls',
    agencyId,
    roles: [],
    scopes: [await getDeskScope(node.database, agencyId, 'intake')],
  }
}

function raiseInputOf(plan: Plan, id: string): RaiseInput {
  const language = inArabic.includes(plan.by) && plan.words % 2 === 1 ? 'ar' : 'en'
  const words = plan.by === 'system' ? systemWords[plan.words % systemWords.length]! : concernWords[plan.words]!
  const described = plan.child ?? plan.known
  const child = described === undefined ? undefined : children[described]!
  const known = child && {
    ...(plan.by !== 'public' && plan.by !== 'system' && { name: child.name }),
    age: { about: child.age },
    sex: child.sex,
    language: child.language,
  }
  const replies = plan.by === 'public' || plan.words % 4 === 0
  return {
    id,
    words: words[language],
    language,
    danger: plan.danger ?? (plan.words % 3 === 0 ? 'unknown' : 'not-now'),
    ...(plan.place && { place: { code: plan.place } }),
    ...(plan.keptFrom && { keptFrom: plan.keptFrom }),
    children: known ? [known] : plan.words % 2 === 0 ? [{ age: { about: 9 + (plan.words % 6) }, sex: 'unknown' }] : [],
    howKnown: (['told-by-child', 'observed', 'third-party'] as const)[plan.words % 3]!,
    replyWanted: replies,
    ...(replies && {
      reply: language === 'ar' ? 'بعد الظهر، من دون ترك رسالة.' : 'In the afternoon. Please leave no message.',
    }),
  }
}
