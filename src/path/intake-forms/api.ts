import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import { htcdsView } from '#standards/htcds'
import { showAsHtcds } from './htcds-view.ts'
import { importForm as decideImport } from './import-form.ts'
import { importRows as decideRows, submitAnswers } from './submission.ts'
import { discardDraft, publishForm, saveDraft } from './draft.ts'
import {
  discardDraftInput,
  draftAnswer,
  draftList,
  draftView,
  formInput,
  formList,
  formVersionInput,
  formView,
  importedAnswer,
  importFormInput,
  importRowsInput,
  publishedAnswer,
  publishInput,
  saveDraftInput,
  submissionInput,
  submissionView,
  submitInput,
  versionList,
} from './model.ts'
import {
  findDraftState,
  listDrafts,
  listVersions,
  loadDraftState,
  saveDraftChange,
  viewDraft,
} from './store/draft-store.ts'
import { findForm, listForms, loadImport, saveForm } from './store/form-store.ts'
import {
  loadRows,
  loadSubmission,
  saveSubmission,
  type StoredSubmission,
  unsealAnswers,
  unsealParked,
} from './store/submission-store.ts'

function formResource(_state: unknown, input: { id: string }): Resource {
  return { kind: 'form', id: input.id }
}

function submissionResource(state: StoredSubmission): Resource {
  return { kind: 'submission', id: state.id, scopes: state.scopes, personal: true }
}

export const importForm = command({
  method: 'POST',
  path: '/api/forms',
  name: 'import-form',
  summary: 'Import a form from an XLSForm workbook',
  refuses: [422],
  input: importFormInput,
  action: 'form.import',
  purpose: 'administer',
  gate: () => ({ kind: 'form', id: 'new' }),
  load: loadImport,
  resource: () => ({ kind: 'form', id: 'new' }),
  decide: decideImport,
  save: saveForm,
  answer: importedAnswer,
})

export const list = look({
  method: 'GET',
  path: '/api/forms',
  name: 'list-forms',
  summary: 'The forms of this system',
  input: z.object({}),
  action: 'form.read',
  purpose: 'protect',
  load: async (tx) => ({ forms: await listForms(tx) }),
  resource: () => ({ kind: 'form', id: 'all' }),
  show: (state) => state,
  answer: formList,
})

export const viewForm = look({
  method: 'GET',
  path: '/api/forms/:id',
  name: 'view-form',
  summary: 'A form, and what could not be imported from its workbook',
  input: formVersionInput,
  action: 'form.read',
  purpose: 'protect',
  load: (tx, { id, version }) => findForm(tx, id, version),
  resource: formResource,
  show: ({ form, problems }) => ({ form, problems }),
  answer: formView,
})

export const submit = command({
  method: 'POST',
  path: '/api/forms/:id/answers',
  name: 'submit-form',
  summary: 'Submit a completed form',
  refuses: [422],
  input: submitInput,
  action: 'form.fill',
  purpose: 'protect',
  // A form is finished in the version it was begun in. Versions never change, so its questions are the same.
  load: async (tx, { id, formVersion }) => (await findForm(tx, id, formVersion)) ?? (await findForm(tx, id)),
  resource: formResource,
  decide: submitAnswers,
  save: saveSubmission,
  answer: z.object({ id: z.uuid(), version: z.int() }),
})

/** The same row again from the same agency changes nothing. */
export const importRows = command({
  method: 'POST',
  path: '/api/forms/:id/rows',
  name: 'import-rows',
  summary: 'Import HTCDS rows as completed forms',
  input: importRowsInput,
  action: 'form.import-rows',
  purpose: 'protect',
  load: loadRows,
  resource: formResource,
  decide: decideRows,
  save: saveSubmission,
  answer: z.object({ rows: z.array(z.object({ id: z.uuid(), imported: z.boolean(), parked: z.int() })) }),
})

export const viewSubmission = look({
  method: 'GET',
  path: '/api/forms/:id/answers/:submission',
  name: 'view-filled-form',
  summary: 'Read a completed form',
  input: submissionInput,
  action: 'submission.read',
  purpose: 'protect',
  load: loadSubmission,
  resource: submissionResource,
  show: async (state, _input, tx) => ({
    id: state.id,
    formId: state.form.id,
    formVersion: state.form.version,
    how: state.how,
    filledAt: state.filledAt.toISOString(),
    form: { ...state.form },
    answers: await unsealAnswers(tx, state),
    parked: await unsealParked(tx, state),
  }),
  answer: submissionView,
})

export const exportHtcds = look({
  method: 'GET',
  path: '/api/forms/:id/answers/:submission/htcds',
  name: 'export-htcds',
  summary: 'A completed form as an HTCDS row, with what HTCDS cannot hold',
  input: submissionInput,
  action: 'submission.export',
  purpose: 'coordinate',
  load: loadSubmission,
  resource: submissionResource,
  show: async (state, _input, tx) =>
    showAsHtcds(state.form, await unsealAnswers(tx, state), state.filledAt, tx.timeZone),
  answer: htcdsView,
})

export const viewFormDraft = look({
  method: 'GET',
  path: '/api/forms/:id/draft',
  name: 'view-form-draft',
  summary: 'The next version of a form while administrators work on it',
  input: formInput,
  action: 'form.edit',
  purpose: 'administer',
  load: (tx, { id }) => viewDraft(tx, id),
  resource: formResource,
  show: (state) => state,
  answer: draftView,
})

export const listFormDrafts = look({
  method: 'GET',
  path: '/api/form-drafts',
  name: 'list-form-drafts',
  summary: 'Forms someone is working on',
  input: z.object({}),
  action: 'form.edit',
  purpose: 'administer',
  load: async (tx) => ({ drafts: await listDrafts(tx) }),
  resource: () => ({ kind: 'form', id: 'all' }),
  show: (state) => state,
  answer: draftList,
})

export const viewVersions = look({
  method: 'GET',
  path: '/api/forms/:id/versions',
  name: 'view-form-versions',
  summary: 'The versions of a form, who published each, when and why',
  input: formInput,
  action: 'form.edit',
  purpose: 'administer',
  load: async (tx, { id }) => ({ versions: await listVersions(tx, id) }),
  resource: formResource,
  show: (state) => state,
  answer: versionList,
})

export const saveFormDraft = command({
  method: 'POST',
  path: '/api/forms/:id/draft',
  name: 'save-form-draft',
  summary: 'Save the draft of a form',
  refuses: [422],
  input: saveDraftInput,
  action: 'form.edit',
  purpose: 'administer',
  gate: (input) => formResource(undefined, input),
  load: loadDraftState,
  resource: formResource,
  decide: saveDraft,
  save: saveDraftChange,
  answer: draftAnswer,
})

export const discardFormDraft = command({
  method: 'POST',
  path: '/api/forms/:id/draft/discard',
  name: 'discard-form-draft',
  summary: 'Discard a draft',
  input: discardDraftInput,
  action: 'form.edit',
  purpose: 'administer',
  load: findDraftState,
  resource: formResource,
  decide: discardDraft,
  save: saveDraftChange,
  answer: z.object({ id: z.string() }),
})

export const publish = command({
  method: 'POST',
  path: '/api/forms/:id/publish',
  name: 'publish-form',
  summary: 'Publish the draft as a version that never changes again',
  refuses: [422],
  input: publishInput,
  action: 'form.publish',
  purpose: 'administer',
  load: findDraftState,
  resource: formResource,
  decide: publishForm,
  save: saveDraftChange,
  answer: publishedAnswer,
})

export const routes = [
  importForm,
  list,
  viewForm,
  submit,
  importRows,
  viewSubmission,
  exportHtcds,
  viewFormDraft,
  listFormDrafts,
  viewVersions,
  saveFormDraft,
  discardFormDraft,
  publish,
]
