import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { maySettleAge } from '#standards/age'
import type { Screening } from '../model.ts'
import type { ScreeningView } from '../view.ts'

const lowering = ['triage', 'authority', 'caseworker', 'supervisor']

export async function readScreening(tx: Tx, screening: Screening): Promise<ScreeningView> {
  return {
    ...screening,
    reference: referenceOf(tx.prefix, screening.id),
    people: await readNames(tx, screening),
    maySettleAge: maySettleAge(tx.actor),
    mayLower: tx.actor.roles.some((role) => lowering.includes(role)),
  }
}

/** Names of the colleagues who wrote in a screening, never the child's. */
async function readNames(tx: Tx, screening: Screening): Promise<Record<string, string>> {
  const written = [...screening.answers, ...screening.ages, ...screening.outcomes, ...screening.justiceContacts]
  return Object.fromEntries(await tx.people([screening.startedBy, ...written.map((each) => each.by)]))
}
