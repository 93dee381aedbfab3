import assert from 'node:assert/strict'
import test, { describe } from 'node:test'
import fc from 'fast-check'
import type { DomainEvent } from '#kernel/event'
import { accountOf, isLate, lateNow, percentile } from './account.ts'
import { hops } from './hops.ts'
import { recordHop, subjectsOf, type HopRecord } from './record-hop.ts'

const concernId = '00000000-0000-7000-8000-000000000001'
const referralId = '00000000-0000-7000-8000-000000000002'
const agencyId = '00000000-0000-7000-8000-000000000003'
const due = '2026-11-22T12:00:00.000Z'

function event(
  type: string,
  at: string,
  data: Record<string, unknown> = {},
  aggregate = { kind: 'referral', id: referralId },
): DomainEvent {
  return {
    type,
    id: '00000000-0000-7000-8000-000000000009',
    at,
    aggregate,
    data: { concernId, authorityAgencyId: agencyId, ...data },
  }
}

function sentAt(at: string): DomainEvent {
  return event('ReferralSent', at, {
    clocks: [
      {
        until: 'referral-acknowledged',
        clockId: 'acknowledge-high',
        startedAt: '2026-11-22T08:00:00.000Z',
        dueAt: due,
      },
    ],
  })
}

function play(events: readonly DomainEvent[]): HopRecord[] {
  const all = new Map<string, HopRecord>()
  for (const one of events) {
    const subjects = subjectsOf(one)
    const known = [...all.values()].filter(
      ({ subjectId, joinedTo }) => subjects.includes(subjectId) || subjects.includes(joinedTo ?? ''),
    )
    for (const record of recordHop({ known }, one).changes) all.set(`${record.subjectId} ${record.hop}`, record)
  }
  return [...all.values()]
}

function hop(records: readonly HopRecord[], id: HopRecord['hop']): HopRecord | undefined {
  return records.find((record) => record.hop === id)
}

test('the time to acknowledge runs from the clock of the referral, not from the upload', () => {
  const records = play([sentAt('2026-11-22T09:00:00.000Z'), event('ReferralAcknowledged', '2026-11-22T10:00:00.000Z')])
  assert.deepEqual(hop(records, 'referral-to-acknowledged'), {
    subjectId: referralId,
    hop: 'referral-to-acknowledged',
    startedAt: '2026-11-22T08:00:00.000Z',
    dueAt: due,
    endedAt: '2026-11-22T10:00:00.000Z',
    agencyId,
    record: { kind: 'referral', id: referralId },
  })
})

test('a referral that a device says it sent in time ends the wait for triage only when the node has it', () => {
  const raised = event('ConcernRaised', '2026-11-22T08:00:00.000Z', { dueAt: due }, { kind: 'concern', id: concernId })
  const arrivedAt = '2026-11-24T08:00:00.000Z'
  const records = play([raised, event('ReferralSent', '2026-11-22T09:00:00.000Z', { clocks: [], arrivedAt })])
  assert.equal(hop(records, 'concern-to-triage')?.endedAt, arrivedAt)
  assert.equal(isLate(hop(records, 'concern-to-triage')!, arrivedAt), true)
})

test('an answer after the date is late for ever, also when a second answer comes', () => {
  const records = play([
    sentAt('2026-11-22T08:00:00.000Z'),
    event('ReferralAcknowledged', '2026-11-22T13:00:00.000Z'),
    event('ReferralAcknowledged', '2026-11-22T11:00:00.000Z'),
  ])
  assert.equal(isLate(hop(records, 'referral-to-acknowledged')!, '2026-11-23T00:00:00.000Z'), true)
})

test('what is still waited for is late as soon as the date has passed, and is on the list with the longest first', () => {
  const records = play([sentAt('2026-11-22T08:00:00.000Z')])
  assert.equal(lateNow(records, '2026-11-22T11:59:00.000Z').length, 0)
  assert.equal(lateNow(records, '2026-11-22T12:00:01.000Z')[0]?.record.id, referralId)
})

test('a withdrawn referral is neither done nor waited for, and one withdrawn late is still one that was late', () => {
  const records = play([sentAt('2026-11-22T08:00:00.000Z'), event('ReferralWithdrawn', '2026-11-22T13:00:00.000Z')])
  const account = accountOf(records, '2026-11-30T00:00:00.000Z').find(
    ({ hop: id }) => id === 'referral-to-acknowledged',
  )!
  assert.deepEqual([account.finished, account.open, account.lateNow, account.withdrawn], [0, 0, 0, 1])
  assert.equal(isLate(hop(records, 'referral-to-acknowledged')!, '2026-11-30T00:00:00.000Z'), true)
})

test('a concern is counted until its referral, whoever sends it', () => {
  const concern = event(
    'ConcernRaised',
    '2026-11-21T08:00:00.000Z',
    { deskAgencyId: agencyId },
    { kind: 'concern', id: concernId },
  )
  assert.equal(
    hop(play([concern, sentAt('2026-11-22T08:00:00.000Z')]), 'concern-to-referral')?.endedAt,
    '2026-11-22T08:00:00.000Z',
  )
})

describe('a concern that was merged into another', () => {
  const [first, second, third] = [1, 2, 3].map((number) => `00000000-0000-7000-8000-00000000010${number}`)
  const of = (id: string, type: string, hour: number, data: Record<string, unknown> = {}): DomainEvent =>
    event(
      type,
      `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`,
      { concernId: id, deskAgencyId: agencyId, ...data },
      { kind: 'concern', id },
    )
  const triage = (records: readonly HopRecord[], id: string | undefined): HopRecord =>
    records.find((record) => record.hop === 'concern-to-triage' && record.subjectId === id)!

  test('was late if it was late, and waits until somebody acts on the one that stands, for which taking it is not enough', () => {
    const raised = [of(first!, 'ConcernRaised', 8, { dueAt: due }), of(second!, 'ConcernRaised', 13, { dueAt: due })]
    const merged = [...raised, of(first!, 'ConcernMerged', 14, { into: second })]
    assert.deepEqual(
      lateNow(play(merged), '2026-11-22T15:00:00.000Z').map(({ subjectId }) => subjectId),
      [first, second],
    )
    const records = play([...merged, of(second!, 'ConcernTaken', 15), of(second!, 'ScreeningStarted', 16)])
    assert.equal(triage(records, first).endedAt, '2026-11-22T16:00:00.000Z')
    const { withDate, withinDate } = accountOf(records, '2026-11-22T17:00:00.000Z')[0]!
    assert.deepEqual([withDate, withinDate], [2, 0])
  })

  test('goes on with a third one when the second is merged too', () => {
    const raised = [first, second, third].map((id) => of(id!, 'ConcernRaised', 8))
    const merged = [of(first!, 'ConcernMerged', 9, { into: second }), of(second!, 'ConcernMerged', 10, { into: third })]
    const records = play([...raised, ...merged, of(third!, 'ConcernClosed', 11)])
    for (const id of [first, second, third]) assert.equal(triage(records, id).endedAt, '2026-11-22T11:00:00.000Z')
  })

  test('has had its screening if the one that stands had it, but its own wait for triage goes on', () => {
    const raised = [first, second].map((id) => of(id!, 'ConcernRaised', 8))
    const records = play([
      ...raised,
      event('ScreeningStarted', '2026-11-22T09:00:00.000Z', { concernId: second }),
      of(first!, 'ConcernMerged', 10, { into: second }),
    ])
    const screened = records.find((record) => record.hop === 'concern-to-screening' && record.subjectId === first)
    assert.equal(screened?.endedAt, '2026-11-22T10:00:00.000Z')
    assert.equal(triage(records, first).endedAt, undefined)
  })
})

test('a decline and a task that was not possible are no answers in time, and the chain waits until somebody has accepted', () => {
  const chainId = '00000000-0000-7000-8000-000000000021'
  const next = { kind: 'referral', id: '00000000-0000-7000-8000-000000000022' }
  const clocks = [{ until: 'referral-accepted', clockId: 'accept', startedAt: '2026-11-22T08:00:00.000Z', dueAt: due }]
  const task = { taskId: '00000000-0000-7000-8000-000000000023', dueAt: due }
  const records = play([
    event('ReferralSent', '2026-11-22T08:00:00.000Z', { chainId, clocks }),
    event('ReferralDeclined', '2026-11-22T09:00:00.000Z', { chainId }),
    event('ReferralSent', '2026-11-22T09:00:00.000Z', { chainId, clocks }, next),
    event('ReferralAccepted', '2026-11-22T13:00:00.000Z', { chainId }, next),
    event('TaskAdded', '2026-11-22T08:00:00.000Z', task),
    event('TaskCompleted', '2026-11-22T09:00:00.000Z', { ...task, result: 'not-possible' }),
  ])
  const accounts = accountOf(records, '2026-11-23T00:00:00.000Z')
  const counted = (id: HopRecord['hop']) => {
    const { finished, declined, notDone, withDate, withinDate, otherwiseInTime } = accounts.find(
      ({ hop: one }) => one === id,
    )!
    return [finished, declined, notDone, withDate, withinDate, otherwiseInTime]
  }
  assert.deepEqual(counted('referral-to-answered'), [1, 1, 0, 2, 0, 1])
  assert.deepEqual(counted('task-to-done'), [0, 0, 1, 1, 0, 1])
  assert.deepEqual(counted('sent-to-accepted'), [1, 0, 0, 1, 0, 0])
  assert.equal(accounts.find(({ hop: one }) => one === 'sent-to-accepted')?.medianMillis, 5 * 3_600_000)
})

test('an end whose beginning nobody saw is not counted', () => {
  assert.deepEqual(play([event('ReferralAcknowledged', '2026-11-22T10:00:00.000Z')]), [])
})

test('the share within the date counts those whose date has come, also the ones still open', () => {
  const record = (startedAt: string, endedAt?: string): HopRecord => ({
    subjectId: startedAt,
    hop: 'referral-to-acknowledged',
    startedAt,
    dueAt: due,
    endedAt,
    record: { kind: 'referral', id: referralId },
  })
  const records = [
    record('2026-11-22T08:00:00.000Z', '2026-11-22T09:00:00.000Z'),
    record('2026-11-22T08:01:00.000Z', '2026-11-22T13:00:00.000Z'),
    record('2026-11-22T08:02:00.000Z'),
  ]
  const early = accountOf(records, '2026-11-22T11:00:00.000Z').find(({ hop: id }) => id === 'referral-to-acknowledged')!
  assert.deepEqual([early.withDate, early.withinDate, early.open, early.lateNow], [2, 1, 1, 0])
  const later = accountOf(records, '2026-11-22T14:00:00.000Z').find(({ hop: id }) => id === 'referral-to-acknowledged')!
  assert.deepEqual([later.withDate, later.withinDate, later.lateNow], [3, 1, 1])
})

test('median and 90th percentile are times that really occurred', () => {
  assert.equal(percentile([], 50), undefined)
  assert.equal(percentile([7], 90), 7)
  assert.equal(percentile([1, 2, 3, 4], 50), 2)
  assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), 9)
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, p) => {
      const found = percentile(values, p)!
      assert.ok(values.includes(found))
      assert.ok(values.filter((value) => value <= found).length >= (p / 100) * values.length)
      assert.ok(values.filter((value) => value < found).length < (p / 100) * values.length)
    }),
  )
})

test('in whatever order events arrive, and however often, nothing late becomes timely', () => {
  const types = [
    ...new Set(
      hops.flatMap(({ starts, ends, cancels = [], joins = [] }) => [...starts, ...ends, ...cancels, ...joins]),
    ),
  ]
  const anyEvent = fc
    .record({ type: fc.constantFrom(...types), hours: fc.integer({ min: 0, max: 200 }) })
    .map(({ type, hours }) => {
      const at = new Date(Date.parse('2026-11-22T08:00:00.000Z') + hours * 3_600_000).toISOString()
      return type === 'ReferralSent' ? sentAt(at) : event(type, at, { dueAt: due, taskId: concernId, into: referralId })
    })
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      const now = '2026-12-22T08:00:00.000Z'
      const late = new Set<string>()
      for (let length = 1; length <= events.length; length += 1) {
        const records = play(events.slice(0, length))
        const key = (record: HopRecord): string => `${record.subjectId} ${record.hop}`
        for (const record of records) if (record.endedAt !== undefined && isLate(record, now)) late.add(key(record))
        assert.ok(records.every((record) => !late.has(key(record)) || isLate(record, now)))
      }
    }),
  )
})
