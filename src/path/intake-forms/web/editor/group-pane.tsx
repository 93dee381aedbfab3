import type { Group } from '#lib/forms'
import { Choice, Disclosure, TextField, useText } from '#ui'
import { renameItem, replaceItem } from '../../edit-form.ts'
import { ConditionField } from './condition-field.tsx'
import { findProblem } from './problem-words.ts'
import type { PaneProps } from './question-pane.tsx'
import { WordsFields } from './words-fields.tsx'

const TOGETHER = 'field-list'

/** A group: heading, condition, repetition, and whether it is asked on one screen. */
export function GroupPane({
  group,
  work,
  at,
  path,
  language,
  problems,
  fresh,
}: Omit<PaneProps, 'published'> & { group: Group }) {
  const t = useText()
  const { form } = work
  const change = (next: Group): void => work.change(replaceItem(form, at, next))
  const looks = group.appearance?.split(/\s+/).filter((word) => word !== '') ?? []
  const limit = (key: 'min' | 'max', written: string): void => {
    const { [key]: _, ...rest } = group.repeat ?? {}
    change({ ...group, repeat: /^\d{1,3}$/.test(written) ? { ...rest, [key]: Number(written) } : rest })
  }
  return (
    <>
      <WordsFields
        fresh={fresh}
        of={t('form-editor.group.label')}
        text={group.label}
        languages={form.languages}
        required={false}
        onChange={(label) => change({ ...group, label })}
      />
      <Choice
        inline
        label={t('form-editor.group.repeats')}
        options={[
          { value: 'no', label: t('ui.no') },
          { value: 'yes', label: t('ui.yes') },
        ]}
        value={group.repeat ? 'yes' : 'no'}
        onChange={(repeats) => {
          const { repeat: _, ...rest } = group
          change(repeats === 'yes' ? { ...rest, repeat: group.repeat ?? {} } : rest)
        }}
      />
      {group.repeat && (
        <>
          {group.repeat.count === undefined && (
            <>
              <TextField
                label={t('form-editor.group.min')}
                inputMode="numeric"
                required={false}
                value={group.repeat.min === undefined ? '' : String(group.repeat.min)}
                onChange={(written) => limit('min', written)}
              />
              <TextField
                label={t('form-editor.group.max')}
                inputMode="numeric"
                required={false}
                value={group.repeat.max === undefined ? '' : String(group.repeat.max)}
                onChange={(written) => limit('max', written)}
              />
            </>
          )}
          <TextField
            label={t('form-editor.group.count')}
            hint={t('form-editor.group.count.hint')}
            required={false}
            value={group.repeat.count ?? ''}
            error={findProblem(t, problems, path, 'count')}
            onChange={(count) => {
              const { count: _, ...rest } = group.repeat ?? {}
              change({ ...group, repeat: count.trim() === '' ? rest : { ...rest, count } })
            }}
          />
        </>
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={looks.includes(TOGETHER)}
          onChange={(event) => {
            const words = event.currentTarget.checked ? [...looks, TOGETHER] : looks.filter((word) => word !== TOGETHER)
            const { appearance: _, ...rest } = group
            change(words.length > 0 ? { ...rest, appearance: words.join(' ') } : rest)
          }}
        />
        <span>{t('form-editor.group.together')}</span>
      </label>
      <ConditionField
        key={`relevant ${at.join()}`}
        title={t('form-editor.relevant.group')}
        none={t('form-editor.relevant.none')}
        form={form}
        at={at}
        language={language}
        value={group.relevant ?? ''}
        error={findProblem(t, problems, path, 'relevant')}
        onChange={(relevant) => {
          const { relevant: _, ...rest } = group
          change(relevant.trim() === '' ? rest : { ...rest, relevant })
        }}
      />
      <Disclosure title={t('form-editor.question.more')} open={findProblem(t, problems, path, 'name') !== undefined}>
        <TextField
          label={t('form-editor.question.name')}
          hint={t('form-editor.question.name.hint')}
          value={group.name}
          error={findProblem(t, problems, path, 'name')}
          onChange={(name) => work.change(renameItem(form, at, name.replaceAll(/[\s/]/g, '_')))}
        />
      </Disclosure>
    </>
  )
}
