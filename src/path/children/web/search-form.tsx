import { useMemo } from 'react'
import {
  AgeField,
  Button,
  Choice,
  Cluster,
  ComboBox,
  DateField,
  Disclosure,
  Stack,
  TextField,
  useFormat,
  useText,
} from '#ui'
import { sex, type Sex } from '#standards/codes'
import { languageCodes, type TypedFacts } from './facts.ts'

interface SearchFormProps {
  facts: TypedFacts
  onChange: (facts: TypedFacts) => void
  onSearch: () => void
  busy: boolean
}

const mostNames = 6

/** Facts about the child, in any script and spelling. All are optional. */
export function SearchForm({ facts, onChange, onSearch, busy }: SearchFormProps) {
  const t = useText()
  const set = (more: Partial<TypedFacts>) => onChange({ ...facts, ...more })
  const languages = useLanguages()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSearch()
      }}
    >
      <Stack gap={4}>
        {facts.names.map((name, index) => (
          <TextField
            key={index}
            label={index === 0 ? t('children.search.name') : t('children.search.other-name', { number: index + 1 })}
            hint={index === 0 ? t('children.search.name.hint') : undefined}
            value={name}
            onChange={(text) => set({ names: facts.names.with(index, text) })}
          />
        ))}
        {facts.names.length < mostNames && (
          <Cluster>
            <Button kind="quiet" onPress={() => set({ names: [...facts.names, ''] })}>
              {t('children.search.add-name')}
            </Button>
          </Cluster>
        )}
        <AgeField
          label={t('children.search.age')}
          hint={t('children.search.age.hint')}
          value={facts.age}
          onChange={(age) => set({ age })}
        />
        <Disclosure title={t('children.search.more')}>
          <Stack gap={4}>
            <DateField
              label={t('children.birth')}
              hint={t('children.search.birth.hint')}
              about
              value={facts.birth}
              onChange={(birth) => set({ birth })}
            />
            <Choice
              inline
              label={t('children.sex')}
              options={sex.values.map((code) => ({ value: code, label: t(`children.sex.${code}`) }))}
              value={facts.sex}
              onChange={(code) => set({ sex: code as Sex })}
            />
            <ComboBox
              label={t('children.language')}
              options={languages}
              value={facts.language}
              onChange={(language) => set({ language })}
            />
            <TextField
              type="tel"
              inputMode="tel"
              label={t('children.phone')}
              hint={t('children.search.phone.hint')}
              value={facts.phone}
              onChange={(phone) => set({ phone })}
            />
            <TextField
              label={t('children.document')}
              value={facts.document}
              onChange={(document) => set({ document })}
            />
          </Stack>
        </Disclosure>
        <Button kind="primary" type="submit" busy={busy}>
          {t('children.search.button')}
        </Button>
      </Stack>
    </form>
  )
}

export function useLanguages(): { value: string; label: string }[] {
  const format = useFormat()
  return useMemo(
    () =>
      languageCodes
        .map((code) => ({ value: code, label: format.languageName(code) }))
        .sort((a, b) => a.label.localeCompare(b.label, format.language)),
    [format],
  )
}
