import { useState } from 'react'
import type { Form } from '#lib/forms'
import { Asked, Button, CodeField, LookView, Notice, Section, Table, useFormat, useText } from '#ui'
import { useLook } from '#ui/data'
import type { DraftProblem } from '../../check-draft.ts'
import { languageGaps } from '../../check-draft.ts'
import { compareForms } from '../../compare-forms.ts'
import { withLanguage } from '../../edit-form.ts'
import { ChangeList } from './change-list.tsx'
import { findProblem } from './problem-words.ts'
import type { DraftWork } from './use-draft.ts'
import { WordsFields } from './words-fields.tsx'
import { viewForm, viewFormVersions } from '../routes.ts'

interface Version {
  version: string
  number: number
  at: string
  by: string | null
  note: string | null
}

/** The whole form: title, languages with missing texts, versions. */
export function FormPane({ work, problems }: { work: DraftWork; problems: readonly DraftProblem[] }) {
  const t = useText()
  const format = useFormat()
  const { form } = work
  const [language, setLanguage] = useState<string>()
  const gaps = languageGaps(form)
  return (
    <>
      <WordsFields
        short
        of={t('form-editor.form.title')}
        text={form.title}
        languages={form.languages}
        error={findProblem(t, problems, '', 'title')}
        onChange={(title) => work.change({ ...form, title })}
      />
      {findProblem(t, problems, '', 'items') && <p className="field-error">{findProblem(t, problems, '', 'items')}</p>}
      <Section title={t('form-editor.languages')}>
        <p>{format.list(form.languages.map((tag) => format.languageName(tag)))}</p>
        {gaps.length > 0 && (
          <Notice title={t('form-editor.gaps.title')}>
            <ul>
              {gaps.map((gap) => (
                <li key={gap.language}>
                  {t('form-editor.gaps', {
                    language: format.languageName(gap.language),
                    missing: gap.missing,
                    of: gap.of,
                  })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Asked>
          <CodeField
            kind="language"
            label={t('form-editor.languages.add')}
            value={language}
            onChange={setLanguage}
            required={false}
          />
          <div>
            <Button
              lacks={language === undefined}
              onPress={() => {
                // An object with the single key `id` is a message id, so Indonesian is written with its country.
                if (language) work.change(withLanguage(form, language === 'id' ? 'id-ID' : language))
                setLanguage(undefined)
              }}
            >
              {t('form-editor.languages.add.do')}
            </Button>
          </div>
        </Asked>
      </Section>
      <Versions form={form} />
    </>
  )
}

/** All versions with their publishers, and the changes of the draft since any of them. */
function Versions({ form }: { form: Form }) {
  const t = useText()
  const format = useFormat()
  const look = useLook(viewFormVersions, { id: form.id })
  const [since, setSince] = useState<Version>()
  const older = useLook(viewForm, since && { id: form.id, version: since.version })
  return (
    <Section title={t('form-editor.versions')}>
      <LookView look={look}>
        {({ versions }) =>
          versions.length === 0 ? (
            <p className="soft">{t('form-editor.versions.none')}</p>
          ) : (
            <Table
              caption={t('form-editor.versions')}
              hideCaption
              rows={versions}
              rowKey={({ version }) => version}
              columns={[
                {
                  key: 'version',
                  label: t('form-editor.versions.version'),
                  heading: true,
                  cell: ({ number }) => format.number(number),
                },
                {
                  key: 'when',
                  label: t('form-editor.versions.when'),
                  cell: ({ at, by }) =>
                    by ? t('form-editor.versions.by', { when: format.dateTime(at), who: by }) : format.dateTime(at),
                },
                {
                  key: 'note',
                  label: t('form-editor.versions.note'),
                  cell: ({ note }) => <bdi>{note ?? t('form-editor.versions.imported')}</bdi>,
                },
                {
                  key: 'since',
                  label: t('form-editor.changes'),
                  cell: (version) => (
                    <button
                      type="button"
                      className="text-button"
                      aria-label={t('form-editor.changes.compare', { number: version.number })}
                      aria-expanded={since?.version === version.version}
                      onClick={() => setSince(since?.version === version.version ? undefined : version)}
                    >
                      {t('form-editor.changes.show')}
                    </button>
                  ),
                },
              ]}
            />
          )
        }
      </LookView>
      {since && (
        <LookView look={older}>
          {(view) => (
            <ChangeList
              changes={compareForms(view.form, form)}
              caption={t('form-editor.changes.since', { number: since.number })}
            />
          )}
        </LookView>
      )}
    </Section>
  )
}
