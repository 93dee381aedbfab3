import { useState } from 'react'
import {
  AgeField,
  Button,
  Card,
  Cluster,
  Disclosure,
  FormQuestions,
  LongText,
  Notice,
  Refusal,
  Select,
  Stack,
  useFormState,
  useText,
} from '#ui'
import type { Answers } from '#lib/forms'
import { nodeNow, usePerform } from '#ui/data'
import type { Problem } from '#ui/data'
import { howKnown as waysOfKnowing, type HowKnown } from '#standards/codes'
import { type RegisteredAge, registeredAge } from '../codes.ts'
import { factsOfMeeting, meetingForm } from '../field-form.ts'
import { factsOf, labelOfFact, type ReadableFacts, type TypedAge } from './facts.ts'
import { registerChild } from './routes.ts'

interface RegisterFormProps {
  facts: ReadableFacts
  searchId: string
  rejected: readonly number[]
  onRegistered: (id: string) => void
  onBack: () => void
}

type TypedAges = Record<RegisteredAge, TypedAge>

const noAges: TypedAges = {
  'at-exploitation': { age: undefined, howKnown: 'unknown' },
  'at-entry': { age: undefined, howKnown: 'unknown' },
  'at-registration': { age: undefined, howKnown: 'unknown' },
}

/** The remaining facts, after a search without a match. It asks for three ages, none of them required. */
export function RegisterForm({ facts, searchId, rejected, onRegistered, onBack }: RegisterFormProps) {
  const t = useText()
  const [id] = useState(() => crypto.randomUUID())
  const [ages, setAges] = useState<TypedAges>({ ...noAges, 'at-registration': { age: facts.age, howKnown: 'unknown' } })
  const [note, setNote] = useState('')
  const meeting = useMeeting()
  const register = usePerform(registerChild)
  const [unread, setUnread] = useState(false)
  async function send() {
    const someUnread = Object.values(ages).some(({ age }) => typeof age === 'string')
    setUnread(someUnread)
    if (someUnread) return
    // The age of the search is on this page too, where it can be taken away.
    const known = {
      ...factsOf({ ...facts, age: undefined }),
      ...agesOf(ages),
      ...meeting.facts,
      ...(note.trim() && { note: note.trim() }),
    }
    const answer = await register.perform({
      id,
      facts: known,
      followed: { kind: 'search', searchId, rejected: [...rejected] },
      device: 'web',
      time: nodeNow().toISOString(),
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
      <ThreeAges
        ages={ages}
        onChange={(next) => {
          setAges(next)
          setUnread(false)
        }}
      />
      {meeting.questions}
      <LongText
        label={t('children.note')}
        hint={t('children.note.hint')}
        required={false}
        value={note}
        onChange={setNote}
      />
      {unread && <Unread />}
      <RefusedFacts problem={register.refusal} />
      <Button kind="primary" busy={register.busy} onPress={() => void send()}>
        {t('children.register.button')}
      </Button>
    </Stack>
  )
}

/** How to speak with the child and who looks after them: asked at once, because the next who comes must know. */
function useMeeting() {
  const t = useText()
  const [answers, setAnswers] = useState<Answers>({})
  const state = useFormState(meetingForm, answers)
  const questions = (
    <Disclosure title={t('children.meeting.ask')}>
      <Stack gap={4}>
        <FormQuestions form={meetingForm} state={state} answers={answers} onChange={setAnswers} />
      </Stack>
    </Disclosure>
  )
  return { questions, facts: factsOfMeeting(state.values) }
}

function ThreeAges({ ages, onChange }: { ages: TypedAges; onChange: (ages: TypedAges) => void }) {
  return registeredAge.values.map((moment) => (
    <AgeFactFields
      key={moment}
      moment={moment}
      value={ages[moment]}
      onChange={(value) => onChange({ ...ages, [moment]: value })}
    />
  ))
}

/** A refusal of facts about a child, with what is wrong with each. */
export function RefusedFacts({ problem }: { problem: Problem | undefined }) {
  const t = useText()
  const nameOf = (path: string) => {
    const label = labelOfFact(path)
    return label && t(label)
  }
  return <Refusal problem={problem} nameOf={nameOf} />
}

/** Nothing was sent, because an age or a date could not be read. What is wrong stands at its field. */
export function Unread() {
  const t = useText()
  return (
    <Notice live kind="due-soon" title={t('children.unread')}>
      {t('children.unread.next')}
    </Notice>
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
        label={t(`children.field.age-${moment}`)}
        hint={t(`children.field.age-${moment}.hint`)}
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
