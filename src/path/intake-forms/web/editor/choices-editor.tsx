import type { Choice, Form, Question } from '#lib/forms'
import { Button, Select, TextField, useText } from '#ui'
import type { DraftProblem } from '../../check-draft.ts'
import type { At } from '../../edit-form.ts'
import { everyItem, freeValue, withChoices, withList } from '../../edit-form.ts'
import { findProblem } from './problem-words.ts'
import { WordsFields } from './words-fields.tsx'

interface ChoicesEditorProps {
  form: Form
  at: At
  question: Question
  problems: readonly DraftProblem[]
  onForm: (form: Form) => void
  onQuestion: (question: Question) => void
}

/** Edits a list of choices in all languages of the form. Several questions may share a list. */
export function ChoicesEditor({ form, at, question, problems, onForm, onQuestion }: ChoicesEditorProps) {
  const t = useText()
  const name = question.choices
  const list = name === undefined ? undefined : form.choiceLists?.[name]
  const lists = Object.keys(form.choiceLists ?? {})
  const users = everyItem(form).filter(({ item }) => item.kind === 'question' && item.choices === name).length
  const change = (alter: (choices: readonly Choice[]) => Choice[]): void => {
    const ready = withList(form, at)
    const here = name ?? everyItem(ready).find((one) => one.at.join() === at.join())?.item
    const listName = typeof here === 'string' ? here : here?.kind === 'question' ? here.choices : undefined
    if (listName !== undefined) onForm(withChoices(ready, listName, alter))
  }
  const mistake = name === undefined ? undefined : (findProblem(t, problems, '', `choices:${name}`) ?? undefined)
  return (
    <fieldset className="field">
      <legend className="field-label">{t('form-editor.choices')}</legend>
      <div className="stack">
        {lists.length > 0 && (
          <Select
            label={t('form-editor.choices.list')}
            placeholder={t('form-editor.choices.own')}
            options={lists.map((one) => ({ value: one, label: one }))}
            value={name}
            onChange={(choices) => {
              const { choices: _, ...rest } = question
              onQuestion(choices === undefined ? rest : { ...rest, choices })
            }}
          />
        )}
        {users > 1 && <p className="soft small">{t('form-editor.choices.shared', { count: users })}</p>}
        {mistake && <p className="field-error">{mistake}</p>}
        {(list ?? []).map((choice, index) => (
          <div
            className="row-frame"
            role="group"
            aria-label={t('form-editor.choices.number', { number: index + 1 })}
            key={index}
          >
            <WordsFields
              short
              of={t('form-editor.choices.words')}
              text={choice.label}
              languages={form.languages}
              onChange={(label) => change((choices) => choices.with(index, { ...choice, label }))}
            />
            <TextField
              label={t('form-editor.choices.value')}
              {...(index === 0 ? { hint: t('form-editor.choices.value.hint') } : {})}
              value={choice.value}
              onChange={(value) =>
                change((choices) => choices.with(index, { ...choice, value: value.replaceAll(/\s/g, '_') }))
              }
            />
            <div className="cluster">
              <button
                type="button"
                className="text-button"
                disabled={index === 0}
                aria-label={t('form-editor.choices.up', { number: index + 1 })}
                onClick={() => change((choices) => choices.toSpliced(index, 1).toSpliced(index - 1, 0, choice))}
              >
                {t('form-editor.move.up')}
              </button>
              <button
                type="button"
                className="text-button"
                disabled={index === (list?.length ?? 0) - 1}
                aria-label={t('form-editor.choices.down', { number: index + 1 })}
                onClick={() => change((choices) => choices.toSpliced(index, 1).toSpliced(index + 1, 0, choice))}
              >
                {t('form-editor.move.down')}
              </button>
              <button
                type="button"
                className="text-button"
                aria-label={t('form-editor.choices.remove', { number: index + 1 })}
                onClick={() => change((choices) => choices.toSpliced(index, 1))}
              >
                {t('form-editor.remove')}
              </button>
            </div>
          </div>
        ))}
        <div>
          <Button onPress={() => change((choices) => [...choices, { value: freeValue(choices), label: {} }])}>
            {t('form-editor.choices.add')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}
