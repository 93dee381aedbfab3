import { useMemo } from 'react'
import { ComboBox } from './combo-box.tsx'
import type { FieldProps } from './field.tsx'
import { useText } from '../language/language.tsx'
import type { Text } from '../language/text.ts'

/** A place of the country profile: its code, its name and the place it lies in. */
export interface Place {
  code: string
  name: Text
  parent?: string | undefined
}

/** A code from the list, or what the person said, or both. */
export interface PlaceValue {
  code?: string
  text?: string
}

export interface PlacePickerProps extends FieldProps {
  places: readonly Place[]
  value: PlaceValue | undefined
  onChange: (place: PlaceValue | undefined) => void
}

/** A place found by typing its name, or kept in the person's own words when it is not in the list. */
export function PlacePicker({ places, value, onChange, ...field }: PlacePickerProps) {
  const t = useText()
  const options = useMemo(() => {
    const byCode = new Map(places.map((place) => [place.code, place]))
    return places.map((place) => {
      // What it lies in is said too, because names of places repeat.
      const above = placesAbove(place, byCode).map((each) => t(each.name))
      return { value: place.code, label: t(place.name), hint: above.join(', ') || undefined }
    })
  }, [places, t])
  return (
    <ComboBox
      {...field}
      options={options}
      value={value?.code}
      ownWords={value?.text ?? ''}
      onChange={(code) => onChange(code ? { code } : undefined)}
      onOwnWords={(text) => onChange(text ? { text } : undefined)}
      placeholder={t('ui.place.type')}
    />
  )
}

function placesAbove(place: Place, byCode: Map<string, Place>): Place[] {
  const above: Place[] = []
  let next = place.parent ? byCode.get(place.parent) : undefined
  while (next && !above.includes(next)) {
    above.push(next)
    next = next.parent ? byCode.get(next.parent) : undefined
  }
  return above
}
