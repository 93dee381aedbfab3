import type { JurisdictionProfile, RuleSource } from './model.ts'
import { withPractice } from './practice-clocks.ts'

/** The law of a country that does not exist. */
function code(paragraph: string): RuleSource {
  return { instrument: 'Sundale Children’s Code (fictional)', paragraph, date: '2019-09-01', verified: true, fictional: true }
}

/** Fictional Sundale, the neighbour: Saturday and Sunday are the week-end, clocks change in spring and autumn. */
export const sundale: JurisdictionProfile = {
  country: 'XS',
  neighbours: ['XM'],
  name: { en: 'Sundale', ar: 'صنديل' },
  version: '2026-11',
  timeZone: 'EET',
  workingWeek: { days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' },
  holidays: [
    { date: '2026-01-01', name: { en: 'New Year (Sundale)', ar: 'رأس السنة (صنديل)' } },
    { date: '2026-05-04', name: { en: 'Lantern Day (Sundale)', ar: 'يوم الفوانيس (صنديل)' } },
    { date: '2026-12-25', name: { en: 'Midwinter Day (Sundale)', ar: 'يوم منتصف الشتاء (صنديل)' } },
    { date: '2027-01-01', name: { en: 'New Year (Sundale)', ar: 'رأس السنة (صنديل)' } },
    { date: '2027-05-03', name: { en: 'Lantern Day (Sundale)', ar: 'يوم الفوانيس (صنديل)' } },
  ],
  holidaysKnownUntil: '2027-12-31',
  clocks: withPractice([]),
  consent: {
    consentFromAge: 16,
    assentFromAge: 7,
    overrides: [
      { ground: 'imminent-risk', label: { en: 'The child is in danger now', ar: 'الطفل في خطر الآن' }, source: code('art. 5(1)') },
      { ground: 'statutory-duty', label: { en: 'The law obliges us to tell the authority', ar: 'يُلزمنا القانون بإبلاغ الجهة المختصة' }, source: code('art. 5(2)') },
      { ground: 'best-interests', label: { en: 'It is in the child’s best interests', ar: 'هذا في مصلحة الطفل الفضلى' }, source: code('art. 5(3)') },
    ],
    expiresAfterDays: 365,
    source: code('art. 4'),
  },
  nationalFocalPoint: { name: { en: 'Child Protection Directorate, Sundale', ar: 'مديرية حماية الطفل في صنديل' }, agency: 'SUN-COORD', source: code('art. 30') },
}
