import { keepAuthority } from '../../../src/path/referral/api.ts'
import { authorities } from '../authorities.ts'
import { earlier } from '../calendar.ts'
import type { ToldStory } from '../telling.ts'
import { familyStories } from './families.ts'
import { plans } from './plans.ts'
import { tellConcern } from './tell-concern.ts'

/** Everything that happened in Meridia in the eight weeks before `end`. */
export function storiesUntil(end: Date): ToldStory[] {
  return [
    {
      key: 'authorities',
      starts: earlier(end, { days: 59 }),
      async *tell(teller) {
        for (const authority of authorities()) await teller.does('esther@nco', keepAuthority, authority)
      },
    },
    ...plans.map(
      (plan): ToldStory => ({
        key: plan.key,
        starts: earlier(end, plan.ago),
        tell: (teller) => tellConcern(teller, plan),
      }),
    ),
    ...familyStories(end),
  ]
}
