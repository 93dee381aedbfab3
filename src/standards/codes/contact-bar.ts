import { type CodeOf, defineCodes } from './define-codes.ts'

/** Why there may be no contact with a child's family and no tracing yet. */
export const contactBar = defineCodes(
  'contact-bar',
  ['not-registered', 'risk-not-screened', 'risk-seen', 'asylum-open', 'under-concern', 'not-looked-at'],
  {
    source: {
      instrument: 'CRC Committee, General Comment 6',
      paragraph: '80',
      date: '2005-09-01',
      verified: false,
    },
  },
)
export type ContactBar = CodeOf<typeof contactBar>

/** The reason as the words of the refusal `family-contact-not-cleared` choose it: a choice there has no hyphen. */
export function becauseOf(bar: ContactBar): { because: string } {
  return { because: bar.replaceAll('-', '_') }
}
