import { dayIn } from '#lib/civil-time'
import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import type { SaidAge, SaidAges } from '#standards/age'
import { currentAges } from '../current-answers.ts'
import type { ScreenedAge } from '../codes.ts'
import { readAges } from './screening-store.ts'

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
