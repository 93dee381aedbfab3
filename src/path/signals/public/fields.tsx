import type { ReactNode } from 'react'
import { monthsOf } from '#lib/forms'
import type { Choice, Form, FormState, Group, Item, AnswerProblem, Question } from '#lib/forms'
import type { Place } from '#places'
import { languageCodes, countryCodes } from '../../../../ui/form-filler/codes.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { countName, entriesShown, textTyped, type Typed } from './typed.ts'
import type { Voice } from './voice.ts'

export interface FieldsProps {
  form: Form
  typed: Typed
  /** The evaluated form, with filtered choices and filled-in labels. */
  state: FormState
  /** Problems to show; none before the person has tried to send. */
  problems: readonly AnswerProblem[]
  places: readonly Place[]
  voice: Voice
  /** Path of a newly added entry, whose first field takes the focus. */
  added?: string | undefined
}

interface ItemProps<Kind extends Item = Item> extends FieldsProps {
  item: Kind
  path: string
}

export function fieldId(path: string): string {
  return `q-${path.replaceAll('/', '-')}`
}

/** All questions of a form as plain HTML, which needs no script. */
export function Fields(props: FieldsProps) {
  return props.form.items.map((item) => <FormItem key={item.name} {...props} item={item} path={item.name} />)
}

function FormItem(props: ItemProps) {
  const { item } = props
  return item.kind === 'group' ? <GroupFields {...props} item={item} /> : <QuestionFields {...props} item={item} />
}

function GroupFields({ item: group, path, ...props }: ItemProps<Group>) {
  const { voice, typed } = props
  const inside = (parent: string) =>
    group.items.map((item) => <FormItem key={item.name} {...props} item={item} path={`${parent}/${item.name}`} />)
  const label = group.label && voice.words(group.label)
  const hint = group.hint && <p className="field-hint">{voice.words(group.hint)}</p>
  if (!group.repeat) {
    return (
      <fieldset className="question group" id={fieldId(path)}>
        <legend className="field-label">{label}</legend>
        {hint}
        {inside(path)}
      </fieldset>
    )
  }
  const count = entriesShown(typed, path)
  return (
    <fieldset className="question group" id={fieldId(path)}>
      <legend className="field-label">{label}</legend>
      {hint}
      <input type="hidden" name={countName(path)} value={count} />
      {Array.from({ length: count }, (_, index) => (
        <fieldset className="entry" key={index}>
          <legend className={count === 1 ? 'unseen' : 'entry-number'}>
            {voice.say('ui.form.entry', { number: index + 1, count })}
          </legend>
          {inside(`${path}/${index}`)}
          {count > 1 && (
            <button className="text-button" type="submit" name="take-away" value={`${path}/${index}`}>
              {voice.say('ui.form.remove', { number: index + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      <div>
        <button className="button" data-kind="secondary" type="submit" name="one-more" value={path}>
          <Icon name="plus" />
          {voice.words(group.repeat.addLabel ?? { id: 'ui.form.add' })}
        </button>
      </div>
    </fieldset>
  )
}

function QuestionFields({ item: question, path, ...props }: ItemProps<Question>) {
  const { voice, problems } = props
  if (question.type === 'calculate') return null
  if (question.type === 'note') return <p>{voice.words(question.label)}</p>
  const problem = problems.find((each) => each.path === path)
  const id = fieldId(path)
  const describedBy = [question.hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ') || undefined
  const parts = partsOf(question, { ...props, item: question, path, describedBy })
  const Frame = parts.single ? 'div' : 'fieldset'
  const Label = parts.single ? 'label' : 'legend'
  return (
    <Frame
      className="field question"
      data-invalid={problem ? true : undefined}
      {...(!parts.single && { id, 'aria-describedby': describedBy })}
    >
      <Label className="field-label" {...(parts.single && { htmlFor: id })}>
        {voice.words(props.state.byPath[path]?.label ?? question.label)}
        {question.required !== true && <span className="field-optional"> {voice.say('ui.field.optional')}</span>}
      </Label>
      {question.hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {voice.words(question.hint)}
        </div>
      )}
      {problem && (
        <div className="field-error" id={`${id}-error`}>
          <Icon name="warning" size={18} />
          <span>
            <span className="unseen">{voice.say('ui.field.error')} </span>
            {voice.words(problem.message, problem.params)}
          </span>
        </div>
      )}
      {parts.inputs}
    </Frame>
  )
}

interface PartsProps extends ItemProps<Question> {
  describedBy: string | undefined
}

/** The inputs of a question. `single` if its label belongs to one input. */
function partsOf(question: Question, props: PartsProps): { single: boolean; inputs: ReactNode } {
  const { voice, typed, path, form, added } = props
  const value = textTyped(typed, path)
  const first = added !== undefined && path === `${added}/${firstNameIn(form, added)}`
  const input = {
    id: fieldId(path),
    name: path,
    className: 'input',
    'aria-describedby': props.describedBy,
    autoComplete: 'off',
    autoFocus: first || undefined,
  }
  switch (question.type) {
    case 'long-text':
      return {
        single: true,
        inputs: (
          <textarea
            {...input}
            rows={question.required === true ? 7 : 3}
            dir="auto"
            defaultValue={value}
            maxLength={20_000}
          />
        ),
      }
    case 'integer':
    case 'decimal':
      return {
        single: true,
        inputs: (
          <input {...input} inputMode={question.type === 'integer' ? 'numeric' : 'decimal'} defaultValue={value} />
        ),
      }
    case 'phone':
      return { single: true, inputs: <input {...input} type="tel" defaultValue={value} /> }
    case 'time':
      return { single: true, inputs: <input {...input} type="time" defaultValue={value} /> }
    case 'datetime':
      return { single: true, inputs: <input {...input} type="datetime-local" defaultValue={value} /> }
    case 'language':
    case 'country':
      return { single: true, inputs: <Codes {...props} input={input} value={value} kind={question.type} /> }
    case 'choice':
      return { single: false, inputs: <Radios path={path} value={value} options={optionsOf(props)} /> }
    case 'yes-no': {
      const unknown = question.unknownAllowed ? [{ value: 'unknown', label: voice.say('ui.unknown') }] : []
      return {
        single: false,
        inputs: (
          <Radios
            inline
            path={path}
            value={value}
            options={[
              { value: 'yes', label: voice.say('ui.yes') },
              { value: 'no', label: voice.say('ui.no') },
              ...unknown,
            ]}
          />
        ),
      }
    }
    case 'choices':
      return { single: false, inputs: <Boxes path={path} values={typed[path] ?? []} options={optionsOf(props)} /> }
    case 'acknowledge':
      return {
        single: false,
        inputs: (
          <Boxes
            path={path}
            values={typed[path] ?? []}
            options={[{ value: 'yes', label: voice.say('ui.form.acknowledge') }]}
          />
        ),
      }
    case 'age':
      return { single: false, inputs: <AgeParts {...props} /> }
    case 'date':
      return { single: false, inputs: <DateParts {...props} /> }
    case 'place':
      return { single: false, inputs: <PlaceParts {...props} /> }
    default:
      return { single: true, inputs: <input {...input} dir="auto" defaultValue={value} maxLength={300} /> }
  }
}

function optionsOf({ state, path, voice }: ItemProps<Question>): Option[] {
  return (state.byPath[path]?.choices ?? []).map((choice: Choice) => ({
    value: choice.value,
    label: voice.words(choice.label),
  }))
}

function firstNameIn(form: Form, entry: string): string | undefined {
  const group = form.items.find((item) => item.kind === 'group' && entry.startsWith(`${item.name}/`))
  return group?.kind === 'group' ? group.items[0]?.name : undefined
}

interface Option {
  value: string
  label: string
}

function Radios({
  path,
  value,
  options,
  inline,
}: {
  path: string
  value: string
  options: readonly Option[]
  inline?: boolean
}) {
  return (
    <div className="choices" data-inline={inline || undefined}>
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input type="radio" name={path} value={option.value} defaultChecked={value === option.value} />
          <span className="choice-text">{option.label}</span>
        </label>
      ))}
    </div>
  )
}

function Boxes({ path, values, options }: { path: string; values: readonly string[]; options: readonly Option[] }) {
  return (
    <div className="choices">
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input type="checkbox" name={path} value={option.value} defaultChecked={values.includes(option.value)} />
          <span className="choice-text">{option.label}</span>
        </label>
      ))}
    </div>
  )
}

function AgeParts({ path, typed, voice }: PartsProps) {
  const sure = textTyped(typed, `${path}.sure`) || 'about'
  return (
    <div className="parts">
      <label>
        <span className="small">{voice.say('ui.age.how')}</span>
        <select className="input" name={`${path}.sure`} defaultValue={sure}>
          <option value="about">{voice.say('ui.age.about')}</option>
          <option value="exact">{voice.say('ui.age.exact')}</option>
        </select>
      </label>
      <label>
        <span className="small">{voice.say('ui.age.years')}</span>
        <input
          className="input"
          data-digits="8"
          name={`${path}.years`}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={textTyped(typed, `${path}.years`)}
          maxLength={40}
        />
      </label>
    </div>
  )
}

function DateParts({ path, typed, voice }: PartsProps) {
  const part = (name: string) => textTyped(typed, `${path}.${name}`)
  return (
    <>
      <div className="parts">
        <label>
          <span className="small">{voice.say('ui.date.day')}</span>
          <input
            className="input"
            data-digits="2"
            name={`${path}.day`}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={part('day')}
            maxLength={2}
          />
        </label>
        <label>
          <span className="small">{voice.say('ui.date.month')}</span>
          <select className="input" name={`${path}.month`} defaultValue={part('month')}>
            <option value="">{voice.say('ui.date.not-known')}</option>
            {monthsOf('gregory', 2001, voice.language).map(({ month, label }) => (
              <option key={month} value={month}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small">{voice.say('ui.date.year')}</span>
          <input
            className="input"
            data-digits="4"
            name={`${path}.year`}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={part('year')}
            maxLength={4}
          />
        </label>
      </div>
      <label className="choice">
        <input type="checkbox" name={`${path}.about`} value="yes" defaultChecked={part('about') === 'yes'} />
        <span>{voice.say('ui.date.about')}</span>
      </label>
    </>
  )
}

function PlaceParts({ path, typed, places, voice }: PartsProps) {
  const named = (place: Place) => voice.words(place.name)
  return (
    <div className="place">
      <label>
        <span className="small">{voice.say('public.place.words')}</span>
        <input
          className="input"
          name={`${path}.text`}
          dir="auto"
          autoComplete="off"
          defaultValue={textTyped(typed, `${path}.text`)}
          maxLength={300}
        />
      </label>
      {places.length > 0 && (
        <label>
          <span className="small">{voice.say('public.place.list')}</span>
          <select className="input" name={`${path}.code`} defaultValue={textTyped(typed, `${path}.code`)}>
            <option value="">{voice.say('ui.date.not-known')}</option>
            {places.map((place) => (
              <option key={place.code} value={place.code}>
                {'\u2003'.repeat(place.ancestors.length)}
                {named(place)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

function Codes({
  voice,
  input,
  value,
  kind,
}: PartsProps & { input: Record<string, unknown>; value: string; kind: 'language' | 'country' }) {
  const names = new Intl.DisplayNames([voice.language], { type: kind === 'language' ? 'language' : 'region' })
  const options = (kind === 'language' ? languageCodes() : countryCodes())
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, voice.language))
  return (
    <select {...input} defaultValue={value}>
      <option value="">{voice.say('ui.date.not-known')}</option>
      {options.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  )
}
