import type { Text } from '#ui'
import type { Screening } from '../model.ts'
import type { Family, IndicatorPack } from '../pack-model.ts'
import { formsOf } from '../forms-of.ts'
import { fitsForms } from './offered.ts'

/** One page of a screening: introduction, what it may be about, ages, a family of signs, police and courts, or the decision. */
export interface Part {
  key: string
  title: Text
  kind: 'about' | 'before' | 'ages' | 'family' | 'justice' | 'decide'
  pack?: IndicatorPack
  family?: Family
}

export interface Parts {
  /** In the order of a possible conversation. */
  offered: readonly Part[]
  /** Signs for other forms of exploitation. They can be opened at any time. */
  rest: readonly Part[]
}

/**
 * The parts for this reader. It begins with what this may be about; after that only the signs that fit are offered. The
 * first line gets the questions of the law and the general signs that can be seen: asking for the others is for people
 * who were trained for it.
 */
export function partsOf(
  packs: readonly IndicatorPack[],
  screening: Pick<Screening, 'answers'>,
  { trained }: { trained: boolean },
): Parts {
  const forms = formsOf(screening)
  const families = packs
    .filter((pack) => pack.status === 'loaded' && (trained || pack.readers === 'everyone'))
    .sort((left, right) => place(left) - place(right) || left.order - right.order)
    .flatMap((pack) => pack.families.flatMap((family) => partOf(pack, family, trained) ?? []))
  const isOffered = ({ pack, family }: Part): boolean => !pack || !family || fitsForms(forms, pack, family)
  const signs = families.filter(({ kind }) => kind === 'family')
  return {
    offered: [
      ...families.filter(({ kind }) => kind === 'about'),
      own('before'),
      own('ages'),
      ...signs.filter(isOffered),
      own('justice'),
      own('decide'),
    ],
    rest: signs.filter((part) => !isOffered(part)),
  }
}

/** The two parts of the law, visible signs, then the longer lists. */
const packOrder = ['legal-test', 'unodc-child', 'own-signs', 'ilo-child-labour']

function place({ id }: IndicatorPack): number {
  return packOrder.includes(id) ? packOrder.indexOf(id) : packOrder.length
}

function partOf(pack: IndicatorPack, family: Family, trained: boolean): Part | undefined {
  const isLaw = family.role !== 'evidence'
  const indicators = trained || isLaw ? family.indicators : family.indicators.filter(({ shows }) => shows === 'seen')
  if (indicators.length === 0) return undefined
  return {
    key: `${pack.id}/${family.id}`,
    title: family.title,
    kind: family.role === 'about' ? 'about' : 'family',
    pack,
    family: { ...family, indicators },
  }
}

function own(kind: 'before' | 'ages' | 'justice' | 'decide'): Part {
  return { key: kind, title: { id: `identification.part.${kind}` }, kind }
}
