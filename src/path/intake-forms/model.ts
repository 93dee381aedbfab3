import { z } from 'zod'
import type { Answers, Form } from '#lib/forms'
import { howFilled } from './codes.ts'

/** Limit for nesting, deeper than any real form. Recursive code would overflow the stack otherwise. */
const deepest = 60
/** Documents with the schema of lib/forms. Here only their depth is checked. */
const shallow = z.record(z.string(), z.unknown()).refine((value) => !isDeeper(value, deepest), { message: 'too-deep' })

function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

/** Stored forms and answers were checked by lib/forms when they came in, so what leaves is not checked again. */
const storedForm = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Form>
const storedAnswers = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Answers>

const formId = z.string().min(1).max(200)

/** An .xlsx file as base64, limited to the largest request the server accepts. */
export const importFormInput = z.object({ fileName: z.string().min(1).max(200), workbook: z.base64().max(900_000) })
export type ImportFormInput = z.infer<typeof importFormInput>

export const formInput = z.object({ id: formId })
/** A version of a form. Default: the newest. */
export const formVersionInput = z.object({ id: formId, version: z.string().max(200).optional() })
export const submissionInput = z.object({ id: formId, submission: z.uuid() })

/** Answers of one form, by the paths of the version that was filled in. */
export const submitInput = z.object({
  id: formId,
  submission: z.uuid(),
  formVersion: z.string().max(200),
  answers: shallow,
})
export type SubmitInput = z.infer<typeof submitInput>

export const importRowsInput = z.object({
  id: formId,
  rows: z
    .array(z.record(z.string().max(300), z.string().max(20_000)))
    .min(1)
    .max(200),
})
export type ImportRowsInput = z.infer<typeof importRowsInput>

const text = z.record(z.string(), z.string())

export const formEntry = z.object({
  id: z.string(),
  version: z.string(),
  number: z.int(),
  title: text,
  languages: z.array(z.string()),
  questions: z.int(),
  importedAt: z.iso.datetime(),
  htcds: z.boolean(),
})
export const formList = z.object({ forms: z.array(formEntry) })

export const importProblemView = z.object({
  severity: z.enum(['mended', 'changed', 'left-out', 'unsupported', 'error']),
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  construct: z.string(),
  message: text,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export const formView = z.object({ form: storedForm, problems: z.array(importProblemView) })
export const importedAnswer = z.object({
  id: z.string(),
  version: z.string(),
  questions: z.int(),
  unchanged: z.boolean(),
})

export const submissionView = z.object({
  id: z.uuid(),
  formId: z.string(),
  formVersion: z.string(),
  how: z.enum(howFilled.values),
  filledAt: z.iso.datetime(),
  /** The form, in the version that was filled in. */
  form: storedForm,
  answers: storedAnswers,
  parked: z.array(
    z.object({
      column: z.string(),
      value: z.string(),
      reason: z.enum(['no-question', 'unknown-value', 'damaged', 'column-twice']),
    }),
  ),
})

const expected = z.int().min(0)
/** `form` should be a `Form` of lib/forms. An invalid one gets a refusal that people can read. */
export const saveDraftInput = z.object({ id: formId, expected, base: z.string().max(200).nullable(), form: shallow })
export const discardDraftInput = z.object({ id: formId, expected })
export const publishInput = z.object({
  id: formId,
  expected,
  replaces: z.string().max(200).nullable(),
  note: z.string().trim().min(1).max(500),
})
export const draftAnswer = z.object({ id: z.string(), version: z.int() })
export const publishedAnswer = z.object({ id: z.string(), version: z.string() })

/**
 * `version` counts the changes of the draft (0: there is none), `base` is the version it began with, `latest` the
 * newest.
 */
export const draftView = z.object({
  form: storedForm,
  version: z.int(),
  base: z.string().nullable(),
  latest: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
})
export const draftList = z.object({
  drafts: z.array(
    z.object({
      id: z.string(),
      title: text,
      base: z.string().nullable(),
      changedAt: z.iso.datetime(),
      changedBy: z.string().nullable(),
    }),
  ),
})
export const versionList = z.object({
  versions: z.array(
    z.object({
      version: z.string(),
      number: z.int(),
      at: z.iso.datetime(),
      by: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
})
