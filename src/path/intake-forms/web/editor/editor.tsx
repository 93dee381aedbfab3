import { useMemo, useState } from 'react'
import type { Form } from '#lib/forms'
import { Button, Cluster, Dialog, Link, Notice, Page, useFormat, useLanguage, useText, Workbench } from '#ui'
import { usePerform } from '#ui/data'
import { checkDraft } from '../../check-draft.ts'
import { compareForms } from '../../compare-forms.ts'
import { findItem, pathAt, removeItem } from '../../edit-form.ts'
import { ChangeList } from './change-list.tsx'
import { FormPane } from './form-pane.tsx'
import { GroupPane } from './group-pane.tsx'
import { Outline } from './outline.tsx'
import { PhonePane } from './phone-pane.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { QuestionPane } from './question-pane.tsx'
import type { DraftView, DraftWork } from './use-draft.ts'
import { useDraft } from './use-draft.ts'
import { discardFormDraft } from '../routes.ts'

interface EditorProps {
  first: DraftView
  published: Form | undefined
  onReload: () => void
  /** Called if the form was discarded before it had a version. */
  onGone: () => void
}

/** Outline, question and phone side by side. Every change is saved at once. */
export function Editor({ first, published, onReload, onGone }: EditorProps) {
  const t = useText()
  const { language: readers } = useLanguage()
  const work = useDraft(first)
  const { form, at } = work
  const [pane, setPane] = useState('outline')
  const [fresh, setFresh] = useState('')
  const [publishing, setPublishing] = useState(false)
  const [shown, setShown] = useState(
    () => form.languages.find((tag) => tag.split('-')[0] === readers) ?? form.languages[0] ?? 'en',
  )
  const language = form.languages.includes(shown) ? shown : (form.languages[0] ?? 'en')
  const problems = useMemo(() => checkDraft(form), [form])
  const path = pathAt(form, at)
  const title = t(form.title)
  return (
    <Page
      wide
      title={t('form-editor.title', { form: title === '' ? form.id : title })}
      lede={<SavingState work={work} first={first} />}
      actions={
        <Cluster>
          <Link href={`/forms/${encodeURIComponent(form.id)}`} kind="quiet">
            {t('form-editor.open')}
          </Link>
          {work.version > 0 && <DiscardDraft work={work} onDone={published ? onReload : onGone} isNew={!published} />}
          <Button
            kind="primary"
            onPress={() => setPublishing(true)}
            disabled={work.saving === 'conflict' || (work.version === 0 && work.saving === 'saved')}
          >
            {t('form-editor.publish')}
          </Button>
        </Cluster>
      }
    >
      <Warnings work={work} />
      <Workbench
        label={t('form-editor.panes')}
        shown={pane}
        onShow={setPane}
        panes={[
          {
            key: 'outline',
            label: t('form-editor.pane.outline'),
            content: (
              <>
                <h2>{t('form-editor.pane.outline')}</h2>
                <Outline
                  work={work}
                  language={language}
                  problems={problems}
                  onOpen={() => setPane('question')}
                  onAdded={(added) => setFresh(added.join())}
                />
              </>
            ),
          },
          {
            key: 'question',
            label: t('form-editor.pane.question'),
            content: (
              <Chosen
                key={at.join()}
                work={work}
                language={language}
                problems={problems}
                published={published}
                path={path}
                fresh={fresh === at.join()}
              />
            ),
          },
          {
            key: 'phone',
            label: t('form-editor.pane.phone'),
            content: (
              <>
                <h2>{t('form-editor.pane.phone')}</h2>
                <PhonePane form={form} path={path} language={language} onLanguage={setShown} />
              </>
            ),
          },
        ]}
      />
      {publishing && (
        <PublishDialog
          work={work}
          problems={problems}
          published={published}
          onClose={() => setPublishing(false)}
          onPublished={onReload}
          onNewer={onReload}
        />
      )}
    </Page>
  )
}

interface ChosenProps {
  work: DraftWork
  language: string
  problems: ReturnType<typeof checkDraft>
  published: Form | undefined
  path: string
  fresh: boolean
}

function Chosen({ work, path, ...rest }: ChosenProps) {
  const t = useText()
  const item = findItem(work.form, work.at)
  if (!item) {
    return (
      <>
        <h2>{t('form-editor.outline.form')}</h2>
        <FormPane work={work} problems={rest.problems} />
      </>
    )
  }
  const props = { work, at: work.at, path, ...rest }
  return (
    <>
      <h2>{t(item.kind === 'group' ? 'form-editor.pane.group' : 'form-editor.pane.question')}</h2>
      {item.kind === 'group' ? <GroupPane {...props} group={item} /> : <QuestionPane {...props} question={item} />}
      <RemoveItem work={work} path={path} published={rest.published} />
    </>
  )
}

/** Before removing a question, explains what happens to existing answers. */
function RemoveItem({ work, path, published }: { work: DraftWork; path: string; published: Form | undefined }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const next = removeItem(work.form, work.at)
  const grave = published
    ? compareForms(published, next.form).some(
        ({ kind, path: gone }) => kind === 'removed' && (gone === path || gone.startsWith(`${path}/`)),
      )
    : false
  const remove = (): void => {
    work.change(next.form, next.at)
    setAsking(false)
  }
  return (
    <div>
      <Button kind="quiet" onPress={() => (grave ? setAsking(true) : remove())}>
        {t('form-editor.remove.question')}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t('form-editor.remove.title')}
          actions={
            <>
              <Button onPress={remove}>{t('form-editor.remove.do')}</Button>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {t('form-editor.remove.keep')}
              </Button>
            </>
          }
        >
          <p>{t('form-editor.effect.kind.removed')}</p>
        </Dialog>
      )}
    </div>
  )
}

function SavingState({ work: { saving, version }, first }: { work: DraftWork; first: DraftView }) {
  const t = useText()
  const format = useFormat()
  const untouched = saving === 'saved' && version === first.version
  return (
    <span role="status" data-saving={saving}>
      {untouched && first.changedAt && first.changedBy
        ? t('form-editor.saving.by', { who: first.changedBy, when: format.dateTime(first.changedAt) })
        : t(version === 0 && saving === 'saved' ? 'form-editor.saving.nothing' : `form-editor.saving.${saving}`)}
    </span>
  )
}

/** Two drafts that need a decision. Neither is discarded without asking. */
function Warnings({ work }: { work: DraftWork }) {
  const t = useText()
  const { theirs, found, form } = work
  return (
    <>
      {theirs && (
        <Notice
          kind="due-soon"
          live
          title={t('form-editor.conflict.title', { who: theirs.changedBy ?? t('form-editor.conflict.somebody') })}
          actions={
            <>
              <Button onPress={work.keepMine}>{t('form-editor.conflict.mine')}</Button>
              <Button onPress={work.takeTheirs}>{t('form-editor.conflict.theirs')}</Button>
            </>
          }
        >
          <p>{t('form-editor.conflict.what')}</p>
          <ChangeList changes={compareForms(theirs.form, form)} caption={t('form-editor.conflict.differs')} />
        </Notice>
      )}
      {found && (
        <Notice
          title={t('form-editor.found.title')}
          actions={
            <>
              <Button onPress={work.takeFound}>{t('form-editor.found.take')}</Button>
              <Button onPress={work.dropFound}>{t('form-editor.found.drop')}</Button>
            </>
          }
        >
          <ChangeList changes={compareForms(form, found)} caption={t('form-editor.found.differs')} />
        </Notice>
      )}
    </>
  )
}

function DiscardDraft({ work, onDone, isNew }: { work: DraftWork; onDone: () => void; isNew: boolean }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const discard = usePerform(discardFormDraft, { id: work.form.id })
  async function giveUp() {
    const expected = await work.save()
    if (expected !== undefined && (await discard.perform({ expected }))) onDone()
    else setAsking(false)
  }
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {t('form-editor.discard')}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t('form-editor.discard.title')}
          actions={
            <>
              <Button busy={discard.busy} onPress={() => void giveUp()}>
                {t('form-editor.discard.do')}
              </Button>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {t('form-editor.discard.keep')}
              </Button>
            </>
          }
        >
          <p>{t(isNew ? 'form-editor.discard.new' : 'form-editor.discard.what')}</p>
        </Dialog>
      )}
    </>
  )
}
