import type { JurisdictionProfile, RuleSource } from './model.ts'
import { withPractice } from './practice-clocks.ts'

/** The law of a country that does not exist; paragraphs are invented so that every screen has one to show. */
function act(paragraph: string): RuleSource {
  return { instrument: 'Meridia Child Protection Act (fictional)', paragraph, date: '2021-03-01', verified: true, fictional: true }
}

const supervisorThenCoordinator = [
  { to: 'supervisor' as const, after: { amount: 0, unit: 'minutes' as const } },
  { to: 'coordinator' as const, after: { amount: 1, unit: 'working-days' as const } },
]

const newYear = { en: 'New Year (Meridia)', ar: 'رأس السنة (ميريديا)' }
const harvest = { en: 'Harvest Day (Meridia)', ar: 'يوم الحصاد (ميريديا)' }
const children = { en: 'Children’s Day (Meridia)', ar: 'يوم الطفل (ميريديا)' }

/** Fictional Meridia: Friday and Saturday are the week-end, no summer time. */
export const meridia: JurisdictionProfile = {
  country: 'XM',
  neighbours: ['XS'],
  name: { en: 'Meridia', ar: 'ميريديا' },
  version: '2026-11',
  timeZone: 'Etc/GMT-3',
  workingWeek: { days: [7, 1, 2, 3, 4], opens: '08:00', closes: '16:00' },
  holidays: [
    { date: '2026-01-01', name: newYear }, { date: '2026-06-14', name: harvest }, { date: '2026-11-19', name: children }, { date: '2026-12-28', name: harvest },
    { date: '2027-01-03', name: newYear }, { date: '2027-06-14', name: harvest }, { date: '2027-11-18', name: children },
  ],
  holidaysKnownUntil: '2027-12-31',
  clocks: withPractice([
    { id: 'acknowledge', event: 'referral-sent', until: 'referral-acknowledged', risk: 'any', amount: 1, unit: 'working-days', label: { en: 'The authority says it has the referral', ar: 'تأكيد الجهة أنها تسلّمت الإحالة' }, escalation: supervisorThenCoordinator, source: act('s. 14(2)') },
    { id: 'accept-low', event: 'referral-sent', until: 'referral-accepted', risk: 'low', amount: 5, unit: 'working-days', label: { en: 'The authority accepts or passes on', ar: 'قبول الجهة للإحالة أو تحويلها' }, escalation: supervisorThenCoordinator, source: act('s. 14(3)') },
    { id: 'guardian', event: 'guardian-needed', until: 'guardian-appointed', risk: 'any', amount: 10, unit: 'working-days', label: { en: 'A guardian is appointed', ar: 'تعيين وصي' }, escalation: supervisorThenCoordinator, source: act('s. 22(1)') },
    { id: 'non-punishment', event: 'justice-contact', until: 'prosecutor-told', risk: 'any', amount: 1, unit: 'working-days', label: { en: 'The prosecutor is told the child should not be punished', ar: 'إبلاغ النيابة بأنه لا ينبغي معاقبة الطفل' }, escalation: supervisorThenCoordinator, source: act('s. 31') },
  ]),
  consent: {
    consentFromAge: 15,
    assentFromAge: 6,
    overrides: [
      { ground: 'imminent-risk', label: { en: 'The child is in danger now', ar: 'الطفل في خطر الآن' }, source: act('s. 9(1)(a)') },
      { ground: 'statutory-duty', label: { en: 'The law obliges us to tell the authority', ar: 'يُلزمنا القانون بإبلاغ الجهة المختصة' }, source: act('s. 9(1)(b)') },
      { ground: 'best-interests', label: { en: 'It is in the child’s best interests', ar: 'هذا في مصلحة الطفل الفضلى' }, source: { instrument: 'Convention on the Rights of the Child', paragraph: 'Art. 3(1)', date: '1989-11-20', verified: false } },
    ],
    expiresAfterDays: 180,
    source: act('s. 8'),
  },
  nationalFocalPoint: { name: { en: 'National Coordinator for Child Protection, Meridia', ar: 'المنسّق الوطني لحماية الطفل في ميريديا' }, agency: 'MER-COORD', source: act('s. 40') },
}
