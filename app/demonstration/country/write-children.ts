import type pg from 'pg'
import { nodeScope } from '#kernel/actor'
import type { LoadedChild } from './load.ts'
import { noteLoaded } from './load-state.ts'

/** Writes the complete records of many children in one transaction. `loaded`: the progress of the load afterwards. */
export async function writeChildren(
  client: pg.Client,
  children: readonly LoadedChild[],
  loaded?: number,
): Promise<void> {
  await client.query('begin')
  await writeRecords(client, children)
  await writeTokens(client, children)
  await writeLists(client, children)
  await writeFamilies(client, children)
  if (loaded !== undefined) await noteLoaded(client, 'loaded', loaded)
  await client.query('commit')
}

async function writeRecords(client: pg.Client, children: readonly LoadedChild[]): Promise<void> {
  const ids = children.map(({ rows }) => rows.id)
  const times = children.map(({ at }) => at)
  await client.query(`insert into kernel.root (id, kind) select id, 'child' from unnest($1::uuid[]) as row (id)`, [ids])
  await client.query(
    `insert into kernel.vault_key (subject_id, wrapped, created_at) select * from unnest($1::uuid[], $2::bytea[], $3::timestamptz[])`,
    [ids, children.map(({ rows }) => rows.wrappedKey), times],
  )
  await client.query(
    `insert into children.child (id, scopes, own_scopes, version, status, agency_id, sealed_fields, created_at, updated_at)
     select id, scopes, scopes, 1, 'current', agency, fields, at, at
     from unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::bytea[], $6::timestamptz[]) as row (id, personal, supervision, agency, fields, at)
     cross join lateral (select array[${nodeScope}, personal, supervision] as scopes) as registered`,
    [
      ids,
      children.map(({ registrar }) => registrar.personalScope),
      children.map(({ registrar }) => registrar.supervisionScope),
      children.map(({ registrar }) => registrar.agencyId),
      children.map(({ rows }) => rows.sealedFields),
      times,
    ],
  )
  const changes = children.flatMap(({ rows, at }) =>
    rows.changes.map((change) => ({ childId: rows.id, at, ...change })),
  )
  await client.query(
    `insert into children.change (child_id, id, sealed_change, received_at) select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::timestamptz[])`,
    [
      changes.map(({ childId }) => childId),
      changes.map(({ id }) => id),
      changes.map(({ sealed }) => sealed),
      changes.map(({ at }) => at),
    ],
  )
}

async function writeTokens(client: pg.Client, children: readonly LoadedChild[]): Promise<void> {
  const tokens = children.flatMap(({ rows }) => rows.tokens.map((token) => ({ id: rows.id, token })))
  await client.query(
    `insert into children.name_token (child_id, token) select * from unnest($1::uuid[], $2::bytea[])`,
    [tokens.map(({ id }) => id), tokens.map(({ token }) => token)],
  )
}

async function writeLists(client: pg.Client, children: readonly LoadedChild[]): Promise<void> {
  const listed = children.flatMap(({ rows, registrar, at }) => {
    const title = rows.title === undefined ? null : rows.seal(`worklist:children:${rows.id}`, rows.title)
    const summary = JSON.stringify({ conflicts: 0, likely: 0, ageBand: rows.ageBand })
    return [registrar.personalScope, registrar.supervisionScope].map((scope) => ({
      scope,
      id: rows.id,
      at,
      title,
      summary,
    }))
  })
  await client.query(
    `insert into kernel.worklist (scope, list, record_id, record_kind, danger, due_at, at, summary, key_id, sealed_title)
     select scope, 'children', id, 'child', 1, '9999-01-01T00:00:00Z', at, summary, case when title is null then null else id end, title
     from unnest($1::int[], $2::uuid[], $3::timestamptz[], $4::jsonb[], $5::bytea[]) as row (scope, id, at, summary, title)`,
    [
      listed.map(({ scope }) => scope),
      listed.map(({ id }) => id),
      listed.map(({ at }) => at),
      listed.map(({ summary }) => summary),
      listed.map(({ title }) => title),
    ],
  )
}

/** Links brothers and sisters in both directions. */
async function writeFamilies(client: pg.Client, children: readonly LoadedChild[]): Promise<void> {
  const links = children.flatMap(({ rows, registrar, at, sibling }) =>
    sibling === undefined
      ? []
      : [
          { id: sibling.links[0], childId: rows.id, relativeId: sibling.id, by: registrar.actor.id, at },
          { id: sibling.links[1], childId: sibling.id, relativeId: rows.id, by: registrar.actor.id, at },
        ],
  )
  await client.query(
    `insert into children.family_link (child_id, id, relation, relative_id, by_actor, at)
     select child_id, id, 'sibling', relative_id, by_actor, at from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) as row (child_id, id, relative_id, by_actor, at)`,
    [
      links.map(({ childId }) => childId),
      links.map(({ id }) => id),
      links.map(({ relativeId }) => relativeId),
      links.map(({ by }) => by),
      links.map(({ at }) => at),
    ],
  )
}
