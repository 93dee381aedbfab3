import { useState } from 'react'
import { AgeField, Button, Card, Cluster, LongText, Refusal, Select, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import { howKnown as waysOfKnowing, type HowKnown } from '#standards/codes'
import { type RegisteredAge, registeredAge } from '../codes.ts'
import { factsOf, type TypedAge, type TypedFacts } from './facts.ts'
import { registerChild } from './routes.ts'

interface RegisterFormProps {
  facts: TypedFacts
  searchId: string
  rejected: readonly number[]
  onRegistered: (id: string) => void
  onBack: () => void
}

type TypedAges = Record<RegisteredAge, TypedAge>

/** The remaining facts, after a search without a match. It asks for three ages, none of them required. */
export function RegisterForm({ facts, searchId, rejected, onRegistered, onBack }: RegisterFormProps) {
  const t = useText()
  const [id] = useState(() => crypto.randomUUID())
  const [ages, setAges] = useState<TypedAges>({
    'at-exploitation': { age: undefined, howKnown: 'unknown' },
    'at-entry': { age: undefined, howKnown: 'unknown' },
    'at-registration': { age: facts.age, howKnown: 'unknown' },
  })
  const [note, setNote] = useState('')
  const register = usePerform(registerChild)
  async function send() {
    const known = { ...factsOf(facts), ...agesOf(ages), ...(note.trim() && { note: note.trim() }) }
    const answer = await register.perform({
      id,
      facts: known,
      followed: { kind: 'search', searchId, rejected: [...rejected] },
      device: 'web',
      time: new Date().toISOString(),
    })
    if (answer) onRegistered(answer.id)
  }
  return (
    <Stack gap={5}>
      <Cluster>
        <Button kind="quiet" onPress={onBack}>
          {t('children.register.back')}
        </Button>
      </Cluster>
      <p className="strong">
        <bdi>{facts.names.filter(Boolean).join(' · ') || t('children.no-name')}</bdi>
      </p>
      {registeredAge.values.map((moment) => (
        <AgeFactFields
          key={moment}
          moment={moment}
          value={ages[moment]}
          onChange={(value) => setAges({ ...ages, [moment]: value })}
        />
      ))}
      <LongText
        label={t('children.note')}
        hint={t('children.note.hint')}
        required={false}
        value={note}
        onChange={setNote}
      />
      <Refusal problem={register.refusal} />
      <Button kind="primary" busy={register.busy} onPress={() => void send()}>
        {t('children.register.button')}
      </Button>
    </Stack>
  )
}

function agesOf(ages: TypedAges): Record<string, unknown> {
  const names = {
    'at-exploitation': 'ageAtExploitation',
    'at-entry': 'ageAtEntry',
    'at-registration': 'ageAtRegistration',
  } as const
  return Object.fromEntries(
    registeredAge.values.flatMap((moment) => (ages[moment].age ? [[names[moment], ages[moment]]] : [])),
  )
}

export function AgeFactFields({
  moment,
  value,
  onChange,
}: {
  moment: RegisteredAge
  value: TypedAge
  onChange: (value: TypedAge) => void
}) {
  const t = useText()
  return (
    <Card>
      <AgeField
        label={t(`children.age-${moment}`)}
        hint={t(`children.age-${moment}.hint`)}
        value={value.age}
        onChange={(age) => onChange({ ...value, age })}
      />
      <HowKnownField value={value.howKnown} onChange={(howKnown) => onChange({ ...value, howKnown })} />
    </Card>
  )
}

export function HowKnownField({ value, onChange }: { value: HowKnown; onChange: (value: HowKnown) => void }) {
  const t = useText()
  return (
    <Select
      label={t('children.how-known')}
      options={waysOfKnowing.values.map((code) => ({ value: code, label: t(`children.how-known.${code}`) }))}
      value={value}
      onChange={(code) => onChange((code ?? 'unknown') as HowKnown)}
    />
  )
}
