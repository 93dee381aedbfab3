import { openTx } from '#kernel/tx'
import { findReferralsOf } from '#path/referral'
import { accept, acknowledge, tellChild } from '../../../src/path/referral/api.ts'
import { closeConcern, take } from '../../../src/path/signals/api.ts'
import type { Story, Teller } from '../telling.ts'
import { deskFor, triageFor } from './desks.ts'
import type { Plan } from './plan.ts'
import { tellCase } from './tell-case.ts'
import { registerChild } from './tell-child.ts'

/**
 * A child in immediate danger: the authority on call gets the referral at once, day or night, and answers within
 * minutes.
 */
export async function* tellUrgent(teller: Teller, plan: Plan, concernId: string): Story {
  if (plan.end === 'waiting') return
  const desk = deskFor(plan.place)
  yield teller.after({ minutes: 3 })
  await teller.does(triageFor(plan), take, { id: concernId })
  yield teller.after({ minutes: 4 })
  const id = await urgentReferral(teller, desk.authority, concernId)
  await teller.does(desk.authority, acknowledge, { id })
  const police = await urgentReferral(teller, 'mirko@pol', concernId)
  await teller.does('mirko@pol', accept, { id: police })
  yield teller.after({ minutes: 14 })
  await teller.does(desk.authority, accept, { id })
  yield teller.after({ hours: 2 })
  const by = triageFor(plan)
  const childId = await registerChild(teller, by, plan, concernId)
  // Nobody could ask the child first, so the child hears now who was told what.
  for (const told of [id, police])
    await teller.does(by, tellChild, { id: told, told: 'told', words: 'She asked who would come. We told her.' })
  await teller.does(by, closeConcern, { id: concernId, reason: 'referred' })
  if (plan.end === 'accepted') return
  yield* tellCase(teller, plan, { concernId, childId, by }, desk)
}

async function urgentReferral(teller: Teller, authority: string, concernId: string): Promise<string> {
  const actor = await teller.person(authority)
  const found = await openTx(teller.node, actor, (tx) => findReferralsOf(tx, { concernId }))
  if (!found[0]) throw new Error(`No urgent referral reached ${authority}.`)
  return found[0].id
}
