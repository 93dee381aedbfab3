import { useEffect, useState } from 'react'
import type { Form, Question } from '#lib/forms'
import { Button, Choice, Disclosure, LongText, Select, TextField, useText } from '#ui'
import type { At } from '../../edit-form.ts'
import { askableQuestions, wordsFor } from '../../edit-form.ts'
import type { Comparison, SimpleCondition, SimpleTest } from '../../simple-condition.ts'
import { isWhole, readCondition, writeCondition } from '../../simple-condition.ts'

interface ConditionFieldProps {
  /** The heading, and the sentence for an empty condition. */
  title: string
  none: string
  form: Form
  at: At
  language: string
  value: string
  onChange: (expression: string) => void
  error: string | undefined
  /** Set for a rule about the answer itself, not about other questions. */
  itself?: Question
}

const words: readonly Comparison[] = ['is', 'is-not', 'answered', 'empty']
const amounts: readonly Comparison[] = ['is', 'is-not', 'less', 'at-most', 'more', 'at-least', 'answered', 'empty']
const several: readonly Comparison[] = ['chosen', 'not-chosen', 'answered', 'empty']

function comparisonsFor(question: Question | undefined): readonly Comparison[] {
  if (question?.type === 'choices') return several
  return question && ['integer', 'decimal', 'date', 'datetime', 'time', 'age', 'calculate'].includes(question.type)
    ? amounts
    : words
}

/** Edits a condition: a simple one from lists, any other as an expression. */
export function ConditionField({
  title,
  none,
  form,
  at,
  language,
  value,
  onChange,
  error,
  itself,
}: ConditionFieldProps) {
  const t = useText()
  const [condition, setCondition] = useState<SimpleCondition | undefined>(() => readCondition(value))
  const [raw, setRaw] = useState(condition === undefined)
  // Read an expression again if it was changed elsewhere (undo, another administrator). Keep what the person is
  // building here.
  useEffect(() => {
    const whole = condition && { ...condition, tests: condition.tests.filter(isWhole) }
    if (whole && writeCondition(whole) === value) return
    const read = readCondition(value)
    setCondition(read)
    if (read === undefined) setRaw(true)
    // oxlint-disable-next-line react/exhaustive-deps -- only a new value from outside counts
  }, [value])

  function tell(next: SimpleCondition) {
    setCondition(next)
    onChange(writeCondition({ ...next, tests: next.tests.filter(isWhole) }))
  }
  const questions = askableQuestions(form, at)
  const first = itself ? '.' : (questions[0]?.item.name ?? '')
  return (
    <fieldset className="field">
      <legend className="field-label">{title}</legend>
      {raw || !condition ? (
        <div className="code-field">
          <LongText
            label={t('form-editor.condition.expression')}
            hint={t('form-editor.condition.expression.hint')}
            value={value}
            onChange={onChange}
            error={error}
            required={false}
          />
          {condition && (
            <Button kind="quiet" onPress={() => setRaw(false)}>
              {t('form-editor.condition.simple')}
            </Button>
          )}
          {!condition && value !== '' && !error && (
            <p className="soft small">{t('form-editor.condition.not-simple')}</p>
          )}
        </div>
      ) : (
        <div className="stack">
          {condition.tests.length === 0 && <p className="soft">{none}</p>}
          {condition.tests.length > 1 && (
            <Choice
              inline
              label={t('form-editor.condition.join')}
              options={[
                { value: 'and', label: t('form-editor.condition.and') },
                { value: 'or', label: t('form-editor.condition.or') },
              ]}
              value={condition.join}
              onChange={(join) => tell({ ...condition, join: join === 'or' ? 'or' : 'and' })}
            />
          )}
          {condition.tests.map((test, index) => (
            <TestRow
              key={index}
              number={index + 1}
              test={test}
              form={form}
              questions={questions.map(({ item }) => item)}
              language={language}
              itself={itself}
              onChange={(next) => tell({ ...condition, tests: condition.tests.with(index, next) })}
              onRemove={() => tell({ ...condition, tests: condition.tests.toSpliced(index, 1) })}
            />
          ))}
          {error && <p className="field-error">{error}</p>}
          <div className="cluster">
            {first !== '' && (
              <Button
                kind="quiet"
                onPress={() =>
                  tell({
                    ...condition,
                    tests: [
                      ...condition.tests,
                      {
                        question: first,
                        comparison: itself ? (comparisonsFor(itself)[0] ?? 'is') : 'answered',
                        value: '',
                      },
                    ],
                  })
                }
              >
                {t(condition.tests.length === 0 ? 'form-editor.condition.add' : 'form-editor.condition.more')}
              </Button>
            )}
            <Button kind="quiet" onPress={() => setRaw(true)}>
              {t('form-editor.condition.raw')}
            </Button>
          </div>
          {value !== '' && (
            <Disclosure title={t('form-editor.condition.as-expression')}>
              <p className="code-text">{value}</p>
            </Disclosure>
          )}
        </div>
      )}
    </fieldset>
  )
}

interface TestRowProps {
  number: number
  test: SimpleTest
  form: Form
  questions: readonly Question[]
  language: string
  itself: Question | undefined
  onChange: (test: SimpleTest) => void
  onRemove: () => void
}

function TestRow({ number, test, form, questions, language, itself, onChange, onRemove }: TestRowProps) {
  const t = useText()
  const asked = itself ?? questions.find(({ name }) => name === test.question)
  const offered = comparisonsFor(asked)
  const list = asked?.choices === undefined ? undefined : form.choiceLists?.[asked.choices]
  const values =
    asked?.type === 'yes-no'
      ? ['yes', 'no'].map((value) => ({ value, label: t(`ui.${value}`) }))
      : list?.map((choice) => ({ value: choice.value, label: wordsFor(choice.label, language) || choice.value }))
  const needsValue = test.comparison !== 'answered' && test.comparison !== 'empty'
  return (
    <div className="row-frame" role="group" aria-label={t('form-editor.condition.number', { number })}>
      {!itself && (
        <Select
          label={t('form-editor.condition.question')}
          options={questions.map((question) => ({
            value: question.name,
            label: wordsFor(question.label, language).split('\n')[0] || question.name,
          }))}
          value={test.question}
          onChange={(question = '') => {
            const next = questions.find(({ name }) => name === question)
            const fits = comparisonsFor(next).includes(test.comparison)
            onChange({ question, comparison: fits ? test.comparison : 'answered', value: '' })
          }}
        />
      )}
      <Select
        label={t('form-editor.condition.comparison')}
        options={(offered.includes(test.comparison) ? offered : [...offered, test.comparison]).map((value) => ({
          value,
          label: t(`form-editor.comparison.${value}`),
        }))}
        value={test.comparison}
        onChange={(comparison = 'answered') =>
          onChange({
            ...test,
            comparison: comparison as Comparison,
            value: comparison === 'answered' || comparison === 'empty' ? '' : test.value,
          })
        }
      />
      {needsValue &&
        (values ? (
          <Select
            label={t('form-editor.condition.value')}
            options={values}
            value={test.value || undefined}
            onChange={(value = '') => onChange({ ...test, value })}
          />
        ) : (
          <TextField
            label={t('form-editor.condition.value')}
            hint={asked?.type === 'date' ? t('form-editor.condition.value.date') : undefined}
            value={test.value}
            onChange={(value) => onChange({ ...test, value })}
          />
        ))}
      <div>
        <button type="button" className="text-button" onClick={onRemove}>
          {t('form-editor.condition.remove', { number })}
        </button>
      </div>
    </div>
  )
}
