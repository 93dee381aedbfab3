import { lazy, Suspense } from 'react'
import { isUnknown } from '#lib/forms'
import type { FormAnswer, ItemState, Question } from '#lib/forms'
import { AgeField } from '../controls/age-field.tsx'
import { Choice, Choices, YesNoUnknown } from '../controls/choice.tsx'
import type { FieldProps } from '../controls/field.tsx'
import type { PlaceSource } from '../controls/place-picker.tsx'
import { Select } from '../controls/select.tsx'
import { LongText, TextField } from '../controls/text-field.tsx'
import { useText } from '../language/language.tsx'
import { useUnderWay } from '../under-way.ts'
import { ageOf, chosenOf, dateOf, fieldIdOf, fromYesNo, placeOf, textOf, yesNoOf } from './answer-shapes.ts'

const DateField = /* @__PURE__ */ lazy(() =>
  import('../controls/date-field.tsx').then((part) => ({ default: part.DateField })),
)
const ComboBox = /* @__PURE__ */ lazy(() =>
  import('./searched-fields.tsx').then((part) => ({ default: part.ComboBox })),
)
const PlacePicker = /* @__PURE__ */ lazy(() =>
  import('./searched-fields.tsx').then((part) => ({ default: part.PlacePicker })),
)
const CodeField = /* @__PURE__ */ lazy(() =>
  import('./searched-fields.tsx').then((part) => ({ default: part.CodeField })),
)

/** With more choices than this a person searches instead of reading a list. */
const READABLE = 12

interface QuestionFieldProps {
  question: Question
  state: ItemState
  answer: FormAnswer
  onAnswer: (answer: FormAnswer) => void
  places: PlaceSource
  showProblems: boolean
  big?: boolean
}

/** One question with the control for its type, its problems, and "I do not know" if that is an answer. */
export function QuestionField({ question, state, answer, onAnswer, places, showProblems, big }: QuestionFieldProps) {
  const t = useText()
  const problem = showProblems ? state.problems[0] : undefined
  const unknown = isUnknown(answer)
  const ownUnknown = question.type === 'yes-no' || !question.unknownAllowed
  const field: FieldProps = {
    id: fieldIdOf(state.path),
    label: t(state.label ?? question.label),
    hint: state.hint && t(state.hint),
    error: problem && t(problem.message, problem.params),
    required: state.required,
    readOnly: state.readOnly,
    disabled: unknown && !ownUnknown,
    big: big ?? false,
  }
  return (
    <div className="stack" style={{ '--gap': '0px' } as React.CSSProperties}>
      <Suspense fallback={<Arriving />}>
        <Control question={question} state={state} answer={answer} onAnswer={onAnswer} places={places} field={field} />
      </Suspense>
      {!ownUnknown && !state.readOnly && (
        <div>
          <label className="tick">
            <input
              type="checkbox"
              checked={unknown}
              aria-label={t('ui.unknown-what', { what: field.label })}
              onChange={(event) => onAnswer(event.currentTarget.checked ? { unknown: true } : undefined)}
            />
            <span aria-hidden="true">{t('ui.unknown')}</span>
          </label>
        </div>
      )}
    </div>
  )
}

interface ControlProps extends Omit<QuestionFieldProps, 'showProblems' | 'big'> {
  field: FieldProps
}

function Control({ question, state, answer, onAnswer, places, field }: ControlProps) {
  const t = useText()
  const text = {
    ...field,
    value: textOf(answer),
    onChange: (typed: string) => onAnswer(typed === '' ? undefined : typed),
  }
  const code = {
    ...field,
    value: textOf(answer) || undefined,
    onChange: (value: string | undefined) => onAnswer(value),
  }
  switch (question.type) {
    case 'text':
      return <TextField {...text} />
    case 'long-text':
      return <LongText {...text} />
    case 'integer':
      return <TextField {...text} inputMode="numeric" />
    case 'decimal':
      return <TextField {...text} inputMode="decimal" />
    case 'phone':
      return <TextField {...text} type="tel" inputMode="tel" />
    case 'time':
      return <TextField {...text} type="time" />
    case 'datetime':
      return <TextField {...text} type="datetime-local" />
    case 'date':
      return <DateField {...field} value={dateOf(answer)} onChange={onAnswer} calendars={question.calendars} />
    case 'age':
      return <AgeField {...field} value={ageOf(answer)} onChange={onAnswer} />
    case 'yes-no':
      return (
        <YesNoUnknown
          {...field}
          unknown={question.unknownAllowed ?? false}
          value={yesNoOf(answer)}
          onChange={(value) => onAnswer(fromYesNo(value))}
        />
      )
    case 'choice': {
      const options = (state.choices ?? []).map((choice) => ({ value: choice.value, label: t(choice.label) }))
      if (options.length > READABLE) return <ComboBox {...code} options={options} />
      if (question.appearance === 'dropdown') return <Select {...code} options={options} />
      return <Choice {...field} options={options} value={textOf(answer) || undefined} onChange={onAnswer} />
    }
    case 'choices': {
      const options = (state.choices ?? []).map((choice) => ({ value: choice.value, label: t(choice.label) }))
      return <Choices {...field} options={options} values={chosenOf(answer)} onChange={onAnswer} />
    }
    case 'place':
      if (!places.find && places.known.length === 0)
        return (
          <TextField
            {...field}
            value={placeOf(answer)?.text ?? ''}
            onChange={(typed) => onAnswer(typed ? { text: typed } : undefined)}
          />
        )
      return <PlacePicker {...field} places={places} value={placeOf(answer)} onChange={onAnswer} />
    case 'language':
    case 'country':
      return <CodeField {...code} kind={question.type} />
    case 'acknowledge':
      return <Acknowledge field={field} agreed={answer === true || answer === 'OK'} onAnswer={onAnswer} />
    case 'note':
      return (
        <div id={field.id} className="note-words">
          <p>{field.label}</p>
          {field.hint && <p className="soft">{field.hint}</p>}
        </div>
      )
    case 'calculate':
      return null
  }
}

function Acknowledge({
  field,
  agreed,
  onAnswer,
}: {
  field: FieldProps
  agreed: boolean
  onAnswer: (answer: FormAnswer) => void
}) {
  const t = useText()
  return (
    <Choices
      {...field}
      options={[{ value: 'yes', label: t('ui.form.acknowledge') }]}
      values={agreed ? ['yes'] : []}
      onChange={(values) => onAnswer(values.length > 0 ? true : undefined)}
    />
  )
}

/** Takes the place of a field while its script is loaded. */
function Arriving() {
  useUnderWay(true)
  return <div className="bone" style={{ blockSize: 76 }} />
}
