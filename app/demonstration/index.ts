import { nodeActor } from '#kernel/actor'
import { inTransaction } from '#kernel/db/transaction'
import type { Node } from '#kernel/node'
import { addAccount, addAgency } from '#kernel/sign-in/accounts'
import { hashPassword } from '#kernel/sign-in/password'
import type { Duties } from '#kernel/work'
import { loadPlaces } from '#places'
import { type DemonstrationAccount, demonstrationAccounts } from './accounts.ts'
import { agencies } from './agencies.ts'
import { earlier } from './calendar.ts'
import { idFor } from './ids.ts'
import { openPast } from './past-node.ts'
import { places } from './places.ts'
import { storiesUntil } from './stories/index.ts'
import { tellAll } from './telling.ts'

export type { DemonstrationAccount } from './accounts.ts'

const loadedSetting = 'demonstration'

interface Loaded {
  version: number
  /** The moment that is "now" for the stories. An interrupted load continues with the same. */
  now: string
  told: boolean
}

/**
 * Loads the fictional country Meridia once: places, agencies, people, and eight weeks with children at every stage of
 * the path. It runs the commands people use, at the hours people work. An interrupted load starts again from the
 * beginning; each command has a fixed id, so nothing happens twice. Returns the accounts to sign in with.
 */
export async function loadDemonstration(
  node: Node,
  duties: Duties,
  stories = storiesUntil,
): Promise<readonly DemonstrationAccount[]> {
  const accounts = demonstrationAccounts()
  const loaded = (await findLoaded(node)) ?? (await loadCountry(node, accounts))
  if (!loaded.told) await tellStories(node, duties, loaded, stories)
  return accounts
}

/**
 * Loads only places, agencies and people, for a country that is filled in another way. The next start adds the stories.
 */
export async function loadAgencies(node: Node): Promise<void> {
  if (!(await findLoaded(node))) await loadCountry(node, demonstrationAccounts())
}

/** Whether this node has ever had the invented country, with its known passwords. */
export async function isDemonstration(node: Node): Promise<boolean> {
  return (await findLoaded(node)) !== undefined
}

async function findLoaded({ database }: Node): Promise<Loaded | undefined> {
  const row = await database
    .selectFrom('kernel.setting')
    .select('value')
    .where('name', '=', loadedSetting)
    .executeTakeFirst()
  return row && (row.value as unknown as Loaded)
}

async function loadCountry(node: Node, accounts: readonly DemonstrationAccount[]): Promise<Loaded> {
  const { database, clock, country } = node
  // People with accounts of their own are here: a system in use, started without TENFOLD_MODE=production.
  if (await database.selectFrom('kernel.account').select('id').executeTakeFirst())
    throw new Error(
      'TENFOLD_MODE: this data belongs to a system in use. A demonstration would add accounts to it whose passwords everyone knows. Set TENFOLD_MODE=production, or TENFOLD_DATA to a new folder.',
    )
  const now = clock.now()
  const loaded: Loaded = { version: 1, now: now.toISOString(), told: false }
  const passwordHash = await hashPassword(accounts[0]!.password)
  await inTransaction(node.compartment('care'), nodeActor, async ({ db }) => {
    await loadPlaces(db, '2026-11', places, { at: now })
    for (const { code, kind, name } of agencies)
      await addAgency(db, { id: idFor(code), code, kind, name, country }, now)
    for (const { name, email, password, roles, agencyCode, language } of accounts) {
      await addAccount(
        db,
        { id: idFor(email), agencyId: idFor(agencyCode), name, email, password, passwordHash, roles, language },
        now,
      )
    }
    await db
      .insertInto('signals.triage_desk')
      .values([
        { agency_id: idFor('MER-LINE'), place_code: '' },
        { agency_id: idFor('MER-CPS'), place_code: 'XM04' },
      ])
      .execute()
    await db
      .insertInto('kernel.setting')
      .values({ name: loadedSetting, value: JSON.stringify(loaded) })
      .execute()
  })
  return loaded
}

async function tellStories(node: Node, duties: Duties, loaded: Loaded, stories: typeof storiesUntil): Promise<void> {
  const end = new Date(loaded.now)
  const past = openPast(node, duties, earlier(end, { days: 60 }))
  try {
    await tellAll(past, stories(end), end)
  } finally {
    await past.close()
  }
  await node.database.transaction().execute(async (db) => {
    await db.deleteFrom('kernel.setting').where('name', 'like', `${loadedSetting}/%`).execute()
    await db
      .updateTable('kernel.setting')
      .set({ value: JSON.stringify({ ...loaded, told: true }) })
      .where('name', '=', loadedSetting)
      .execute()
  })
}
