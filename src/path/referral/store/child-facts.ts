import { ageForMandate, identityOf, loadStanding } from '#path/children'
import type { Tx } from '#kernel/tx'
import type { SharedFact } from '../model.ts'

/** The child's facts from the register, after a merge of the record that stands. Empty without access to the child. */
export async function factsOfChild(tx: Tx, childId: string): Promise<SharedFact[]> {
  const child = await loadStanding(tx, childId)
  return child ? identityOf(child).map((fact) => ({ group: 'identity', ...fact })) : []
}

export async function ageOfChild(tx: Tx, childId: string): Promise<unknown> {
  const child = await loadStanding(tx, childId)
  return child && ageForMandate(child)
}
