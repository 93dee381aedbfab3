/** Checks after a fault: each acknowledged command, consequence of an event and missed deadline exists exactly once. */
import type pg from 'pg'
import { eventually } from '../eventually.ts'
import { runNode, type Settings } from '../platform/running-node.ts'
import type { Callers } from './acknowledged.ts'
import type { Load } from './load.ts'
import type { Site } from './site.ts'

export interface Findings {
  acknowledged: number
  /** Acknowledged, but missing. */
  lost: string[]
  /** Present more often than acknowledged, or with more than one consequence. */
  twice: string[]
  deadlines: { due: number; fired: number; wrong: string[] }
  ledger: string
}

/** Events that happen once to a record, even if they are delivered several times. */
const once = [
  'ConcernRaised',
  'ImmediateDangerReported',
  'ChildRegistered',
  'ReferralSent',
  'ReferralReceived',
  'ReferralAcknowledged',
  'ReferralAccepted',
  'CaseOpened',
]

/** Waits until the nodes are idle, then counts. Call it when all clients have stopped. */
export async function checkSite(site: Site, callers: Callers, load: Load): Promise<Findings> {
  await site.folder.asOwner(untilQuiet)
  const different = await callers.sendAgain()
  await site.folder.asOwner(untilQuiet)
  const now = new Date(site.clock())
  return site.folder.asOwner(async (client) => {
    const rows = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(sql, values)).rows
    const lost = different.map(({ name, path }) => `${name} ${path} is answered differently`)
    const twice: string[] = []

    const kept = new Map(
      (
        await rows<{ id: string; name: string }>(
          `select id, name from kernel.command where actor like 'account:%' and answer is not null`,
        )
      ).map(({ id, name }) => [id, name]),
    )
    for (const { key, name } of callers.acknowledged) if (kept.get(key) !== name) lost.push(`${name} ${key} has no row`)
    const told = await rows<{ count: number }>(
      `select count(*)::int as count from kernel.command where actor like 'public:%' and name = 'raise-concern-publicly'`,
    )
    const publicly = new Set(callers.told.map(({ receipt }) => receipt)).size
    if (told[0]!.count < publicly) lost.push(`${publicly - told[0]!.count} concerns told on the public page`)
    if (told[0]!.count > publicly) twice.push(`${told[0]!.count - publicly} concerns told on the public page`)

    const there = async (sql: string): Promise<Set<string>> =>
      new Set((await rows<{ id: string }>(sql)).map(({ id }) => id))
    const compare = (
      what: string,
      acknowledged: ReadonlySet<string>,
      stored: ReadonlySet<string>,
      all = true,
    ): void => {
      for (const id of acknowledged) if (!stored.has(id)) lost.push(`${what} ${id}`)
      if (all) for (const id of stored) if (!acknowledged.has(id)) twice.push(`${what} ${id} was never acknowledged`)
    }
    compare('concern', load.concerns, await there(`select id from signals.signal where channel = 'worker'`))
    compare('child', load.children, await there('select id from children.child'))
    compare('referral', load.referrals, await there(`select id from referral.referral where sender_id <> 'node'`))
    const listed = await there(`select record_id as id from kernel.worklist where list = 'triage'`)
    compare(
      'concern in the list of its desk',
      await there(`select id from signals.signal where status = 'waiting'`),
      listed,
      false,
    )

    const repeated = [
      ...(await rows<{ what: string }>(
        `select name || ' ' || subject || ' in the ledger' as what from (select line->>'act' as name, line->>'subject' as subject from kernel.ledger where line->>'kind' = 'command' and line->>'act' in ('raise-concern', 'raise-concern-publicly', 'register-child', 'draft-referral', 'send-referral', 'accept-referral')) l group by name, subject having count(*) > 1`,
      )),
      ...(await rows<{ what: string }>(
        `select type || ' ' || (event->'aggregate'->>'id') as what from kernel.outbox where type = any ($1) group by type, event->'aggregate'->>'id' having count(*) > 1`,
        [once],
      )),
      ...(await rows<{ what: string }>(
        `select 'the step ' || kind || ' of concern ' || signal_id as what from signals.step where kind = 'raised' group by kind, signal_id having count(*) > 1`,
      )),
      ...(await rows<{ what: string }>(
        `select 'escalation of ' || (event->'aggregate'->>'id') || ' to ' || (event->'data'->>'to') as what from kernel.outbox where type = 'ReferralEscalated' group by event->'aggregate'->>'id', event->'data'->>'to', event->'data'->>'clockId' having count(*) > 1`,
      )),
      ...(await rows<{ what: string }>(
        `select 'urgent referral of concern ' || signal_id as what from referral.referral where sender_id = 'node' and lead_id is null group by signal_id having count(*) > 1`,
      )),
      ...(await rows<{ what: string }>(
        `select 'case of child ' || child_id as what from case_management.care_case group by child_id having count(*) > 1`,
      )),
    ]
    twice.push(...repeated.map(({ what }) => what))
    const [unequal] = await rows<{ lines: number; commands: number }>(
      `select (select count(*)::int from kernel.ledger where line->>'kind' = 'command') as lines, (select count(*)::int from kernel.command where answer is not null) as commands`,
    )
    if (unequal!.lines < unequal!.commands) lost.push(`${unequal!.commands - unequal!.lines} ledger lines`)
    if (unequal!.lines > unequal!.commands) twice.push(`${unequal!.lines - unequal!.commands} ledger lines`)
    const missing = await rows<{ what: string }>(
      `select 'urgent referral of concern ' || id as what from signals.signal s where danger = 'immediate' and not exists (select 1 from referral.referral r where r.signal_id = s.id and r.sender_id = 'node')`,
    )
    lost.push(...missing.map(({ what }) => what))

    return {
      acknowledged: callers.acknowledged.length + callers.told.length,
      lost,
      twice,
      deadlines: await checkDeadlines(client, now),
      ledger: await verifiedLedger(site),
    }
  })
}

async function checkDeadlines(client: pg.Client, now: Date): Promise<Findings['deadlines']> {
  // A deadline that passes during this check may or may not be noted yet.
  const settled = new Date(now.getTime() - 3_600_000)
  const { rows } = await client.query<{ what: string; missed: boolean; over: boolean; heard: number; early: boolean }>(
    `select d.clock_id || ' of ' || d.subject_kind || ' ' || d.subject_id as what, d.missed_at is not null as missed,
            d.met_at is null and d.stopped_at is null and d.due_at <= $1 as over, count(o.id)::int as heard, coalesce(bool_or(o.stored_at < d.due_at), false) as early
     from kernel.deadline d left join kernel.outbox o on o.type = 'DeadlineMissed' and o.event->'data'->>'deadlineId' = d.id::text
     group by d.subject_id, d.id`,
    [settled],
  )
  const wrong = rows.flatMap(({ what, missed, over, heard, early }) => {
    if (early) return [`${what} was heard before its time`]
    if (heard > 1) return [`${what} was heard ${heard} times`]
    if (missed !== (heard === 1))
      return [`${what} is ${missed ? '' : 'not '}marked as missed and was heard ${heard} times`]
    return over && !missed ? [`${what} was never heard`] : []
  })
  return {
    due: rows.filter(({ missed, over }) => missed || over).length,
    fired: rows.reduce((sum, { heard }) => sum + heard, 0),
    wrong,
  }
}

/** Waits until no event and no retry is pending. */
async function untilQuiet(client: pg.Client): Promise<void> {
  await eventually(
    async () => {
      const { rows } = await client.query<{ waiting: number }>(
        `select count(*)::int as waiting from kernel.outbox where delivered_at is null`,
      )
      return rows[0]!.waiting
    },
    (waiting) => waiting === 0,
  )
}

/** The output of `npx tenfold verify-ledger` beside the running node. */
export async function verifiedLedger(site: Site): Promise<string> {
  const settings: Settings = { TENFOLD_DATA: site.folder.path }
  const command = await runNode(settings, { entry: 'cli', words: ['verify-ledger'] })
  const code = await command.ended()
  return code === 0 ? 'ok' : `${code}: ${command.printed()}`
}
