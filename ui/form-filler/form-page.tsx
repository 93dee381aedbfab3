import { useMemo, useState } from 'react'
import { findAnswer, stepsOfState, withAnswer, withEntry, withoutEntry } from '#lib/forms'
import type { Form, FormState, Group, Item } from '#lib/forms'
import { Button } from '../controls/button.tsx'
import type { PlaceSource } from '../controls/place-picker.tsx'
import { ErrorSummary } from '../feedback/error-summary.tsx'
import { Icon } from '../icon.tsx'
import { useText } from '../language/language.tsx'
import { fieldIdOf } from './answer-shapes.ts'
import type { FillingProps } from './form-filler.tsx'
import { useFormContext } from './form-state.ts'
import { QuestionField } from './question-field.tsx'

type PageProps = FillingProps & { form: Form }

/**
 * The whole form on one page, in its groups. Problems appear after the person has tried to submit it or left the field.
 */
export function FormPage(props: PageProps) {
  const { form, state, onSubmit, busy, submitLabel, aside, refusal } = props
  const t = useText()
  const [tried, setTried] = useState(0)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const errors = tried
    ? state.problems.map((problem) => ({ id: fieldIdOf(problem.path), message: sayProblem(problem) }))
    : []
  function sayProblem({ path, message, params }: FormState['problems'][number]): string {
    const question = state.byPath[path]?.label
    const said = t(message, params)
    return question ? t('ui.errors.item', { question: t(question), problem: said }) : said
  }
  const shared: ItemsProps = {
    ...props,
    shows: (path) => tried > 0 || left.has(path),
    onLeave: (path) => setLeft((before) => new Set(before).add(path)),
    level: 2,
  }
  return (
    <form
      className="form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried((times) => times + 1)
        if (state.complete) onSubmit()
      }}
    >
      {refusal}
      <ErrorSummary key={tried} errors={errors} />
      <FormItems {...shared} items={form.items} parent="" />
      {aside}
      <div className="steps-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** The questions of a form in a place that has its own buttons, such as a dialog. */
export function FormQuestions({
  form,
  state,
  answers,
  onChange,
  places = NO_PLACES,
}: Pick<PageProps, 'form' | 'state' | 'answers' | 'onChange'> & { places?: PlaceSource }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const context = useFormContext()
  const steps = useMemo(() => stepsOfState(form, state), [form, state])
  return (
    <FormItems
      items={form.items}
      parent=""
      level={3}
      steps={steps}
      state={state}
      answers={answers}
      onChange={onChange}
      onAdd={(path) => onChange(withEntry(form, answers, path, context))}
      places={places}
      shows={(path) => left.has(path)}
      onLeave={(path) => setLeft((before) => new Set(before).add(path))}
    />
  )
}

const NO_PLACES: PlaceSource = { known: [] }

interface ItemsProps extends Pick<PageProps, 'steps' | 'state' | 'answers' | 'onChange' | 'onAdd' | 'places'> {
  shows: (path: string) => boolean
  onLeave: (path: string) => void
  level: number
}

/** Neighbouring questions share a block. Each group begins a new one. */
function FormItems({ items, parent, ...props }: ItemsProps & { items: readonly Item[]; parent: string }) {
  const blocks: Item[][] = []
  for (const item of items) {
    const last = blocks.at(-1)
    if (item.kind === 'question' && last?.[0]?.kind === 'question') last.push(item)
    else blocks.push([item])
  }
  return blocks.map((block) => {
    const [first] = block
    // Calculated items take no space, not even a line between groups.
    if (
      first?.kind === 'question' &&
      !block.some((item) => props.steps.some((step) => step.path === pathOf(parent, item.name)))
    )
      return null
    if (first?.kind === 'group') return <FormGroup key={first.name} {...props} group={first} parent={parent} />
    return (
      <div className="form-group" key={first?.name}>
        {block.map(
          (item) =>
            item.kind === 'question' && <PageQuestion key={item.name} {...props} name={item.name} parent={parent} />,
        )}
      </div>
    )
  })
}

function pathOf(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`
}

function PageQuestion({
  name,
  parent,
  state,
  answers,
  onChange,
  places,
  shows,
  onLeave,
}: ItemsProps & { name: string; parent: string }) {
  const path = pathOf(parent, name)
  const itemState = state.byPath[path]
  if (!itemState?.relevant || itemState.item.kind !== 'question' || itemState.item.type === 'calculate') return null
  if (itemState.item.appearance?.split(/\s+/).includes('hidden')) return null
  const answered = findAnswer(answers, path)
  return (
    <div
      onBlur={(event) => {
        // While filling in, only given answers are checked. Nobody reads "required" before they could answer.
        if (!event.currentTarget.contains(event.relatedTarget) && answered !== undefined) onLeave(path)
      }}
    >
      <QuestionField
        question={itemState.item}
        state={itemState}
        answer={itemState.readOnly ? itemState.value : answered}
        onAnswer={(answer) => onChange(withAnswer(answers, path, answer))}
        places={places}
        showProblems={shows(path)}
      />
    </div>
  )
}

function FormGroup({ group, parent, ...props }: ItemsProps & { group: Group; parent: string }) {
  const t = useText()
  const path = pathOf(parent, group.name)
  const state = props.state.byPath[path]
  // No heading for a group in which everything is calculated or hidden.
  if (!state?.relevant || !props.steps.some((step) => step.path === path || step.path.startsWith(`${path}/`)))
    return null
  const Heading = props.level === 2 ? 'h2' : 'h3'
  const inner = { ...props, level: state.label ? props.level + 1 : props.level }
  return (
    <section className="form-group" aria-label={state.label ? t(state.label) : undefined}>
      {state.label && <Heading>{t(state.label)}</Heading>}
      {state.hint && <p className="soft">{t(state.hint)}</p>}
      {group.repeat ? (
        <RepeatRows {...inner} group={group} path={path} />
      ) : (
        <FormItems {...inner} items={group.items} parent={path} />
      )}
    </section>
  )
}

function RepeatRows({ group, path, ...props }: ItemsProps & { group: Group; path: string }) {
  const t = useText()
  const { answers, onChange, onAdd } = props
  const state = props.state.byPath[path]
  const count = state?.count ?? 0
  const { min = 0, max = Number.POSITIVE_INFINITY, count: exact, addLabel } = group.repeat ?? {}
  return (
    <div className="repeat" id={fieldIdOf(path)} tabIndex={-1} data-quiet-focus>
      {Array.from({ length: count }, (_, index) => (
        <div className="repeat-row" key={index} role="group" aria-label={t('ui.form.number', { number: index + 1 })}>
          <div className="section-head">
            <span className="strong">{t('ui.form.number', { number: index + 1 })}</span>
            {exact === undefined && count > min && (
              <button
                type="button"
                className="text-button"
                onClick={() => onChange(withoutEntry(answers, path, index))}
              >
                {t('ui.form.remove', { number: index + 1 })}
              </button>
            )}
          </div>
          <FormItems {...props} items={group.items} parent={`${path}/${index}`} />
        </div>
      ))}
      {exact === undefined && count < max && (
        <div>
          <Button onPress={() => onAdd(path)}>
            <Icon name="plus" />
            {addLabel ? t(addLabel) : t('ui.form.add')}
          </Button>
        </div>
      )}
    </div>
  )
}
