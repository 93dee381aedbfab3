import { nothingKnown } from '#path/children'
import {
  change,
  linkFamily,
  markFamily,
  mergeChildren,
  register,
  search,
  viewChild,
} from '../../../src/path/children/api.ts'
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
        yield teller.atWork({ days: 1 })
        await teller.does('greta@line', markFamily, {
          id: childIdOf(0),
          linkId: teller.id('aunt'),
          markId: teller.id('aunt-known'),
          seenId: null,
          verified: 'documented',
          basis: 'Family book, seen by the consulate',
          concern: 'none',
          contact: 'unknown',
          wish: 'wants',
          risk: 'We asked the school and the child. She does not know the man with the van.',
        })
      },
    },
    {
      key: 'says-he-is-her-uncle',
      starts: earlier(end, { days: 20 }),
      async *tell(teller) {
        await teller.does('rashid@line', linkFamily, {
          id: childIdOf(8),
          linkId: teller.id('uncle'),
          relation: 'says-they-are',
          concern: 'may-be-part',
          relative: { name: 'Dorvan Hale', contact: 'no', note: 'Says he is an uncle. She calls him "the boss".' },
        })
      },
    },
    {
      // She said eighteen when she was registered; the desk went on as for a child.
      key: 'eighteen-and-twelve',
      starts: earlier(end, { days: 4 }),
      async *tell(teller) {
        const { row } = await teller.looks('greta@line', viewChild, { id: childIdOf(37) })
        await teller.does('greta@line', change, {
          id: childIdOf(37),
          device: 'desk',
          changes: [
            {
              id: teller.id('examined'),
              field: 'age-at-registration',
              baseVersion: [...(row.versions['age-at-registration'] ?? [])],
              value: { age: { exact: 12 }, howKnown: 'document-examined' },
              time: teller.now().toISOString(),
              reason: 'The birth register of her village, examined by the consulate.',
            },
          ],
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
