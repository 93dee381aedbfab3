import type { PlaceOption, Source, WorkRow } from '#ui'

/** Invented data. Meridia and Sundale do not exist. */
export const places: PlaceOption[] = [
  { code: 'MER', name: { en: 'Meridia', ar: 'ميريديا' } },
  { code: 'MER-N', name: { en: 'Northvale', ar: 'نورثفيل' }, parent: 'MER' },
  { code: 'MER-N-1', name: { en: 'Alder Harbour', ar: 'ميناء ألدر' }, parent: 'MER-N' },
  { code: 'MER-N-2', name: { en: 'Lantern Cross', ar: 'مفترق الفانوس' }, parent: 'MER-N' },
  { code: 'SUN', name: { en: 'Sundale', ar: 'صنديل' } },
]

export const unverified: Source = {
  instrument: 'Meridia Child Protection Rules',
  paragraph: '§ 12 (2)',
  date: '2021-03-01',
  verified: false,
}
export const verified: Source = {
  instrument: 'Palermo Protocol',
  paragraph: 'Art. 3 (c)',
  date: '2000-11-15',
  verified: true,
}

const HOUR = 3_600_000

/** The time this many hours from now, so that the deadlines on the page always look the same. */
export function inHours(hours: number): string {
  return new Date(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR + HOUR / 2).toISOString()
}

export function sampleRows(): WorkRow[] {
  return [
    {
      recordKind: 'sample',
      recordId: '1',
      title: 'Imran Tavo',
      danger: 0,
      dueAt: inHours(1),
      at: inHours(-1),
      href: '/ui?open=1',
    },
    {
      recordKind: 'sample',
      recordId: '2',
      title: 'ليلى نور',
      danger: 2,
      dueAt: inHours(-26),
      at: inHours(-98),
      href: '/ui?open=2',
    },
    {
      recordKind: 'sample',
      recordId: '3',
      title: null,
      danger: 9,
      dueAt: inHours(60),
      at: inHours(-3),
      href: '/ui?open=3',
    },
  ]
}
