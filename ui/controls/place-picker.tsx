import { useMemo, useState } from 'react'
import { ComboBox } from './combo-box.tsx'
import type { Option } from './choice.tsx'
import type { FieldProps } from './field.tsx'
import { findOptions } from './find-options.ts'
import { useLanguage, useText } from '../language/language.tsx'
import type { SayText } from '../language/language.tsx'
import type { Text } from '../language/text.ts'
import { usePlaceSearch } from './use-place-search.ts'

/** A place of the register: its code, its name, and its parent as a code or all enclosing places as names. */
export interface PlaceOption {
  code: string
  name: Text
  parent?: string | undefined
  within?: readonly Text[]
}

export interface PlaceSource {
  /** Places stored on the device, in this order. They need no network. */
  known: readonly PlaceOption[]
  /** Asks the node for names that begin with the text, best first. */
  find?: (typed: string, stop: AbortSignal) => Promise<readonly PlaceOption[]>
  /** Stores a picked place on the device. */
  keep?: (place: PlaceOption) => void
}

/** A code from the list, the person's own words, or both. */
export interface PlaceValue {
  code?: string
  text?: string
}

export interface PlacePickerProps extends FieldProps {
  places: PlaceSource
  value: PlaceValue | undefined
  onChange: (place: PlaceValue | undefined) => void
}

/** A place found by typing its name in any script. A place that is not in the list stays in the person's own words. */
export function PlacePicker({ places, value, onChange, ...field }: PlacePickerProps) {
  const t = useText()
  const { language } = useLanguage()
  const { known, find, keep } = places
  const [typed, setTyped] = useState('')
  const search = usePlaceSearch(find, typed)
  const options = useMemo(() => {
    const byCode = new Map(known.map((place) => [place.code, place]))
    return known.map((place) => optionOf(place, t, byCode))
  }, [known, t])
  const answered = search.state === 'ready' ? search.places : undefined
  const found = useMemo(
    () => (answered ? answered.map((place) => optionOf(place, t)) : findOptions(options, typed, language)),
    [answered, options, typed, language, t],
  )
  const chosen = options.find((option) => option.value === value?.code)
  function choose(code: string | undefined) {
    const place = answered?.find((one) => one.code === code)
    if (place) keep?.(place)
    setTyped('')
    onChange(code ? { code } : undefined)
  }
  const says = {
    idle: undefined,
    ready: undefined,
    asking: t('ui.place.searching'),
    offline: t('ui.place.offline'),
    error: t('ui.place.error'),
  }[search.state]
  return (
    <ComboBox
      {...field}
      options={answered ? [...found, ...options] : options}
      found={found}
      asking={search.state === 'asking'}
      says={says}
      note={chosen?.hint && t('ui.place.within', { within: chosen.hint })}
      value={value?.code}
      ownWords={value?.text ?? ''}
      onTyped={setTyped}
      onChange={choose}
      onOwnWords={(text) => onChange(text ? { text } : undefined)}
      placeholder={t('ui.place.type')}
    />
  )
}

/** Shows the enclosing places too, because names of places repeat. */
function optionOf(place: PlaceOption, t: SayText, byCode?: ReadonlyMap<string, PlaceOption>): Option {
  const within = place.within ?? placesAbove(place, byCode).map(({ name }) => name)
  const label = t(place.name)
  return {
    value: place.code,
    label: label || place.code,
    hint:
      within
        .map((name) => t(name))
        .filter(Boolean)
        .join(t('ui.between')) || undefined,
    also: Object.values(place.name).filter((name) => name !== label),
  }
}

function placesAbove(place: PlaceOption, byCode: ReadonlyMap<string, PlaceOption> | undefined): PlaceOption[] {
  const above: PlaceOption[] = []
  let next = place.parent ? byCode?.get(place.parent) : undefined
  while (next && !above.includes(next)) {
    above.push(next)
    next = next.parent ? byCode?.get(next.parent) : undefined
  }
  return above
}
