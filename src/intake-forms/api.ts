import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { command, look } from '#kernel/perform'
import { showAsHtcds } from './htcds-view.ts'
import { importForm as decideImport } from './import-form.ts'
import { importRows as decideRows, submitAnswers } from './submission.ts'
import { formInput, formList, formView, htcdsView, importedAnswer, importFormInput, importRowsInput, submissionInput, submissionView, submitInput } from './model.ts'
import { findForm, listForms, loadImport, saveForm } from './store/form-store.ts'
import { loadRows, loadSubmission, saveSubmission, type StoredSubmission, unsealAnswers, unsealParked } from './store/submission-store.ts'

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
  summary: 'The forms of this node',
  input: z.object({}),
  action: 'form.read',
  purpose: 'protect',
  load: async (tx) => ({ forms: await listForms(tx) }),
  resource: () => ({ kind: 'form', id: 'all' }),
  show: (state) => state,
  answer: formList,
})

export const view = look({
  method: 'GET',
  path: '/api/forms/:id',
  name: 'view-form',
  summary: 'A form, and what could not be carried over from its workbook',
  input: formInput,
  action: 'form.read',
  purpose: 'protect',
  load: (tx, { id }) => findForm(tx, id),
  resource: formResource,
  show: ({ form, problems }) => ({ form, problems }),
  answer: formView,
})

export const submit = command({
  method: 'POST',
  path: '/api/forms/:id/answers',
  name: 'submit-form',
  summary: 'Hand in a filled form',
  input: submitInput,
  action: 'form.fill',
  purpose: 'protect',
  load: (tx, { id }) => findForm(tx, id),
  resource: formResource,
  decide: submitAnswers,
  save: saveSubmission,
  answer: z.object({ id: z.uuid(), version: z.int() }),
})

/** The same row again, by whoever of the same agency, changes nothing. */
export const importRows = command({
  method: 'POST',
  path: '/api/forms/:id/rows',
  name: 'import-rows',
  summary: 'Import HTCDS rows as filled forms',
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
  summary: 'Read a filled form',
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
  summary: 'A filled form as an HTCDS row, with what HTCDS cannot carry',
  input: submissionInput,
  action: 'submission.export',
  purpose: 'coordinate',
  load: loadSubmission,
  resource: submissionResource,
  show: async (state, _input, tx) => showAsHtcds(state.form, await unsealAnswers(tx, state), state.filledAt),
  answer: htcdsView,
})

export const routes = [importForm, list, view, submit, importRows, viewSubmission, exportHtcds]
