import { dayIn } from '#lib/civil-time'
import type { Tx } from '#kernel/tx'
import { agesOfChild, loadStanding, recordsOfChild } from '#path/children'
import { readBothAges, type SaidAge, type SaidAges } from '#standards/age'
import type { AgeRecord, Screening } from '../model.ts'
import { currentAges } from '../current-answers.ts'
import type { ScreenedAge } from '../codes.ts'

/**
 * What the screenings of a child say about age, disputes included, as far as the actor may see them. An age now is of the
 * day on which it was recorded. `concernId` only if the concern is about nobody else: its screening is about this child.
 */
export async function agesScreened(
  tx: Tx,
  { childId, concernId }: { childId?: string | undefined; concernId?: string | undefined },
): Promise<SaidAges> {
  const ids = await findScreenings(tx, childId, concernId)
  const said: Record<'now' | 'atTheActs', SaidAge[]> = { now: [], atTheActs: [] }
  for (const id of ids) {
    await tx.open('identification.screening', id)
    const ages = currentAges(await readAges(tx, id))
    const of = (moment: ScreenedAge): SaidAge[] => {
      const record = ages.get(moment)
      return record ? [{ age: record.value, how: record.how, disputed: record.disputed }] : []
    }
    const on = ages.get('now')?.at
    said.now.push(...of('now').map((age) => ({ ...age, ...(on && { on: dayIn(tx.timeZone, new Date(on)) }) })))
    said.atTheActs.push(...of('at-exploitation'))
  }
  return said
}

/** Whether the child's record says under 18, so that no age of a screening makes an adult of this child unseen. */
export async function readRegistered(tx: Tx, childId: string): Promise<NonNullable<Screening['registered']>> {
  const child = await loadStanding(tx, childId)
  const ages = child && readBothAges(agesOfChild(child, tx.today), tx.today)
  const under = (age: { to: number } | undefined): boolean => age !== undefined && age.to < 18
  return { childThen: under(ages?.atTheActs), childNow: under(ages?.now) }
}

async function findScreenings(tx: Tx, childId?: string, concernId?: string): Promise<string[]> {
  if (childId === undefined && concernId === undefined) return []
  const records = childId === undefined ? [] : await recordsOfChild(tx, childId)
  const rows = await tx.db
    .selectFrom('identification.screening')
    .select('id')
    .where((row) =>
      row.or([
        ...(records.length > 0 ? [row('child_id', 'in', records)] : []),
        ...(concernId === undefined
          ? []
          : [
              childId === undefined
                ? row('concern_id', '=', concernId)
                : row.and([row('concern_id', '=', concernId), row('child_id', 'is', null)]),
            ]),
      ]),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Every age of a screening as it was recorded. The screening must be open. */
export async function readAges(tx: Tx, id: string): Promise<AgeRecord[]> {
  const rows = await tx.db
    .selectFrom('identification.age')
    .selectAll()
    .where('screening_id', '=', id)
    .orderBy('moment')
    .orderBy('follows')
    .execute()
  return rows.map((row) => ({
    moment: row.moment as AgeRecord['moment'],
    value: row.value as AgeRecord['value'],
    ...(row.how !== null && { how: row.how as NonNullable<AgeRecord['how']> }),
    disputed: row.disputed,
    by: row.author,
    at: row.at.toISOString(),
    follows: row.follows,
  }))
}
