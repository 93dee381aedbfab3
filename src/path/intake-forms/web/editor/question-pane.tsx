import type { Form, Question, QuestionType, Sensitivity, Text } from '#lib/forms'
import { Choice, Disclosure, LongText, Notice, Select, TextField, useText } from '#ui'
import type { DraftProblem } from '../../check-draft.ts'
import type { At } from '../../edit-form.ts'
import { renameItem, replaceItem, withList } from '../../edit-form.ts'
import { ChoicesEditor } from './choices-editor.tsx'
import { ConditionField } from './condition-field.tsx'
import { typeId } from './outline.tsx'
import { findProblem } from './problem-words.ts'
import type { DraftWork } from './use-draft.ts'
import { WordsFields } from './words-fields.tsx'

const TYPES: readonly QuestionType[] = [
  'text',
  'long-text',
  'integer',
  'decimal',
  'yes-no',
  'choice',
  'choices',
  'date',
  'time',
  'datetime',
  'age',
  'place',
  'phone',
  'language',
  'country',
  'note',
  'acknowledge',
  'calculate',
]

export interface PaneProps {
  work: DraftWork
  at: At
  path: string
  language: string
  problems: readonly DraftProblem[]
  /** The current version, to explain what a change means for its answers. */
  published: Form | undefined
  fresh: boolean
}

/** Removes empty expressions. */
function withText<Key extends 'relevant' | 'calculation' | 'choiceFilter' | 'readOnly'>(
  question: Question,
  key: Key,
  text: string,
): Question {
  const { [key]: _, ...rest } = question
  return text.trim() === '' ? (rest as Question) : { ...question, [key]: text }
}

function hasWords(text: Text | undefined): boolean {
  return text !== undefined && Object.keys(text).length > 0
}

/** Edits one question: words, type, condition, and accepted answers. */
export function QuestionPane({ question, published, ...props }: PaneProps & { question: Question }) {
  const t = useText()
  const { work, at, path, language, problems, fresh } = props
  const { form } = work
  const change = (next: Question): void => work.change(replaceItem(form, at, next))
  const wrong = (property: string): string | undefined => findProblem(t, problems, path, property)
  const before = published && findPublished(published, path)
  const optionalWords = question.type === 'calculate' || question.type === 'note'
  return (
    <>
      <WordsFields
        fresh={fresh}
        of={t('form-editor.question.label')}
        text={question.label}
        languages={form.languages}
        required={!optionalWords}
        error={wrong('label')}
        onChange={(label) => change({ ...question, label })}
      />
      <Select
        label={t('form-editor.question.type')}
        options={TYPES.map((type) => ({ value: type, label: t(typeId(type)) }))}
        value={question.type}
        onChange={(type = 'text') => {
          const typed = replaceItem(form, at, { ...question, type: type as QuestionType })
          work.change(type === 'choice' || type === 'choices' ? withList(typed, at) : typed)
        }}
      />
      {before && before !== question.type && (
        <Notice kind="due-soon" title={t('form-editor.effect.type.title')}>
          {t('form-editor.effect.type', { was: t(typeId(before)), is: t(typeId(question.type)) })}
        </Notice>
      )}
      {(question.type === 'choice' || question.type === 'choices') && (
        <ChoicesEditor
          form={form}
          at={at}
          question={question}
          problems={problems}
          onForm={work.change}
          onQuestion={change}
        />
      )}
      {wrong('choices') && <p className="field-error">{wrong('choices')}</p>}
      <Disclosure title={t('form-editor.question.hint')} open={hasWords(question.hint)}>
        <WordsFields
          of={t('form-editor.question.hint')}
          text={question.hint}
          languages={form.languages}
          required={false}
          onChange={(hint) => {
            const { hint: _, ...rest } = question
            change(hasWords(hint) ? { ...rest, hint } : rest)
          }}
        />
      </Disclosure>
      {!optionalWords && (
        <Choice
          inline
          label={t('form-editor.question.required')}
          options={[
            { value: 'no', label: t('ui.no') },
            { value: 'yes', label: t('ui.yes') },
            ...(typeof question.required === 'string'
              ? [{ value: 'when', label: t('form-editor.question.required.when') }]
              : []),
          ]}
          value={typeof question.required === 'string' ? 'when' : question.required ? 'yes' : 'no'}
          onChange={(required) => {
            const { required: _, ...rest } = question
            change(required === 'no' ? rest : required === 'yes' ? { ...rest, required: true } : question)
          }}
        />
      )}
      <ConditionField
        key={`relevant ${at.join()}`}
        title={t('form-editor.relevant')}
        none={t('form-editor.relevant.none')}
        form={form}
        at={at}
        language={language}
        value={question.relevant ?? ''}
        error={wrong('relevant')}
        onChange={(relevant) => change(withText(question, 'relevant', relevant))}
      />
      {!optionalWords && (
        <>
          <ConditionField
            key={`constraint ${at.join()}`}
            title={t('form-editor.constraint')}
            none={t('form-editor.constraint.none')}
            form={form}
            at={at}
            language={language}
            itself={question}
            value={question.constraint?.test ?? ''}
            error={wrong('constraint')}
            onChange={(test) => {
              const { constraint, ...rest } = question
              change(test.trim() === '' ? rest : { ...rest, constraint: { test, message: constraint?.message ?? {} } })
            }}
          />
          {question.constraint && (
            <WordsFields
              of={t('form-editor.constraint.message')}
              text={question.constraint.message}
              languages={form.languages}
              required={false}
              onChange={(message) =>
                change({ ...question, constraint: { test: question.constraint?.test ?? '', message } })
              }
            />
          )}
        </>
      )}
      {(question.type === 'calculate' || question.calculation !== undefined) && (
        <LongText
          label={t('form-editor.question.calculation')}
          hint={t('form-editor.condition.expression.hint')}
          value={question.calculation ?? ''}
          error={wrong('calculation')}
          onChange={(text) => change(withText(question, 'calculation', text))}
        />
      )}
      <MoreAboutQuestion
        question={question}
        wrong={wrong}
        onChange={change}
        onName={(name) => work.change(renameItem(form, at, name))}
      />
    </>
  )
}

function MoreAboutQuestion({
  question,
  wrong,
  onChange,
  onName,
}: {
  question: Question
  wrong: (property: string) => string | undefined
  onChange: (question: Question) => void
  onName: (name: string) => void
}) {
  const t = useText()
  const tick = (key: 'unknownAllowed' | 'readOnly', label: string) => (
    <label className="tick">
      <input
        type="checkbox"
        checked={question[key] === true}
        onChange={(event) => {
          const { [key]: _, ...rest } = question
          onChange(event.currentTarget.checked ? { ...rest, [key]: true } : rest)
        }}
      />
      <span>{label}</span>
    </label>
  )
  return (
    <Disclosure
      title={t('form-editor.question.more')}
      open={wrong('name') !== undefined || wrong('choiceFilter') !== undefined}
    >
      <div className="stack">
        <TextField
          label={t('form-editor.question.name')}
          hint={t('form-editor.question.name.hint')}
          value={question.name}
          error={wrong('name')}
          onChange={(name) => onName(name.replaceAll(/[\s/]/g, '_'))}
        />
        <Choice
          label={t('form-editor.sensitivity')}
          options={(['open', 'personal', 'sealed'] as const).map((value) => ({
            value,
            label: t(`form-editor.sensitivity.${value}`),
          }))}
          value={question.sensitivity}
          onChange={(sensitivity) => onChange({ ...question, sensitivity: sensitivity as Sensitivity })}
        />
        {tick('unknownAllowed', t('form-editor.question.unknown'))}
        {typeof question.readOnly === 'string' ? (
          <LongText
            label={t('form-editor.question.read-only.when')}
            required={false}
            value={question.readOnly}
            error={wrong('readOnly')}
            onChange={(text) => onChange(withText(question, 'readOnly', text))}
          />
        ) : (
          tick('readOnly', t('form-editor.question.read-only'))
        )}
        {question.choices !== undefined && (
          <LongText
            label={t('form-editor.choices.filter')}
            hint={t('form-editor.choices.filter.hint')}
            required={false}
            value={question.choiceFilter ?? ''}
            error={wrong('choiceFilter')}
            onChange={(text) => onChange(withText(question, 'choiceFilter', text))}
          />
        )}
        <TextField
          label={t('form-editor.question.htcds')}
          hint={t('form-editor.question.htcds.hint')}
          required={false}
          value={question.mapping?.['htcds'] ?? ''}
          onChange={(name) => {
            const { htcds: _, ...others } = question.mapping ?? {}
            const { mapping: __, ...rest } = question
            const mapping = name.trim() === '' ? others : { ...others, htcds: name.trim() }
            onChange(Object.keys(mapping).length > 0 ? { ...rest, mapping } : rest)
          }}
        />
      </div>
    </Disclosure>
  )
}

function findPublished(form: Form, path: string): QuestionType | undefined {
  let items = form.items
  for (const [depth, name] of path.split('/').entries()) {
    const item = items.find((one) => one.name === name)
    if (!item) return undefined
    if (item.kind === 'question') return depth === path.split('/').length - 1 ? item.type : undefined
    items = item.items
  }
  return undefined
}
