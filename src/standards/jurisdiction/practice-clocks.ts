import { inEveryLanguage } from '#lib/data-words'
import type { DeadlineRule, RuleSource } from './model.ts'
import texts from './practice-clocks.json' with { type: 'json' }

const practice: RuleSource = {
  instrument: 'Inter-agency guidelines for case management and child protection',
  paragraph: 'response times',
  date: '2014',
  verified: false,
}
const ours: RuleSource = {
  instrument: 'Tenfold default practice',
  paragraph: 'no external source found',
  verified: false,
}
const dashboard: RuleSource = {
  instrument: 'Primero CPIMS+ dashboards',
  paragraph: 'time to assign, version 1 constants',
  date: '2019',
  verified: true,
}
/** Read from memory. The two hours for a lawyer are our own reading of "prompt". */
const liberty: RuleSource = {
  instrument: 'Convention on the Rights of the Child',
  paragraph: 'Art. 37(b) and (d), prompt legal help; General Comment 24, before an authority within 24 hours',
  date: '1989-11-20',
  verified: false,
}
/** Read from memory. The law says without undue delay; the three working days are our own. */
const dataProtection: RuleSource = {
  instrument: 'General Data Protection Regulation (EU) 2016/679',
  paragraph: 'Art. 7(3), 17(1) and 19, without undue delay',
  date: '2016-04-27',
  verified: false,
}
const casePlan: RuleSource = {
  instrument: 'Primero CPIMS+ assessment form',
  paragraph: 'guiding text of case_plan_due_date',
  date: '2024',
  verified: true,
}
const representative: RuleSource = {
  instrument: 'Directive (EU) 2024/1346',
  paragraph: 'Art. 27, as taken over by the Irish Act 9/2026, s. 52',
  date: '2024-05-14',
  verified: true,
}
const draftText: RuleSource = { ...representative, paragraph: 'Art. 27, draft text', verified: false }

/** First the supervisor of the late desk, then the national coordinator. */
const atOnceThenDay: DeadlineRule['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 24, unit: 'hours' } },
]
const atOnceThenHour: DeadlineRule['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 60, unit: 'minutes' } },
]
const bothAtOnce: DeadlineRule['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 15, unit: 'minutes' } },
]

const label = inEveryLanguage('standards.jurisdiction.practice-clocks', texts)

/** Id, risk, time and its unit, who hears of it when it is missed, source. */
type Limit = [string, DeadlineRule['risk'], number, DeadlineRule['unit'], DeadlineRule['escalation'], RuleSource]

/** The limits of one duty: the event that starts it, the event that meets it, its words. */
function limits(event: string, until: string, words: DeadlineRule['label'], ...all: Limit[]): DeadlineRule[] {
  return all.map(([id, risk, amount, unit, escalation, source]) => ({
    id,
    event,
    until,
    risk,
    amount,
    unit,
    label: words,
    escalation,
    source,
  }))
}

/**
 * Time limits from published practice, for countries whose law has none (reference: docs of each source). A limit that
 * nobody has checked in its primary source is `verified: false` and is shown as such. The more danger, the earlier.
 */
export const practiceClocks: readonly DeadlineRule[] = [
  ...limits(
    'concern-raised',
    'concern-triaged',
    label.triage,
    ['triage-immediate', 'immediate', 15, 'minutes', bothAtOnce, ours],
    ['triage-high', 'high', 24, 'hours', atOnceThenHour, practice],
  ),
  ...limits(
    'referral-drafted',
    'referral-sent',
    label.send,
    ['send-immediate', 'immediate', 15, 'minutes', bothAtOnce, ours],
    ['send', 'any', 24, 'hours', atOnceThenDay, ours],
  ),
  ...limits(
    'referral-sent',
    'referral-acknowledged',
    label.acknowledge,
    ['acknowledge-immediate', 'immediate', 15, 'minutes', bothAtOnce, ours],
    ['acknowledge-high', 'high', 4, 'hours', atOnceThenHour, ours],
    ['acknowledge', 'any', 1, 'working-days', atOnceThenDay, ours],
  ),
  ...limits(
    'referral-sent',
    'referral-accepted',
    label.accept,
    ['accept-immediate', 'immediate', 60, 'minutes', bothAtOnce, ours],
    ['accept-high', 'high', 24, 'hours', atOnceThenHour, practice],
    ['accept-medium', 'medium', 72, 'hours', atOnceThenDay, practice],
    ['accept-low', 'low', 5, 'working-days', atOnceThenDay, practice],
  ),
  ...limits(
    'case-opened',
    'case-assigned',
    label.assign,
    ['assign-immediate', 'immediate', 60, 'minutes', bothAtOnce, dashboard],
    ['assign-high', 'high', 60, 'minutes', atOnceThenHour, dashboard],
    ['assign', 'any', 3, 'hours', atOnceThenDay, dashboard],
  ),
  ...limits(
    'case-assigned',
    'plan-agreed',
    label.plan,
    ['plan-immediate', 'immediate', 3, 'calendar-days', atOnceThenDay, casePlan],
    ['plan-high', 'high', 3, 'calendar-days', atOnceThenDay, casePlan],
    ['plan-medium', 'medium', 7, 'calendar-days', atOnceThenDay, casePlan],
    ['plan-low', 'low', 14, 'calendar-days', atOnceThenDay, casePlan],
  ),
  ...limits(
    'case-assigned',
    'child-visited',
    label.visit,
    ['first-visit-immediate', 'immediate', 12, 'hours', bothAtOnce, ours],
    ['first-visit-high', 'high', 24, 'hours', atOnceThenHour, ours],
    ['first-visit-medium', 'medium', 72, 'hours', atOnceThenDay, ours],
    ['first-visit', 'any', 7, 'calendar-days', atOnceThenDay, ours],
  ),
  ...limits('guardian-needed', 'provisional-guardian-named', label.provisional, [
    'provisional-guardian',
    'any',
    24,
    'hours',
    atOnceThenHour,
    draftText,
  ]),
  ...limits('guardian-needed', 'guardian-appointed', label.guardian, [
    'guardian',
    'any',
    15,
    'working-days',
    atOnceThenDay,
    representative,
  ]),
  ...limits('custody', 'lawyer-asked', label.lawyer, ['custody-lawyer', 'any', 2, 'hours', atOnceThenHour, liberty]),
  ...limits('custody', 'release-sought', label.release, [
    'custody-release',
    'any',
    24,
    'hours',
    atOnceThenHour,
    liberty,
  ]),
  ...limits('custody', 'prosecutor-told', label.prosecutor, [
    'custody-non-punishment',
    'any',
    24,
    'hours',
    atOnceThenHour,
    ours,
  ]),
  ...limits('justice-contact', 'lawyer-asked', label.lawyer, [
    'lawyer',
    'any',
    1,
    'working-days',
    atOnceThenHour,
    ours,
  ]),
  ...limits('justice-contact', 'prosecutor-told', label.prosecutor, [
    'non-punishment',
    'any',
    1,
    'working-days',
    atOnceThenHour,
    ours,
  ]),
  ...limits(
    'outcome-decided',
    'referral-sent',
    label.refer,
    ['refer-immediate', 'immediate', 15, 'minutes', bothAtOnce, ours],
    ['refer', 'any', 24, 'hours', atOnceThenDay, ours],
  ),
  ...limits(
    'concern-taken',
    'concern-answered',
    label.answer,
    ['answer-immediate', 'immediate', 60, 'minutes', bothAtOnce, ours],
    ['answer', 'any', 72, 'hours', atOnceThenDay, ours],
  ),
  ...limits(
    'screening-started',
    'outcome-decided',
    label.screening,
    ['screening-immediate', 'immediate', 24, 'hours', atOnceThenHour, ours],
    ['screening', 'any', 72, 'hours', atOnceThenDay, ours],
  ),
  ...limits('consent-withdrawn', 'withdrawal-confirmed', label.withdrawal, [
    'withdrawal',
    'any',
    3,
    'working-days',
    atOnceThenDay,
    dataProtection,
  ]),
  ...limits('no-overridden', 'override-confirmed', label['confirm-override'], [
    'confirm-override',
    'any',
    24,
    'hours',
    atOnceThenHour,
    ours,
  ]),
  ...limits('shared-untold', 'child-told', label['tell-child'], [
    'tell-child',
    'any',
    72,
    'hours',
    atOnceThenDay,
    ours,
  ]),
  ...limits('untold-for-safety', 'child-told', label['tell-child'], [
    'tell-child-later',
    'any',
    7,
    'calendar-days',
    atOnceThenDay,
    ours,
  ]),
]

/** The practice list, with a country's own rules replacing those with the same id. */
export function withPractice(own: readonly DeadlineRule[]): DeadlineRule[] {
  const ids = new Set(own.map((clock) => clock.id))
  return [...own, ...practiceClocks.filter((clock) => !ids.has(clock.id))]
}
