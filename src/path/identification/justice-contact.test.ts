import assert from 'node:assert/strict'
import test from 'node:test'
import { childPathOf } from './child-path.ts'
import type { Nexus } from '#standards/justice'
import { accepted, context, now, refusedWith, state } from './decisions.test-data.ts'
import { justiceContactReported } from './events.ts'
import type { Screening } from './model.ts'
import { protectsFromPunishment, reportJusticeContact } from './report-justice-contact.ts'
import { aged, worker } from './store/screenings.test-data.ts'

test('R20: no force needs to be shown, and doubt about age protects as well', () => {
  assert.equal(protectsFromPunishment('treated-as-child', 'unknown').protects, true)
  assert.doesNotMatch(JSON.stringify(protectsFromPunishment('child', 'likely').trace), /force|coer|compul/)
})

test('saying that no link is seen needs its reason, and a contact cannot lie in the future', () => {
  assert.equal(
    refusedWith(
      reportJusticeContact(
        state(),
        { kind: 'fine', nexus: 'none-seen', happenedAt: '2026-03-01T22:00:00Z' },
        context(),
      ),
    ),
    'reason-needed',
  )
  assert.equal(
    refusedWith(
      reportJusticeContact(state(), { kind: 'fine', nexus: 'likely', happenedAt: '2026-04-01T22:00:00Z' }, context()),
    ),
    'contact-not-happened',
  )
})

test('a contact in a year that cannot be right is asked about, and never stored as another one', () => {
  for (const happenedAt of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])
    assert.equal(
      refusedWith(reportJusticeContact(state(), { kind: 'fine', nexus: 'likely', happenedAt }, context())),
      'contact-too-long-ago',
    )
})

test('an arrest whose time nobody knows is reported all the same, and its deadlines count from the report', () => {
  const { changes, events } = accepted(
    reportJusticeContact(state(), { kind: 'immigration-detention', nexus: 'unknown' }, context()),
  )
  assert.equal(events[0]?.at, now.toISOString())
  assert.ok(changes[0]?.kind === 'justice-contact' && changes[0].contact.happenedAt === undefined)
})

test('R20: an arrest with a possible link opens the non-punishment path, before and whatever the outcome', () => {
  const report = (nexus: Nexus, parts: Partial<Screening> = {}) =>
    accepted(
      reportJusticeContact(
        state(parts),
        { kind: 'arrest', nexus, happenedAt: '2026-03-01T22:00:00Z', note: 'Told by the station.' },
        context(),
      ),
    )
  for (const nexus of ['likely', 'possible', 'unknown'] as const)
    assert.equal(report(nexus).answer.protects, true, nexus)
  const low = {
    outcomes: [
      {
        outcome: 'no-grounds-for-now' as const,
        reason: 'x',
        by: worker,
        at: now.toISOString(),
        reading: 'no-signs-noted' as const,
        onVersion: 2,
      },
    ],
  }
  assert.equal(report('possible', low).answer.protects, true)
  assert.equal(report('none-seen').answer.protects, false)
  const [event] = report('possible').events
  assert.equal(justiceContactReported.schema.safeParse(event).success, true)
  assert.equal(event?.at, '2026-03-01T22:00:00.000Z')
})

test('R20: a person who says that they were 18 is protected from punishment like a child', () => {
  for (const how of ['told-by-child', 'third-party', 'document', 'observed'] as const) {
    const { path } = childPathOf(aged({ 'at-exploitation': { exact: 18 } }, false, how))
    assert.equal(protectsFromPunishment(path, 'likely').protects, true, how)
  }
})
