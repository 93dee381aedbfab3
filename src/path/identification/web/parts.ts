import type { Text } from '#ui'
import type { Screening } from '../model.ts'
import type { Family, IndicatorPack } from '../pack-model.ts'

/** One page of a screening: introduction, ages, a family of signs, police and courts, or the decision. */
export interface Part {
  key: string
  title: Text
  kind: 'before' | 'ages' | 'family' | 'justice' | 'decide'
  pack?: IndicatorPack
  family?: Family
  /** Number of its signs with an answer. */
  answered?: number
  of?: number
}

/** A possible order of a conversation: the two parts of the law, visible signs, then work and arrival. */
const familyOrder = ['legal-test', 'unodc-child', 'ilo-child-labour']

export function partsOf(packs: readonly IndicatorPack[], screening: Pick<Screening, 'answers' | 'ages'>): Part[] {
  const answered = new Set(screening.answers.map((each) => each.indicatorId))
  const place = (pack: IndicatorPack): number =>
    familyOrder.includes(pack.id) ? familyOrder.indexOf(pack.id) : familyOrder.length
  const families = packs
    .filter((pack) => pack.status === 'loaded')
    .sort((left, right) => place(left) - place(right) || left.order - right.order)
    .flatMap((pack) =>
      pack.families.map(
        (family): Part => ({
          key: `${pack.id}/${family.id}`,
          title: family.title,
          kind: 'family',
          pack,
          family,
          answered: family.indicators.filter((each) => answered.has(each.id)).length,
          of: family.indicators.length,
        }),
      ),
    )
  const own = (kind: Exclude<Part['kind'], 'family'>): Part => ({
    key: kind,
    title: { id: `identification.part.${kind}` },
    kind,
  })
  const ages: Part = { ...own('ages'), answered: new Set(screening.ages.map((each) => each.moment)).size, of: 3 }
  return [own('before'), ages, ...families, own('justice'), own('decide')]
}
