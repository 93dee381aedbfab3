import { useMemo } from 'react'
import { ComboBox } from '../controls/combo-box.tsx'
import type { FieldProps } from '../controls/field.tsx'
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
  const options = useMemo(() => {
    const named =
      kind === 'language'
        ? languageCodes().map((code) => ({ value: code, label: format.languageName(code) }))
        : countryCodes().map((code) => ({ value: code, label: format.countryName(code) }))
    return named.sort((a, b) => a.label.localeCompare(b.label, language))
  }, [kind, format, language])
  return <ComboBox {...field} options={options} />
}
