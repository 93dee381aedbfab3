import { useMemo } from 'react'
import { ComboBox } from '../controls/combo-box.tsx'
import type { FieldProps } from '../controls/field.tsx'
import { useFictionalCountries } from '../language/fictional-countries.ts'
import { useFormat } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { countryCodes, languageCodes } from './codes.ts'

/** Loaded only if a form has a question with a search: long lists, places, languages, countries. */
export { ComboBox } from '../controls/combo-box.tsx'
export { PlacePicker } from '../controls/place-picker.tsx'

interface CodeFieldProps extends FieldProps {
  kind: 'language' | 'country'
  value: string | undefined
  onChange: (code: string | undefined) => void
}

/** A language or a country, found by its name in the reader's language. */
export function CodeField({ kind, ...field }: CodeFieldProps) {
  const format = useFormat()
  const { language } = useLanguage()
  const fictional = useFictionalCountries()
  const { value } = field
  const options = useMemo(() => {
    const [listed, nameOf] =
      kind === 'language'
        ? [languageCodes(), format.languageName]
        : [[...countryCodes(), ...Object.keys(fictional)], format.countryName]
    // A code from another system may not be in the list. It is kept.
    const codes = value === undefined || listed.includes(value) ? listed : [...listed, value]
    return codes
      .map((code) => ({ value: code, label: nameOf(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, language))
  }, [kind, format, language, fictional, value])
  return <ComboBox {...field} options={options} />
}
