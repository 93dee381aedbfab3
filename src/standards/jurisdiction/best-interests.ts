import type { RuleSource } from './model.ts'

/**
 * Best interests are weighed with the child's own view heard, not over it. Both comments are known from memory. The ground
 * in data-protection law is the country's own and stands in its profile.
 */
export const howToWeighBestInterests: readonly RuleSource[] = [
  {
    instrument: 'CRC Committee, General Comment 12',
    paragraph: 'the right of the child to be heard, Art. 12',
    date: '2009-07-20',
    verified: false,
  },
  {
    instrument: 'CRC Committee, General Comment 14',
    paragraph: 'best interests as a primary consideration, Art. 3(1)',
    date: '2013-05-29',
    verified: false,
  },
]
