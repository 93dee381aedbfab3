import type { Condition } from '#lib/rules'
import type { Family, PackRule } from './pack-model.ts'

/**
 * A family of the ILO list counts with two strong signs, or one strong and one other, or three
 * medium, or two medium and one weak (Operational indicators of trafficking in human beings, ILO
 * and European Commission, revised September 2009). Weak signs alone never count.
 */
export function iloFamilyCounts(family: Pick<Family, 'indicators'>): Condition {
  const withWeight = (...weights: string[]): Condition[] =>
    family.indicators.filter((each) => weights.includes(each.weight ?? '')).map((each) => ({ fact: each.id }))
  const strong = withWeight('strong')
  const medium = withWeight('medium')
  const weak = withWeight('weak')
  return {
    any: [
      { named: 'two-strong', when: { need: 2, of: strong } },
      {
        named: 'one-strong-one-other',
        when: {
          all: [
            { need: 1, of: strong },
            { need: 1, of: withWeight('medium', 'weak') },
          ],
        },
      },
      { named: 'three-medium', when: { need: 3, of: medium } },
      {
        named: 'two-medium-one-weak',
        when: {
          all: [
            { need: 2, of: medium },
            { need: 1, of: weak },
          ],
        },
      },
    ],
  }
}

/** The condition for a family, by the rule of its pack. Without weights one sign is enough to look further. */
export function familyCounts(rule: PackRule, family: Pick<Family, 'indicators'>): Condition {
  if (rule === 'ilo-dimensions') return iloFamilyCounts(family)
  return { any: family.indicators.map((each) => ({ fact: each.id })) }
}
