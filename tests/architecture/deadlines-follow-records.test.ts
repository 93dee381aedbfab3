import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { dayIn } from '#lib/civil-time'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { DomainEvent } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx, type Tx } from '#kernel/tx'
import { meridia } from '../../src/path/referral/example-situations.test-data.ts'
import { readClocks, type RunningClock } from '#standards'
import { addTask } from '../../src/path/case-management/add-task.ts'
import * as cases from '../../src/path/case-management/api.ts'
import { assignWorker } from '../../src/path/case-management/assign-worker.ts'
import { askToClose } from '../../src/path/case-management/ask-to-close.ts'
import { closeCase } from '../../src/path/case-management/close-case.ts'
import { completeTask } from '../../src/path/case-management/complete-task.ts'
import { escalateCase } from '../../src/path/case-management/escalate-case.ts'
import { raiseNonPunishment } from '../../src/path/case-management/raise-non-punishment.ts'
import { loadCase, type LoadedCase } from '../../src/path/case-management/store/case-store.ts'
import { saveCase } from '../../src/path/case-management/store/save-case.ts'
import { acceptReferral } from '../../src/path/referral/accept-referral.ts'
import { acknowledgeReferral } from '../../src/path/referral/acknowledge-referral.ts'
import * as referrals from '../../src/path/referral/api.ts'
import { country, type Country } from '../../src/path/referral/country.test-data.ts'
import { declineReferral } from '../../src/path/referral/decline-referral.ts'
import { escalateReferral } from '../../src/path/referral/escalate-referral.ts'
import { receiveReferral } from '../../src/path/referral/receive-referral.ts'
import { sendReferral } from '../../src/path/referral/send-referral.ts'
import { loadReferral, type LoadedReferral } from '../../src/path/referral/store/referral-store.ts'
import { saveReferral } from '../../src/path/referral/store/save-referral.ts'
import { withdrawReferral } from '../../src/path/referral/withdraw-referral.ts'
import { loadConcern, saveChange } from '../../src/path/signals/store/concern-store.ts'
import { closeConcern } from '../../src/path/signals/close-concern.ts'
import { passOnConcern, takeConcern } from '../../src/path/signals/triage.ts'
import type { ConcernState } from '../../src/path/signals/concern-state.ts'

/** The decisions of a kind of record, and how its store loads and saves them. */
interface Kind<State, Change> {
  begin(here: Country): Promise<string>
  load(tx: Tx, id: string): Promise<State | undefined>
  decisions: Record<
    string,
    (state: State, context: Context, here: Country) => Decision<Change, unknown, DomainEvent> | Refusal
  >
  by(here: Country): Actor
  save(tx: Tx, change: Change, state: State): Promise<void>
  clocksIn(change: Change, id: string): { id: string; clocks: readonly RunningClock[] } | undefined
}

const referralKind: Kind<LoadedReferral, Parameters<typeof saveReferral>[1]> = {
  async begin(here) {
    const { act, teacher, concern } = here
    const input = { risk: 'high', concerns: [], caregiver: 'unknown' } as const
    const { id } = await act(referrals.draft, teacher, {
      ...input,
      concerns: [],
      concernId: await concern(),
      requests: ['assessment'],
      share: ['concern'],
    })
    const consent = { basis: 'override', ground: 'statutory-duty', reason: 'The Act obliges us.' } as const
    await act(referrals.giveConsent, teacher, { ...consent, id, childTold: 'told', groups: ['concern'] })
    return id
  },
  load: (tx, id) => loadReferral(tx, id, { lock: true }),
  by: ({ officer, teacher, coordinator }) => ({
    ...officer,
    roles: [...officer.roles, ...teacher.roles, ...coordinator.roles],
  }),
  decisions: {
    send: (state, context) => sendReferral(state, {}, context),
    receive: (state, context) => receiveReferral(state, {}, context),
    acknowledge: (state, context) => acknowledgeReferral(state, {}, context),
    accept: (state, context) => acceptReferral(state, {}, context),
    decline: (state, context) => declineReferral(state, { reason: 'no-capacity', note: 'Nobody is free.' }, context),
    withdraw: (state, context) =>
      withdrawReferral(state, { reason: 'sent-in-error', note: 'It was meant for another child.' }, context),
    escalate: (state, context) => escalateReferral(state, missedOf(state.referral.clocks), context),
  },
  save: saveReferral,
  clocksIn: (change) => (change.change === 'keep-referral' ? change.referral : undefined),
}

const caseKind: Kind<LoadedCase, Parameters<typeof saveCase>[1]> = {
  begin: async ({ act, node }) =>
    (
      await act(cases.openCase, nodeActor, {
        referralId: newId(),
        childId: newId(),
        agencyId: await node.agencyId('MER-WELFARE'),
        country: 'XM',
        risk: 'high',
        at: node.clock.now().toISOString(),
      })
    ).id,
  load: (tx, id) => loadCase(tx, id, { lock: true }),
  by: ({ boss }) => boss,
  decisions: {
    assign: (state, context, { officer }) =>
      assignWorker(
        { ...state, worker: { id: officer.id, agencyId: state.careCase.agencyId, roles: ['caseworker'] } },
        { workerId: officer.id },
        context,
      ),
    add: (state, context) =>
      addTask(
        state,
        { kind: 'health', side: 'caseworker', until: { iso: dayIn(context.timeZone, context.now) } },
        context,
      ),
    complete: (state, context) =>
      completeTask(
        state,
        { taskId: state.careCase.tasks.find(({ result }) => !result)?.id ?? newId(), result: 'done', seenAlone: 'yes' },
        context,
      ),
    punished: (state, context) => {
      const { agencyId, risk } = state.careCase
      const at = context.now.toISOString()
      const contact = { id: newId(), kind: 'arrest', nexus: 'likely', at, by: context.actor.id } as const
      const input = { agencyId, risk, country: 'XM', at, contact }
      return raiseNonPunishment({ ...state, existing: state.careCase }, input, context)
    },
    ask: (state, context) => {
      const lastVisit = dayIn(context.timeZone, context.now)
      return askToClose(state, { reason: 'safe-and-supported', note: 'She is at home.', lastVisit }, context)
    },
    close: (state, context) => closeCase(state, {}, { ...context, actor: { ...context.actor, id: newId() } }),
    escalate: (state, context) => escalateCase(state, missedOf(state.careCase.clocks), context),
  },
  save: saveCase,
  clocksIn: ({ careCase }) => careCase,
}

const concernKind: Kind<ConcernState, Parameters<typeof saveChange>[1]> = {
  begin: ({ concern }) => concern(),
  load: (tx, id) => loadConcern(tx, id, { lock: true }),
  by: ({ teacher }) => teacher,
  decisions: {
    take: (state, context) => takeConcern({ ...state, profile: meridia }, {}, context),
    pass: (state, context, { officer }) =>
      passOnConcern(
        { ...state, desks: [{ agencyId: officer.agencyId!, name: {} }] },
        { toAgencyId: officer.agencyId!, reason: 'Their region.' },
        context,
      ),
    close: (state, context) => closeConcern(state, { reason: 'other', note: 'The home visits her already.' }, context),
  },
  save: saveChange,
  clocksIn: (change, id) => ('clocks' in change ? { id, clocks: change.clocks } : undefined),
}

function missedOf(clocks: readonly RunningClock[]): { clockId: string; level: number } {
  const { clockId, level } = clocks.find(({ missedAt }) => missedAt) ?? { clockId: 'none', level: 0 }
  return { clockId, level }
}

/** Without absent fields, which the database does not have, in the order of their ids. */
function plain(clocks: readonly RunningClock[]): unknown {
  return JSON.parse(JSON.stringify([...clocks].sort((a, b) => a.id.localeCompare(b.id))))
}

async function follow<State, Change>(
  here: Country,
  kind: Kind<State, Change>,
  acts: readonly { act: string; wait: number }[],
): Promise<number> {
  const id = await kind.begin(here)
  const actor = kind.by(here)
  const { node } = here
  let compared = 0
  for (const { act, wait } of acts) {
    node.clock.advance(wait)
    await here.work()
    const expected = new Map<string, readonly RunningClock[]>()
    await openTx(node, nodeActor, async (tx) => {
      const state = await kind.load(tx, id)
      assert.ok(state)
      const outcome = kind.decisions[act]!(state, { now: tx.now, timeZone: node.timeZone, newId, actor }, here)
      if (isRefusal(outcome)) return
      for (const change of outcome.changes) {
        await kind.save(tx, change, state)
        const record = kind.clocksIn(change, id)
        if (record) expected.set(record.id, record.clocks)
      }
    })
    await openTx(node, nodeActor, async (tx) => {
      for (const [recordId, clocks] of expected) {
        assert.deepEqual(plain(readClocks(meridia, await tx.deadlines.of(recordId))), plain(clocks), act)
        compared += clocks.length
      }
    })
  }
  return compared
}

test('whatever is decided about a concern, a referral or a case, its stored deadlines are those of the record', async () => {
  const here = await country()
  const hour = 3_600_000
  const acts = (decisions: object) =>
    fc.array(
      fc.record({
        act: fc.constantFrom(...Object.keys(decisions)),
        wait: fc.constantFrom(0, 60_000, hour, 30 * hour),
      }),
      { minLength: 1, maxLength: 8 },
    )
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      acts(referralKind.decisions),
      acts(caseKind.decisions),
      acts(concernKind.decisions),
      async (ofReferral, ofCase, ofConcern) => {
        compared += await follow(here, referralKind, ofReferral)
        compared += await follow(here, caseKind, ofCase)
        compared += await follow(here, concernKind, ofConcern)
      },
    ),
    { numRuns: 6 },
  )
  assert.ok(compared > 25, `${compared} deadlines were compared`)
})
