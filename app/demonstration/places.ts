import type { Place } from '#standards'

const names: [code: string, english: string, arabic: string][] = [
  ['XM', 'Meridia', 'ميريديا'],
  ['XM01', 'North Reach', 'الامتداد الشمالي'],
  ['XM0101', 'Ossend', 'أوسند'],
  ['XM0102', 'Vellmar', 'فيلمار'],
  ['XM0103', 'Tarn Crossing', 'معبر تارن'],
  ['XM02', 'Lakeland', 'أرض البحيرات'],
  ['XM0201', 'Ilvane', 'إلفان'],
  ['XM0202', 'Brackwater', 'براكووتر'],
  ['XM0203', 'Sorrel Quay', 'رصيف سوريل'],
  ['XM03', 'Capital District', 'منطقة العاصمة'],
  ['XM0301', 'Meridia City', 'مدينة ميريديا'],
  ['XM0302', 'Old Harbour', 'الميناء القديم'],
  ['XM0303', 'Kestrel Gate', 'بوابة كستريل'],
  ['XM04', 'South March', 'التخم الجنوبي'],
  ['XM0401', 'Dunmere', 'دونمير'],
  ['XM0402', 'Halden Pass', 'ممر هالدن'],
  ['XM0403', 'Quarrytown', 'بلدة المحاجر'],
]

/** The places of Meridia. They lie nowhere. */
export const places: readonly Place[] = names.map(([code, en, ar]) => ({ code, name: { en, ar }, ancestors: ancestorsOf(code) }))

function ancestorsOf(code: string): string[] {
  const line: string[] = []
  for (let end = code.length - 2; end >= 2; end -= 2) line.push(code.slice(0, end))
  return line
}
