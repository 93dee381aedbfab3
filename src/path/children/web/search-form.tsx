import {
  AgeField,
  Button,
  Choice,
  Cluster,
  CodeField,
  DateField,
  Disclosure,
  Select,
  Stack,
  TextField,
  useText,
} from '#ui'
import { detailsOf, labelOf, nameOf, searchedCodes } from '../fields.ts'
import type { TypedDocument, TypedFacts } from './facts.ts'

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
              label={t('children.field.birth')}
              hint={t('children.search.birth.hint')}
              about
              value={facts.birth}
              onChange={(birth) => set({ birth })}
            />
            {searchedCodes.map((field) => (
              <Choice
                key={field.key}
                inline
                label={t(labelOf(field))}
                options={field.codes.values.map((code) => ({ value: code, label: t(`${field.words}.${code}`) }))}
                value={facts[nameOf(field)]}
                onChange={(code) => onChange({ ...facts, [nameOf(field)]: code } as TypedFacts)}
              />
            ))}
            <CodeField
              kind="language"
              label={t('children.language')}
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
            <DocumentFields value={facts.document} onChange={(document) => set({ document })} />
          </Stack>
        </Disclosure>
        <Button kind="primary" type="submit" busy={busy}>
          {t('children.search.button')}
        </Button>
      </Stack>
    </form>
  )
}

/** The number of a document and what it is from: two kinds or countries may give the same number. */
function DocumentFields({ value, onChange }: { value: TypedDocument; onChange: (value: TypedDocument) => void }) {
  const t = useText()
  const { number, details } = value
  const setDetail = (name: string, detail: string | undefined) =>
    onChange({ number, details: { ...details, [name]: detail } })
  return (
    <>
      <TextField
        label={t('children.document')}
        hint={t('children.search.document.hint')}
        value={number}
        onChange={(typed) => onChange({ number: typed, details })}
      />
      {number.trim() !== '' &&
        detailsOf('document').map((detail) =>
          'codes' in detail ? (
            <Select
              key={detail.name}
              label={t(detail.label)}
              options={detail.codes.values.map((code) => ({ value: code, label: t(`${detail.words}.${code}`) }))}
              value={details[detail.name] ?? 'unknown'}
              onChange={(code) => setDetail(detail.name, code)}
            />
          ) : (
            <CodeField
              key={detail.name}
              kind="country"
              label={t(detail.label)}
              value={details[detail.name]}
              onChange={(code) => setDetail(detail.name, code)}
            />
          ),
        )}
    </>
  )
}
