import { useState } from 'react'
import {
  Asked,
  Button,
  CodeField,
  Dialog,
  Link,
  Loading,
  LookView,
  Notice,
  Refusal,
  Section,
  Table,
  TextField,
  useFormat,
  useGo,
  useLanguage,
  useLateTexts,
  useText,
} from '#ui'
import { useLook, usePerform } from '#ui/data'
import { languageGaps } from '../../check-draft.ts'
import type { Form } from '#lib/forms'
import { remarkColumns } from '../columns.tsx'
import { importForm, listFormDrafts, saveFormDraft, viewForm } from '../routes.ts'

/** Actions of an administrator: import a workbook, make a form, continue a draft. */
export function AdministerForms({ onBrought }: { onBrought: () => void }) {
  const t = useText()
  const ready = useLateTexts('form-editor')
  const remarksReady = useLateTexts('form-import')
  if (!ready || !remarksReady) return <Loading />
  return (
    <>
      <Section title={t('form-editor.bring')}>
        <BringForm onBrought={onBrought} />
      </Section>
      <Section title={t('form-editor.make')}>
        <p>{t('form-editor.make.lede')}</p>
        <MakeForm />
        <Drafts />
      </Section>
    </>
  )
}

/** Sends a workbook to the node, which reads it in a separate thread, and lists what could not be imported. */
function BringForm({ onBrought }: { onBrought: () => void }) {
  const t = useText()
  const [file, setFile] = useState<File>()
  const bring = usePerform(importForm)
  async function send() {
    if (!file) return
    const workbook = await readBase64(file)
    if (await bring.perform({ fileName: file.name.slice(-200), workbook })) onBrought()
  }
  return (
    <Asked>
      <div className="stack">
        <p>{t('form-editor.bring.lede')}</p>
        <label className="field">
          <span className="field-label">{t('form-editor.bring.file')}</span>
          <input
            className="input"
            type="file"
            accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => (setFile(event.currentTarget.files?.[0]), bring.clear())}
          />
        </label>
        <div>
          <Button busy={bring.busy} lacks={!file} onPress={() => void send()}>
            {t('form-editor.bring.do')}
          </Button>
        </div>
        <Refusal problem={bring.refusal} />
        {bring.answer && <Brought key={`${bring.answer.id} ${bring.answer.version}`} {...bring.answer} />}
      </div>
    </Asked>
  )
}

function Brought({
  id,
  version,
  questions,
  unchanged,
}: {
  id: string
  version: string
  questions: number
  unchanged: boolean
}) {
  const t = useText()
  const format = useFormat()
  const place = `/forms/${encodeURIComponent(id)}`
  const look = useLook(viewForm, { id, version })
  return (
    <>
      <Notice
        kind="ok"
        live
        title={t(unchanged ? 'form-editor.bring.unchanged' : 'form-editor.bring.done', { count: questions })}
        actions={
          <>
            <Link href={place}>{t('form-editor.open')}</Link>
            <Link href={`${place}/edit`}>{t('form-editor.edit')}</Link>
          </>
        }
      />
      <LookView look={look}>
        {({ form, problems }) => {
          const gaps = languageGaps(form)
          return (
            <>
              {gaps.length > 0 && (
                <Notice title={t('form-editor.gaps.title')}>
                  {format.list(
                    gaps.map((gap) =>
                      t('form-editor.gaps', {
                        language: format.languageName(gap.language),
                        missing: gap.missing,
                        of: gap.of,
                      }),
                    ),
                  )}
                </Notice>
              )}
              {problems.length === 0 ? (
                <p>{t('form-editor.bring.everything')}</p>
              ) : (
                <Table
                  caption={t('standards.form.problems.caption')}
                  rows={problems.map((problem, index) => ({ ...problem, key: String(index) }))}
                  rowKey={({ key }) => key}
                  columns={remarkColumns(t)}
                />
              )}
            </>
          )
        }}
      </LookView>
    </>
  )
}

async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // In pieces, because browsers limit the number of arguments of a call.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function MakeForm() {
  const t = useText()
  const go = useGo()
  const { language: readers } = useLanguage()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [language, setLanguage] = useState<string | undefined>(readers)
  const name = (id || title)
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
  const make = usePerform(saveFormDraft, { id: name })
  async function send() {
    if (name === '' || title.trim() === '' || !language) return
    const tag = language === 'id' ? 'id-ID' : language
    const form: Form = { id: name, version: '', title: { [tag]: title.trim() }, languages: [tag], items: [] }
    if (await make.perform({ expected: 0, base: null, form })) go(`/forms/${encodeURIComponent(name)}/edit`)
  }
  return (
    <>
      <div>
        <Button onPress={() => setOpen(true)}>{t('form-editor.make.do')}</Button>
      </div>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={t('form-editor.make.do')}
          actions={
            <>
              <Button
                kind="primary"
                busy={make.busy}
                lacks={name === '' || title.trim() === '' || !language}
                onPress={() => void send()}
              >
                {t('form-editor.make.begin')}
              </Button>
              <Button onPress={() => setOpen(false)}>{t('form-editor.make.back')}</Button>
            </>
          }
        >
          <div className="stack">
            <Refusal problem={make.refusal} />
            <TextField label={t('form-editor.form.title')} required value={title} onChange={setTitle} autoFocus />
            <CodeField
              kind="language"
              label={t('form-editor.make.language')}
              required
              value={language}
              onChange={setLanguage}
            />
            <TextField
              label={t('form-editor.make.name')}
              hint={t('form-editor.make.name.hint', { name: name || '–' })}
              required={false}
              value={id}
              onChange={setId}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}

function Drafts() {
  const t = useText()
  const format = useFormat()
  const look = useLook(listFormDrafts, {})
  return (
    <LookView look={look}>
      {({ drafts }) =>
        drafts.length > 0 && (
          <Table
            caption={t('form-editor.drafts')}
            rows={drafts}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                label: t('standards.forms.name'),
                heading: true,
                cell: ({ id, title }) => <Link href={`/forms/${encodeURIComponent(id)}/edit`}>{t(title) || id}</Link>,
              },
              {
                key: 'when',
                label: t('form-editor.drafts.changed'),
                cell: ({ changedAt, changedBy }) =>
                  changedBy
                    ? t('form-editor.versions.by', { when: format.dateTime(changedAt), who: changedBy })
                    : format.dateTime(changedAt),
              },
              {
                key: 'new',
                label: t('form-editor.drafts.state'),
                cell: ({ base }) => t(base === null ? 'form-editor.drafts.new' : 'form-editor.drafts.changes'),
              },
            ]}
          />
        )
      }
    </LookView>
  )
}
