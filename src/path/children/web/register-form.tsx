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
import { nodeNow, usePerform, useUnfinished } from '#ui/data'
import type { Problem } from '#ui/data'
import { howKnown as waysOfKnowing, type HowKnown } from '#standards/codes'
import { type RegisteredAge, registeredAge } from '../codes.ts'
import { factsOfMeeting, meetingForm } from '../field-form.ts'
import { factsOf, labelOfFact, type ReadableFacts, type TypedAge, type TypedFacts } from './facts.ts'
import { registerChild } from './routes.ts'

interface RegisterFormProps {
  facts: ReadableFacts
  searchId: string
  rejected: readonly number[]
  /** What is typed here is kept with the facts of its search, under an id of its own: it is about no other child. */
  draft: { about: string; page: string }
  onRegistered: (id: string) => void
  onBack: () => void
}

type TypedAges = Record<RegisteredAge, TypedAge>

/** What is kept: of a registration that somebody began. */
export const registering = 'children.kept.register'

/** What a person types here, with the facts of the search. An age that they did not touch is that of the search. */
export interface Registering {
  facts: TypedFacts
  /** The id of the new child, so that a registration whose answer was lost does not make a second one. */
  id: string
  ages: Partial<TypedAges>
  note: string
  meeting: Answers
}

const noAges: TypedAges = {
  'at-exploitation': { age: undefined, howKnown: 'unknown' },
  'at-entry': { age: undefined, howKnown: 'unknown' },
  'at-registration': { age: undefined, howKnown: 'unknown' },
}

type RegisteringProps = Pick<RegisterFormProps, 'facts' | 'searchId' | 'rejected' | 'draft' | 'onRegistered'>

/** What a person has typed, and sending it. */
function useRegistering({ facts, searchId, rejected, draft, onRegistered }: RegisteringProps) {
  const [nothing] = useState((): Registering => ({ facts, id: crypto.randomUUID(), ages: {}, note: '', meeting: {} }))
  const [typed, keep, done] = useUnfinished({ ...draft, what: registering }, nothing)
  const ages = { ...noAges, 'at-registration': { age: facts.age, howKnown: 'unknown' as const }, ...typed.ages }
  const register = usePerform(registerChild)
  const [unread, setUnread] = useState(false)
  async function send(ofMeeting: object) {
    const someUnread = Object.values(ages).some(({ age }) => typeof age === 'string')
    setUnread(someUnread)
    if (someUnread) return
    keep(typed)
    const note = typed.note.trim()
    const answer = await register.perform({
      id: typed.id,
      // The age of the search is on this page too, where it can be taken away.
      facts: { ...factsOf({ ...facts, age: undefined }), ...agesOf(ages), ...ofMeeting, ...(note && { note }) },
      followed: { kind: 'search', searchId, rejected: [...rejected] },
      device: 'web',
      time: nodeNow().toISOString(),
    })
    if (!answer) return
    done()
    onRegistered(answer.id)
  }
  function change(part: Partial<Registering>) {
    setUnread(false)
    keep({ ...typed, ...part })
  }
  return { typed, ages, change, send, unread, busy: register.busy, refusal: register.refusal }
}

/** The remaining facts, after a search without a match. It asks for three ages, none of them required. */
export function RegisterForm({ onBack, ...about }: RegisterFormProps) {
  const t = useText()
  const { typed, ages, change, send, unread, busy, refusal } = useRegistering(about)
  const meeting = useMeeting(typed.meeting, (answers) => change({ meeting: answers }))
  return (
    <Stack gap={5}>
      <Cluster>
        <Button kind="quiet" onPress={onBack}>
          {t('children.register.back')}
        </Button>
      </Cluster>
      <p className="strong">
        <bdi>{about.facts.names.filter(Boolean).join(' · ') || t('children.no-name')}</bdi>
      </p>
      <ThreeAges ages={ages} onChange={(next) => change({ ages: next })} />
      {meeting.questions}
      <LongText
        label={t('children.note')}
        hint={t('children.note.hint')}
        required={false}
        value={typed.note}
        onChange={(note) => change({ note })}
      />
      {unread && <Unread />}
      <RefusedFacts problem={refusal} />
      <Button kind="primary" busy={busy} onPress={() => void send(meeting.facts)}>
        {t('children.register.button')}
      </Button>
    </Stack>
  )
}

/** How to speak with the child and who looks after them: asked at once, because the next who comes must know. */
function useMeeting(answers: Answers, onChange: (answers: Answers) => void) {
  const t = useText()
  const state = useFormState(meetingForm, answers)
  const questions = (
    <Disclosure title={t('children.meeting.ask')}>
      <Stack gap={4}>
        <FormQuestions form={meetingForm} state={state} answers={answers} onChange={onChange} />
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
