import { loadChild, type ChildState } from '#path/children'
import type { Tx } from '#kernel/tx'
import type { SharedFact } from '../model.ts'

/** The child's facts from the register: the last value of each field. Empty without access to the child. */
export async function factsOfChild(tx: Tx, childId: string): Promise<SharedFact[]> {
  const child = await loadChild(tx, childId)
  if (!child) return []
  return [...lastValues(child)].flatMap(([field, value]): SharedFact[] => {
    const item = field.split(':')[0]
    if (item === 'name' && isRecord(value) && typeof value['text'] === 'string')
      return [{ group: 'identity', item: 'name', text: value['text'] }]
    if (item === 'sex' && typeof value === 'string' && value !== 'unknown')
      return [{ group: 'identity', item: 'sex', code: `children.sex.${value}` }]
    if (item === 'language' && isRecord(value) && typeof value['code'] === 'string')
      return [{ group: 'identity', item: 'language', text: value['code'] }]
    if ((item === 'age-at-exploitation' || item === 'age-at-registration') && isRecord(value))
      return [{ group: 'identity', item, age: value['age'] }]
    return []
  })
}

/** The age at the time of the acts, else at registration. It decides the mandate. */
export async function ageOfChild(tx: Tx, childId: string): Promise<unknown> {
  const facts = await factsOfChild(tx, childId)
  return (
    facts.find(({ item }) => item === 'age-at-exploitation') ?? facts.find(({ item }) => item === 'age-at-registration')
  )?.age
}

function lastValues({ changes, absorbed }: ChildState): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const change of [...absorbed.flatMap((other) => other.changes), ...changes]) {
    if (change.value === null) values.delete(change.field)
    else values.set(change.field, change.value)
  }
  return values
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
