import { after } from 'node:test'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { newId } from '#kernel/ids'
import { openSession } from '#kernel/sign-in/sessions'
import { buildServer } from '../../app/server/http.ts'
import { rooms } from '../../app/rooms.ts'
import { dutyWorld, type DutyWorld } from '../architecture/duty-world.ts'

/** Who calls: a person with a session, a system with its key, or nobody. */
export interface Caller {
  name: string
  headers: Record<string, string>
  /** What gives a person access. */
  scopes: readonly number[]
}

export interface FuzzWorld extends DutyWorld {
  server: FastifyInstance
  callers: Caller[]
  /** Signs everybody in again: sessions end when the clock moves. */
  signIn(): Promise<void>
  /** What the server has logged: the stack of a failed request. */
  logged(): string
}

/** A node with people of every role, a form and no records yet. */
export async function fuzzWorld(): Promise<FuzzWorld> {
  const world = await dutyWorld()
  const { node, actors } = world
  let lines = ''
  const logTo = new Writable({
    write(chunk, _encoding, done) {
      lines = (lines + String(chunk)).slice(-4_000)
      done()
    },
  })
  const server = await buildServer({ node, config: { mode: 'production', logLevel: 'error' }, logTo })
  after(() => server.close())
  const callers: Caller[] = [
    ...[...actors.values()].map(({ roles, scopes }) => ({ name: roles.join('+'), headers: {}, scopes })),
    { name: 'key', headers: { authorization: `Bearer ${await node.accessKey('MER-LINE')}` }, scopes: [] },
    { name: 'nobody', headers: {}, scopes: [] },
  ]
  const signIn = async (): Promise<void> => {
    for (const [index, id] of [...actors.keys()].entries()) {
      const account = await node.database
        .selectFrom('kernel.account')
        .select(['id', 'password_hash'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      callers[index]!.headers = { cookie: `tenfold=${await openSession(node.database, account, node.clock.now())}` }
    }
  }
  await signIn()
  const administrator = callers.find(({ name }) => name === 'administrator')!
  const form = {
    id: 'visit',
    version: '1',
    title: { en: 'A visit' },
    languages: ['en'],
    items: [
      {
        kind: 'question',
        name: 'a',
        type: 'text',
        label: { en: 'What was said' },
        mapping: { htcds: 'prs_FirstName' },
      },
      { kind: 'question', name: 'b', type: 'date', label: { en: 'When' } },
      { kind: 'question', name: 'c', type: 'age', label: { en: 'How old' } },
    ],
  }
  const post = async (path: string, payload: object): Promise<void> => {
    const headers = { ...administrator.headers, 'idempotency-key': newId() }
    const answer = await server.inject({ method: 'POST', url: `/api/forms/visit/${path}`, headers, payload })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  await post('draft', { expected: 0, base: null, form })
  await post('publish', { expected: 1, replaces: null, note: 'The first.' })
  return { ...world, server, callers, signIn, logged: () => lines }
}

/** The ids of what is there, by kind, and inputs whose parts belong together, by route. */
export interface Known {
  ids: Record<string, string[]>
  together: Record<string, Record<string, unknown>[]>
  /** Who has access to a record, by its id. */
  scopes: ReadonlyMap<string, readonly number[]>
}

const MANY = 40

/** What the next requests may name: the latest of each kind. */
export async function readKnown({ node }: DutyWorld): Promise<Known> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ kind: string; ids: string[] }>(
      Object.entries(idsOf)
        .map(
          ([kind, query]) =>
            `select '${kind}' as kind, array(select id::text from (${query}) one (id) order by id desc limit ${MANY}) as ids`,
        )
        .join(' union all '),
    ),
  )
  const pairs = await node.asOwner((owner) =>
    owner.query<{ route: string; inputs: Record<string, unknown>[] }>(
      Object.entries(togetherOf)
        .map(
          ([route, query]) =>
            `select '${route}' as route, array(select to_jsonb(one) from (${query} limit ${MANY}) one) as inputs`,
        )
        .join(' union all '),
    ),
  )
  const sight = await node.asOwner((owner) =>
    owner.query<{ id: string; scopes: number[] }>(
      roots.map((table) => `select id::text, scopes from ${table}`).join(' union all '),
    ),
  )
  return {
    scopes: new Map(sight.rows.map(({ id, scopes }) => [id, scopes])),
    ids: Object.fromEntries(rows.map(({ kind, ids }) => [kind, ids])),
    together: Object.fromEntries(pairs.rows.map(({ route, inputs }) => [route, inputs])),
  }
}

const roots = rooms.flatMap(({ kinds = {} }) => Object.values(kinds).map(({ table }) => table))

const idsOf: Record<string, string> = {
  concern: 'select id from signals.signal',
  child: 'select id from children.child',
  merge: 'select id from children.merge',
  link: 'select id from children.family_link',
  search: 'select id from children.search',
  change: 'select id from children.change',
  screening: 'select id from identification.screening',
  referral: 'select id from referral.referral',
  message: 'select id from referral.message',
  case: 'select id from case_management.care_case',
  missing: 'select id from missing.missing_child',
  task: 'select id from case_management.task',
  form: 'select distinct form_id from intake_forms.form',
  'form-version': 'select distinct version from intake_forms.form',
  submission: 'select id from intake_forms.submission',
  account: 'select id from kernel.account',
  agency: 'select id from kernel.agency',
  'agency-code': 'select code from kernel.agency',
  'access-key': 'select id from kernel.agency_key',
  authority: 'select id from referral.authority',
  command: 'select id from kernel.command',
}

const consents = 'select referral_id as id, id as "consentId" from referral.consent order by id desc'
const hasRoot = "kind in ('concern', 'child', 'screening', 'referral', 'case')"

const togetherOf: Record<string, string> = {
  'complete-task': 'select case_id as id, id as "taskId" from case_management.task order by id desc',
  'unlink-family': 'select child_id as id, id as "linkId" from children.family_link order by id desc',
  'mark-family': `select link.child_id as id, link.id as "linkId", mark.id as "seenId" from children.family_link link
     left join children.family_mark mark on mark.link_id = link.id order by link.id desc`,
  'undo-merge': 'select id, child_id as "keptId" from children.merge order by id desc',
  'see-messages':
    'select referral_id as id, jsonb_build_array(id) as "messageIds" from referral.message order by id desc',
  'view-filled-form': 'select form_id as id, id as submission from intake_forms.submission order by id desc',
  'export-htcds': 'select form_id as id, id as submission from intake_forms.submission order by id desc',
  'submit-form': 'select form_id as id, version as "formVersion" from intake_forms.form order by sequence desc',
  'save-form-draft': 'select form_id as id, version as expected, base_version as base from intake_forms.form_draft',
  'discard-form-draft': 'select form_id as id, version as expected from intake_forms.form_draft',
  'publish-form': 'select form_id as id, version as expected, base_version as replaces from intake_forms.form_draft',
  'decide-outcome': 'select id, version as "onVersion" from identification.screening order by id desc',
  'confirm-withdrawal': consents,
  'confirm-override': consents,
  'keep-from': `select kind, id, jsonb_build_array(jsonb_build_object('accountId', (select max(id::text) from kernel.account))) as whom
     from kernel.root where ${hasRoot} order by id desc`,
  'view-kept-from': `select kind, id from kernel.root where ${hasRoot} order by id desc`,
  'let-see-again': `select kind, id, barred as numbers from kernel.root where ${hasRoot} and barred <> '{}' order by id desc`,
  'keep-authority': 'select id as "agencyId", code as "agencyCode" from kernel.agency',
}
