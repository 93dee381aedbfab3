import { nothingKnown } from '#path/children'
import { linkFamily, mergeChildren, register, search } from '../../../src/path/children/api.ts'
import type { RegisterInput } from '../../../src/path/children/model.ts'
import type { ToldStory } from '../telling.ts'
import { earlier } from '../calendar.ts'
import { childIdOf } from './tell-child.ts'

function factsNamed(text: string, age: number, sex: 'female' | 'male', language: string): RegisterInput['facts'] {
  return {
    ...nothingKnown,
    names: [{ text, kind: 'full' }],
    sex,
    ageAtRegistration: { age: { about: age }, howKnown: 'observed' },
    languages: [language],
  }
}

/** Relatives, and children with two records: some already merged, some still possible duplicates. */
export function familyStories(end: Date): ToldStory[] {
  return [
    {
      key: 'mother-and-aunt',
      starts: earlier(end, { days: 50 }),
      async *tell(teller) {
        await teller.does('ivo@line', linkFamily, {
          id: childIdOf(0),
          linkId: teller.id('mother'),
          relation: 'mother',
          relative: { name: 'Ruvena Vennarin', contact: 'no', note: 'He asked us not to call her yet.' },
        })
        yield teller.atWork({ days: 1 })
        await teller.does('hanne@line', linkFamily, {
          id: childIdOf(0),
          linkId: teller.id('aunt'),
          relation: 'aunt-or-uncle',
          relative: { name: 'Tessavin Moldray', phone: '000 0555', contact: 'unknown' },
        })
      },
    },
    {
      key: 'sisters',
      starts: earlier(end, { days: 10 }),
      async *tell(teller) {
        await teller.does('ivo@line', linkFamily, {
          id: childIdOf(8),
          linkId: teller.id('sister'),
          relation: 'sister',
          relative: { childId: childIdOf(31) },
        })
      },
    },
    {
      key: 'brother-and-sister',
      starts: earlier(end, { days: 1, hours: 12 }),
      async *tell(teller) {
        await teller.does('rashid@line', linkFamily, {
          id: childIdOf(14),
          linkId: teller.id('sister'),
          relation: 'sister',
          relative: { childId: childIdOf(40) },
        })
      },
    },
    writtenDownOffline('at-the-bridge', end, {
      days: 27,
      who: 'dagny@bor',
      facts: factsNamed('Sadin Al-Osendi', 12, 'male', 'ar'),
    }),
    writtenDownOffline('at-the-ward', end, {
      days: 12,
      who: 'magnus@hos',
      facts: factsNamed('Mirel Velmarin', 14, 'male', 'ru'),
    }),
    {
      key: 'found-to-be-one',
      starts: earlier(end, { days: 31 }),
      async *tell(teller) {
        const facts = factsNamed('Ilsavi Korent', 15, 'female', 'en')
        const [id, searchId] = [teller.id('child'), teller.id('search')]
        await teller.looks('rashid@line', search, { searchId, facts })
        await teller.does('rashid@line', register, {
          id,
          facts,
          followed: { kind: 'search', searchId, rejected: Array.from({ length: 100 }, (_, index) => index + 1) },
          device: 'desk',
          time: teller.now().toISOString(),
        })
        yield teller.atWork({ days: 2 })
        await teller.does('hanne@line', mergeChildren, {
          id: teller.id('merge'),
          keptId: childIdOf(2),
          mergedId: id,
          reason: 'Same child: the school and the border wrote the name differently.',
        })
      },
    },
  ]
}

function writtenDownOffline(
  key: string,
  end: Date,
  { days, who, facts }: { days: number; who: string; facts: RegisterInput['facts'] },
): ToldStory {
  return {
    key,
    starts: earlier(end, { days }),
    async *tell(teller) {
      await teller.does(who, register, {
        id: teller.id('child'),
        facts,
        followed: { kind: 'no-network' },
        device: 'telephone',
        time: teller.now().toISOString(),
      })
    },
  }
}
