import { inEveryLanguage } from '#lib/data-words'
import type { DeadlineRule, RuleSource } from './model.ts'
import { sourceOf } from '../sources/index.ts'
import texts from './practice-clocks.json' with { type: 'json' }

const practice = sourceOf('inter-agency-safety-check')
const ours: RuleSource = {
  instrument: 'Tenfold default practice',
  paragraph: 'no external source found',
  verified: false,
  ours: true,
}
const dashboard = sourceOf('primero-assign')
/** Read from memory. The two hours for a lawyer are our own reading of "prompt". */
const liberty = sourceOf('crc-37')
/**
 * The days are those of Primero's guiding text for `case_plan_due_date`, which counts them from the assessment. A case
 * has no step for the assessment yet, so they count from the assignment, and that is ours.
 */
const casePlan: RuleSource = {
  instrument: 'Tenfold default practice',
  paragraph:
    'days as in the assessment form of Primero CPIMS+, which counts them from the assessment; here from the assignment',
  verified: false,
}
const representative = sourceOf('representative-27')
const draftText = sourceOf('representative-draft')
/** Read from memory: statutory guidance in England, an independent interview within 72 hours of the return. */
const returnInterview: RuleSource = {
  instrument: 'Statutory guidance on children who run away or go missing from home or care (England)',
  paragraph: 'return interview within 72 hours',
  date: '2014-01',
  verified: false,
}
/** Read from memory. The law says without undue delay; the three working days are our own. */
const dataProtection: RuleSource = {
  instrument: 'General Data Protection Regulation (EU) 2016/679',
  paragraph: 'Art. 7(3), 17(1) and 19, without undue delay',
  date: '2016-04-27',
  verified: false,
}

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
    ['accept-high', 'high', 24, 'hours', atOnceThenHour, ours],
    ['accept-medium', 'medium', 72, 'hours', atOnceThenDay, ours],
    ['accept-low', 'low', 5, 'working-days', atOnceThenDay, ours],
  ),
  ...limits(
    'case-opened',
    'case-assigned',
    label.assign,
    ['assign-immediate', 'immediate', 60, 'minutes', bothAtOnce, ours],
    ['assign-high', 'high', 60, 'minutes', atOnceThenHour, dashboard],
    ['assign', 'any', 3, 'hours', atOnceThenDay, dashboard],
  ),
  ...limits(
    'case-assigned',
    'plan-agreed',
    label.plan,
    ['plan-immediate', 'immediate', 3, 'calendar-days', atOnceThenDay, ours],
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
  ...limits(
    'report-given',
    'report-read',
    label.report,
    ['report-immediate', 'immediate', 60, 'minutes', bothAtOnce, ours],
    ['report', 'any', 24, 'hours', atOnceThenDay, ours],
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
  ...limits('record-left', 'clearing-asked', label.clear, [
    'clear-record',
    'any',
    14,
    'calendar-days',
    atOnceThenDay,
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
  ...limits('closing-asked', 'closing-answered', label.closing, [
    'closing',
    'any',
    3,
    'working-days',
    atOnceThenDay,
    ours,
  ]),
  // Presumed victims who go missing from care are in danger now (reference 02, R19). The hour is our own.
  ...limits('child-missing', 'police-told', label.police, ['missing-police', 'any', 60, 'minutes', bothAtOnce, ours]),
  ...limits('child-missing', 'neighbours-told', label.neighbours, [
    'missing-neighbours',
    'any',
    60,
    'minutes',
    bothAtOnce,
    ours,
  ]),
  ...limits('child-missing', 'search-looked', label.look, ['missing-look', 'any', 60, 'minutes', bothAtOnce, ours]),
  ...limits('search-looked', 'search-looked', label.look, [
    'missing-look-again',
    'any',
    60,
    'minutes',
    bothAtOnce,
    ours,
  ]),
  ...limits('child-found', 'return-talk-held', label.talk, [
    'return-talk',
    'any',
    72,
    'hours',
    atOnceThenDay,
    returnInterview,
  ]),
  // Who was told that the child is missing goes on searching until told. The day is our own.
  ...limits('child-found', 'found-told', label['found-told'], ['found-told', 'any', 24, 'hours', atOnceThenDay, ours]),
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
