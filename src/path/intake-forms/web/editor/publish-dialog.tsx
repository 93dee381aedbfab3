import { useState } from 'react'
import type { Form } from '#lib/forms'
import { Button, Dialog, Notice, Refusal, TextField, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { DraftProblem } from '../../check-draft.ts'
import { languageGaps, newMistakes } from '../../check-draft.ts'
import { compareForms } from '../../compare-forms.ts'
import { ChangeList } from './change-list.tsx'
import { sayDraftProblem } from './problem-words.ts'
import type { DraftWork } from './use-draft.ts'
import { publishForm } from '../routes.ts'

interface PublishDialogProps {
  work: DraftWork
  problems: readonly DraftProblem[]
  /** The current version; undefined for a new form. */
  published: Form | undefined
  onClose: () => void
  onPublished: () => void
  /** Called if a newer version exists than the one shown. */
  onNewer: () => void
}

/** The last check before publishing a permanent version: changes, missing texts, and the reason. */
export function PublishDialog({ work, problems, published, onClose, onPublished, onNewer }: PublishDialogProps) {
  const t = useText()
  const format = useFormat()
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const publish = usePerform(publishForm, { id: work.form.id })
  const gaps = languageGaps(work.form)
  const mistakes = newMistakes(problems, published)
  async function send() {
    setTried(true)
    if (note.trim() === '') return
    const expected = await work.save()
    if (expected === undefined) return onClose()
    const done = await publish.perform({ expected, replaces: published?.version ?? null, note: note.trim() })
    if (done) onPublished()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('form-editor.publish.title')}
      actions={
        <>
          <Button kind="primary" busy={publish.busy} disabled={mistakes.length > 0} onPress={() => void send()}>
            {t('form-editor.publish.do')}
          </Button>
          <Button onPress={onClose}>{t('form-editor.publish.back')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('form-editor.publish.lede')}</p>
        <Refusal
          problem={publish.refusal}
          actions={
            publish.refusal?.code === 'form-version-newer' && (
              <Button onPress={onNewer}>{t('form-editor.publish.newer')}</Button>
            )
          }
        />
        {mistakes.length > 0 && (
          <Notice kind="due-soon" title={t('form-editor.publish.mistakes', { count: mistakes.length })}>
            <ul>
              {mistakes.slice(0, 8).map((problem, index) => (
                <li key={index}>
                  <bdi>{problem.path}</bdi> {sayDraftProblem(t, problem)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
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
        {published && (
          <ChangeList changes={compareForms(published, work.form)} caption={t('form-editor.publish.changes')} />
        )}
        <TextField
          label={t('form-editor.publish.note')}
          hint={t('form-editor.publish.note.hint')}
          value={note}
          onChange={setNote}
          error={tried && note.trim() === '' ? t('form-editor.publish.note.missing') : undefined}
        />
      </div>
    </Dialog>
  )
}
