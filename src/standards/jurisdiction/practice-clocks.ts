import { inEveryLanguage } from '#lib/data-words'
import type { Clock, RuleSource } from './model.ts'
import texts from './practice-clocks.json' with { type: 'json' }

const practice: RuleSource = { instrument: 'Inter-agency guidelines for case management and child protection', paragraph: 'response times', date: '2014', verified: false }
const ours: RuleSource = { instrument: 'Tenfold default practice', paragraph: 'no external source found', verified: false }
const dashboard: RuleSource = { instrument: 'Primero CPIMS+ dashboards', paragraph: 'time to assign, version 1 constants', date: '2019', verified: true }
const casePlan: RuleSource = { instrument: 'Primero CPIMS+ assessment form', paragraph: 'guiding text of case_plan_due_date', date: '2024', verified: true }
const representative: RuleSource = { instrument: 'Directive (EU) 2024/1346', paragraph: 'Art. 27, as taken over by the Irish Act 9/2026, s. 52', date: '2024-05-14', verified: true }
const recovery: RuleSource = { instrument: 'Council of Europe Convention on Action against Trafficking', paragraph: 'Art. 13', date: '2005-05-16', verified: false }

/** First the supervisor of the desk that is silent, then the national coordinator. */
const atOnceThenDay: Clock['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 24, unit: 'hours' } },
]
const atOnceThenHour: Clock['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 60, unit: 'minutes' } },
]
const bothAtOnce: Clock['escalation'] = [
  { to: 'supervisor', after: { amount: 0, unit: 'minutes' } },
  { to: 'coordinator', after: { amount: 15, unit: 'minutes' } },
]

const label = inEveryLanguage('standards.jurisdiction.practice-clocks', texts)

/**
 * Time limits that hold when a country's law says nothing else, from published practice (reference: docs of each
 * source). Everything not read in its primary source is `verified: false` and is shown as such.
 */
export const practiceClocks: readonly Clock[] = [
  { id: 'triage-immediate', event: 'concern-raised', until: 'concern-triaged', risk: 'immediate', amount: 15, unit: 'minutes', label: label.triage, escalation: bothAtOnce, source: ours },
  { id: 'triage-high', event: 'concern-raised', until: 'concern-triaged', risk: 'high', amount: 24, unit: 'hours', label: label.triage, escalation: atOnceThenHour, source: practice },
  { id: 'triage-medium', event: 'concern-raised', until: 'concern-triaged', risk: 'medium', amount: 72, unit: 'hours', label: label.triage, escalation: atOnceThenDay, source: practice },
  { id: 'triage-low', event: 'concern-raised', until: 'concern-triaged', risk: 'low', amount: 7, unit: 'calendar-days', label: label.triage, escalation: atOnceThenDay, source: practice },
  { id: 'screening-high', event: 'screening-started', until: 'outcome-decided', risk: 'high', amount: 72, unit: 'hours', label: label.screening, escalation: atOnceThenDay, source: ours },
  { id: 'screening', event: 'screening-started', until: 'outcome-decided', risk: 'any', amount: 7, unit: 'calendar-days', label: label.screening, escalation: atOnceThenDay, source: practice },
  { id: 'send-immediate', event: 'referral-drafted', until: 'referral-sent', risk: 'immediate', amount: 15, unit: 'minutes', label: label.send, escalation: bothAtOnce, source: ours },
  { id: 'send', event: 'referral-drafted', until: 'referral-sent', risk: 'any', amount: 24, unit: 'hours', label: label.send, escalation: atOnceThenDay, source: ours },
  { id: 'acknowledge-immediate', event: 'referral-sent', until: 'referral-acknowledged', risk: 'immediate', amount: 15, unit: 'minutes', label: label.acknowledge, escalation: bothAtOnce, source: ours },
  { id: 'acknowledge-high', event: 'referral-sent', until: 'referral-acknowledged', risk: 'high', amount: 4, unit: 'hours', label: label.acknowledge, escalation: atOnceThenHour, source: ours },
  { id: 'acknowledge', event: 'referral-sent', until: 'referral-acknowledged', risk: 'any', amount: 1, unit: 'working-days', label: label.acknowledge, escalation: atOnceThenDay, source: ours },
  { id: 'accept-immediate', event: 'referral-sent', until: 'referral-accepted', risk: 'immediate', amount: 60, unit: 'minutes', label: label.accept, escalation: bothAtOnce, source: ours },
  { id: 'accept-high', event: 'referral-sent', until: 'referral-accepted', risk: 'high', amount: 24, unit: 'hours', label: label.accept, escalation: atOnceThenHour, source: practice },
  { id: 'accept-medium', event: 'referral-sent', until: 'referral-accepted', risk: 'medium', amount: 72, unit: 'hours', label: label.accept, escalation: atOnceThenDay, source: practice },
  { id: 'accept-low', event: 'referral-sent', until: 'referral-accepted', risk: 'low', amount: 5, unit: 'working-days', label: label.accept, escalation: atOnceThenDay, source: practice },
  { id: 'assign-immediate', event: 'case-opened', until: 'case-assigned', risk: 'immediate', amount: 60, unit: 'minutes', label: label.assign, escalation: bothAtOnce, source: dashboard },
  { id: 'assign-high', event: 'case-opened', until: 'case-assigned', risk: 'high', amount: 60, unit: 'minutes', label: label.assign, escalation: atOnceThenHour, source: dashboard },
  { id: 'assign', event: 'case-opened', until: 'case-assigned', risk: 'any', amount: 3, unit: 'hours', label: label.assign, escalation: atOnceThenDay, source: dashboard },
  { id: 'plan-immediate', event: 'case-assigned', until: 'plan-agreed', risk: 'immediate', amount: 3, unit: 'calendar-days', label: label.plan, escalation: atOnceThenDay, source: casePlan },
  { id: 'plan-high', event: 'case-assigned', until: 'plan-agreed', risk: 'high', amount: 3, unit: 'calendar-days', label: label.plan, escalation: atOnceThenDay, source: casePlan },
  { id: 'plan-medium', event: 'case-assigned', until: 'plan-agreed', risk: 'medium', amount: 7, unit: 'calendar-days', label: label.plan, escalation: atOnceThenDay, source: casePlan },
  { id: 'plan-low', event: 'case-assigned', until: 'plan-agreed', risk: 'low', amount: 14, unit: 'calendar-days', label: label.plan, escalation: atOnceThenDay, source: casePlan },
  { id: 'first-visit-high', event: 'case-assigned', until: 'child-visited', risk: 'high', amount: 7, unit: 'calendar-days', label: label.visit, escalation: atOnceThenDay, source: practice },
  { id: 'first-visit', event: 'case-assigned', until: 'child-visited', risk: 'any', amount: 14, unit: 'calendar-days', label: label.visit, escalation: atOnceThenDay, source: practice },
  { id: 'provisional-guardian', event: 'guardian-needed', until: 'provisional-guardian-named', risk: 'any', amount: 24, unit: 'hours', label: label.provisional, escalation: atOnceThenHour, source: { ...representative, paragraph: 'Art. 27, draft text', verified: false } },
  { id: 'guardian', event: 'guardian-needed', until: 'guardian-appointed', risk: 'any', amount: 15, unit: 'working-days', label: label.guardian, escalation: atOnceThenDay, source: representative },
  { id: 'non-punishment', event: 'justice-contact', until: 'prosecutor-told', risk: 'any', amount: 1, unit: 'working-days', label: label.prosecutor, escalation: atOnceThenHour, source: ours },
  { id: 'recovery', event: 'outcome-decided', until: 'recovery-over', risk: 'any', amount: 30, unit: 'calendar-days', label: label.recovery, escalation: [], source: recovery },
]

/** The practice list with a country's own rules in place of those with the same id. */
export function withPractice(own: readonly Clock[]): Clock[] {
  const ids = new Set(own.map((clock) => clock.id))
  return [...own, ...practiceClocks.filter((clock) => !ids.has(clock.id))]
}
