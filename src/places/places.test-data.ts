/** Invented place lists: Meridia's neighbour Sundale and a far country, with repeated names. */
const heading = 'Location,Admin Level,P-Code,Name,Name ar,Parent P-Code,Valid from date'

export const firstList = [
  heading,
  'QS,0,QS,Sundalia,صندليا,,',
  'QS,1,QS01,Kandara,قندارة,QS,2025-01-31',
  'QS,2,QS0101,Central,,QS01,2025-01-31',
  'QS,2,QS0102,Łodova,,QS01,2025-01-31',
  'QS,2,QS0103,Maidan Verok,,QS01,2025-01-31',
  'QS,1,QS02,Halvorn,,QS,2025-01-31',
  'QS,2,QS0201,Central,,QS02,2025-01-31',
  'QS,2,QS0202,Addis Orova,,QS02,2025-01-31',
  'QS,2,QS0203,Old Ferry,,QS02,2025-01-31',
  'QF,1,QF01,Farland North,,QF,2024-06-01',
  'QF,2,QF0101,Central,,QF01,2024-06-01',
  'QF,2,QF0102,Halvey,,QF01,2024-06-01',
  '',
].join('\n')

/** Old Ferry is gone, Łodova is renamed Lodova Sund, Maidan Verok has moved to Halvorn, Newbridge is new. */
export const secondList = firstList
  .replace('QS,2,QS0203,Old Ferry,,QS02,2025-01-31\n', 'QS,2,QS0204,Newbridge,,QS02,2025-09-30\n')
  .replace('Łodova,,QS01', 'Lodova Sund,,QS01')
  .replace('Maidan Verok,,QS01', 'Maidan Verok,,QS02')
