import type { Tx } from '#kernel/tx'
import { familyStandingOf } from '#path/children'
import type { ContactBar } from '#standards/codes'
import { contactBarsOf } from '../family-contact.ts'
import type { LoadedCase } from './case-store.ts'
import * as sealed from './sealed.ts'

/** Why there may be no contact with the family of this case yet. */
export async function readContactBars(tx: Tx, { careCase, keyId }: LoadedCase): Promise<readonly ContactBar[]> {
  const { id, childId } = careCase
  const row = await tx.db
    .selectFrom('case_management.care_case')
    .select('sealed_facts')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const facts = (await sealed.facts.open(tx, keyId, id, row.sealed_facts)) ?? []
  return contactBarsOf(careCase, await familyStandingOf(tx, childId), facts)
}
