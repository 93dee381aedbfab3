import type { ExploitationForm } from '#standards/codes'
import type { Family, Indicator, IndicatorPack } from '../pack-model.ts'

/** Whether the signs of a family fit what this may be about. The others can be opened at any time. */
export function fitsForms(forms: readonly ExploitationForm[], pack: IndicatorPack, family: Family): boolean {
  const fits = family.fits ?? pack.fits
  return fits === undefined || forms.length === 0 || forms.some((form) => fits.includes(form))
}

/** The signs of a family that are offered first, and the rest. Of purposes first those that this may be about. */
export function offeredFirst(
  forms: readonly ExploitationForm[],
  family: Family,
  answered: (id: string) => boolean,
): { first: readonly Indicator[]; rest: readonly Indicator[] } {
  // Where nobody said or nobody knows, or it is something else, every form may be.
  const isOpen = forms.length === 0 || forms.includes('not-known') || forms.includes('other')
  if (family.role !== 'purpose' || !family.signs || isOpen) return { first: family.indicators, rest: [] }
  const isFirst = ({ id }: Indicator): boolean =>
    answered(id) || forms.some((form) => id.endsWith(`/${form}`)) || id.endsWith('/other')
  return {
    first: family.indicators.filter(isFirst),
    rest: family.indicators.filter((sign) => !isFirst(sign)),
  }
}
