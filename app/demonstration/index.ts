import { newId } from '#kernel/ids'
import type { Node } from '#kernel/node'
import { addAccount, addAgency } from '#kernel/sign-in/accounts'
import { loadPlaces } from '#standards'
import { type DemonstrationAccount, demonstrationAccounts } from './accounts.ts'
import { agencies } from './agencies.ts'
import { idFor } from './ids.ts'
import { places } from './places.ts'

export type { DemonstrationAccount } from './accounts.ts'

const loadedSetting = 'demonstration'

/**
 * Loads the fictional country Meridia once: places, agencies, people, and children at every stage of the path,
 * all through the same commands people use. Returns the accounts to sign in with.
 */
export async function loadDemonstration(node: Node): Promise<readonly DemonstrationAccount[]> {
  const accounts = demonstrationAccounts()
  const loaded = await node.database.selectFrom('kernel.setting').select('value').where('name', '=', loadedSetting).executeTakeFirst()
  if (loaded) return accounts
  await node.database.transaction().execute(async (db) => {
    const now = node.clock.now()
    await loadPlaces(db, '2026-11', places)
    for (const { code, kind, en, ar } of agencies) await addAgency(db, { id: idFor(code), code, kind, name: { en, ar }, country: node.country }, now)
    for (const { name, email, password, roles, agencyCode, language } of accounts) {
      await addAccount(db, { id: idFor(email), agencyId: idFor(agencyCode), name, email, password, roles, language }, now)
    }
    await db.insertInto('signals.triage_desk').values({ agency_id: idFor('MER-LINE'), place_code: '' }).execute()
    await db.insertInto('kernel.setting').values({ name: loadedSetting, value: JSON.stringify({ version: 1, load: newId() }) }).execute()
  })
  return accounts
}
