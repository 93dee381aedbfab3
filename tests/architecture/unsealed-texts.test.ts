import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import * as referral from '../../src/path/referral/api.ts'
import { isRefusal } from '#kernel/refusal'
import { linkInput } from '../../src/path/children/model.ts'
import * as careCase from '../../src/path/case-management/inputs.ts'
import * as referralInputs from '../../src/path/referral/inputs.ts'
import { raiseConcern } from '../../src/path/signals/raise-concern.ts'
import { raiseInput, receiveInput } from '../../src/path/signals/model.ts'
import { testNode } from '../node.ts'

/** What a person could type about a child: a name, a sentence, a name as one word, and in small letters. */
const typed = ['Zyphandra Quellbrook', 'She is called زيفندرا', 'Zyphandra', 'quellbrook']

const concern = { id: randomUUID(), words: 'She waits.', danger: 'unknown' }
const now = new Date('2026-03-02T09:00:00Z')
const context = {
  now,
  timeZone: 'UTC',
  actor: { kind: 'account', id: 'a', roles: [], scopes: [] },
  newId: randomUUID,
} as const

/** A code that no list of places has goes to the sealed words. */
function keepsPlaceCode(code: string): boolean {
  const state = { deskAgencyId: randomUUID(), placeKnown: false, profile: undefined, agencyId: undefined }
  const input = raiseInput.parse({ ...concern, place: { code } })
  const raised = raiseConcern({ ...state, channel: 'worker', keptFrom: [], accountId: undefined }, input, context)
  assert.ok(!isRefusal(raised))
  const { place } = raised.changes[0]!.input
  assert.equal(place?.text, code)
  return place?.code !== undefined || JSON.stringify(raised.events).includes(code)
}

const draft = { caregiver: 'unknown', requests: [], share: [] }

/** Whether the input that fills the column takes this text. */
const takes: Record<string, (text: string) => boolean> = {
  'signals.signal.language': (language) => raiseInput.safeParse({ ...concern, language }).success,
  'signals.person.language': (language) => raiseInput.safeParse({ ...concern, children: [{ language }] }).success,
  'signals.signal.source_reference': (sourceReference) =>
    receiveInput.safeParse({ ...concern, sourceReference }).success,
  'signals.received.source_reference': (sourceReference) =>
    receiveInput.safeParse({ ...concern, sourceReference }).success,
  'signals.signal.place_code': keepsPlaceCode,
  'referral.referral.concerns': (kind) => referral.draft.input.safeParse({ ...draft, concerns: [kind] }).success,
  'referral.referral.requests': (request) => referral.draft.input.safeParse({ ...draft, requests: [request] }).success,
  'referral.referral.share': (group) => referral.draft.input.safeParse({ ...draft, share: [group] }).success,
  'referral.consent.groups': (group) => referralInputs.consentInput.shape.groups.safeParse([group]).success,
  'referral.consent.kinds': (kind) => referralInputs.consentInput.shape.kinds.safeParse([kind]).success,
  'referral.consent.explained_in': (language) =>
    referralInputs.consentInput.shape.given.safeParse({ how: 'spoken', through: 'worker', language }).success,
  'children.family_link.relation': (relation) => linkInput.shape.relation.safeParse(relation).success,
  'case_management.task.kind': (kind) => careCase.addTaskInput.shape.kind.safeParse(kind).success,
}

const account = 'the id of an account or of the node'
const code = 'a code of the node or of a fixed list of ours'
const administered = 'written by administrators before any concern'

/** Columns that no free text about a child reaches, and why. */
const elsewhere: Record<string, string> = {
  'case_management.care_case.country': code,
  'case_management.step.author': account,
  'case_management.justice_contact.author': account,
  'case_management.step.kind': code,
  'case_management.task.added_by': account,
  'case_management.task.clock_id': code,
  'case_management.task.ended_by': account,
  'children.path_entry.kind': code,
  'children.path_entry.subject_kind': code,
  'children.search.by_actor': account,
  'identification.age.author': account,
  'identification.answer.author': account,
  'identification.answer.indicator_id': 'refused if no indicator pack has it',
  'identification.justice_contact.author': account,
  'identification.outcome.author': account,
  'identification.outcome.finding': 'made of indicators, answers and times',
  'identification.screening.started_by': account,
  'referral.authority.agency_code': administered,
  'referral.authority.country': administered,
  'referral.consent.answered_by': account,
  'referral.consent.decided_by': account,
  'referral.consent.recorded_by': account,
  'referral.message.author_id': account,
  'referral.message.unseen_by': code,
  'referral.referral.country': code,
  'referral.referral.places': 'places of the register',
  'referral.referral.sender_id': account,
  'referral.referral.told_by': account,
  'signals.receipt.digest': code,
  'signals.received.contents': code,
  'signals.signal.progress': code,
  'signals.step.author': account,
  'signals.step.kind': code,
  'signals.step.subject_kind': code,
  'signals.triage_desk.place_code': administered,
}

test('no free text about a child is written into a column that is not sealed', async () => {
  const node = await testNode()
  const columns = await node.asOwner(async (client) => {
    const { rows } = await client.query<{ column: string }>(`
      select table_schema || '.' || table_name || '.' || column_name as column
      from information_schema.columns c
      where table_schema in ('signals', 'children', 'identification', 'referral', 'case_management')
        and (data_type = 'text' or udt_name = '_text')
        and not exists (
          select 1 from pg_constraint k
          where k.contype = 'c' and k.conrelid = format('%I.%I', table_schema, table_name)::regclass
            and pg_get_constraintdef(k.oid) ~ ('\\(' || column_name || ' = ANY'))
      order by 1`)
    return rows.map(({ column }) => column)
  })
  assert.deepEqual(
    columns,
    [...Object.keys(takes), ...Object.keys(elsewhere)].sort(),
    'a new column has its guard here',
  )
  for (const [column, takesIt] of Object.entries(takes))
    assert.deepEqual(typed.filter(takesIt), [], `${column} takes free text`)
})
