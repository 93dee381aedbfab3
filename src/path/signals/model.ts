import { z } from 'zod'
import type { Choice, Form } from '#lib/forms'
import { type FieldMeta, formFromModel } from '#lib/forms/from-model'
import { ageAnswerSchema, dateAnswerSchema, placeAnswerSchema } from '#lib/forms/model'
import { type Codes, languagePattern, sex } from '#standards/codes'
import { danger, howReporterKnows, mayBePartOfIt, nearChild } from './codes.ts'
import { happenedTest } from './happened.ts'

/** Adds the question of a field, for `lib/forms`. */
function ask<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  return schema.meta({ ...meta }) as Schema
}

function choicesOf({ values }: Codes, prefix: string): Choice[] {
  return values.map((value) => ({ value, label: { id: `${prefix}.${value}` } }))
}

const shortText = z.string().trim().max(300)
const longText = z.string().trim().max(20_000)
/** A code is not sealed, so it is never the person's own words. */
const languageCode = z.string().regex(languagePattern)
/** The number that another system gave its concern. Names and sentences do not fit: the column is not sealed. */
const sourceReference = z.string().regex(/^(?=.*\d)[\w.:/#+=-]{1,100}$/)

/** A child as the person describes them. Everything is optional. */
export const concernedPerson = z.object({
  name: ask(shortText.optional(), {
    label: { id: 'signals.ask.child-name' },
    hint: { id: 'signals.ask.child-name.hint' },
    sensitivity: 'sealed',
  }),
  age: ask(ageAnswerSchema.optional(), {
    question: 'age',
    label: { id: 'signals.ask.child-age' },
    hint: { id: 'signals.ask.child-age.hint' },
  }),
  sex: ask(z.enum(sex.values).default('unknown'), {
    label: { id: 'signals.ask.child-sex' },
    choices: choicesOf(sex, 'signals.sex'),
  }),
  language: ask(languageCode.optional(), { question: 'language', label: { id: 'signals.ask.child-language' } }),
})
export type ConcernedPerson = z.infer<typeof concernedPerson>

/** A concern, in the order of the questions: own words first. */
export const concern = z.object({
  words: ask(longText.min(1), {
    question: 'long-text',
    label: { id: 'signals.ask.words' },
    hint: { id: 'signals.ask.words.hint' },
    sensitivity: 'sealed',
  }),
  danger: ask(z.enum(danger.values), {
    label: { id: 'signals.ask.danger' },
    hint: { id: 'signals.ask.danger.hint' },
    choices: choicesOf(danger, 'signals.danger'),
  }),
  place: ask(placeAnswerSchema.optional(), {
    question: 'place',
    label: { id: 'signals.ask.place' },
    hint: { id: 'signals.ask.place.hint' },
    sensitivity: 'sealed',
  }),
  happened: ask(dateAnswerSchema.optional(), {
    question: 'date',
    label: { id: 'signals.ask.happened' },
    hint: { id: 'signals.ask.happened.hint' },
    constraint: { test: happenedTest, message: { id: 'signals.problem.happened' } },
  }),
  children: ask(z.array(concernedPerson).max(20).default([]), {
    label: { id: 'signals.ask.children' },
    hint: { id: 'signals.ask.children.hint' },
    addLabel: { id: 'signals.ask.children.add' },
  }),
  suspect: ask(longText.max(2_000).optional(), {
    question: 'long-text',
    label: { id: 'signals.ask.suspect' },
    hint: { id: 'signals.ask.suspect.hint' },
    sensitivity: 'sealed',
  }),
  nearChild: ask(z.enum(nearChild.values).optional(), {
    label: { id: 'signals.ask.near' },
    choices: choicesOf(nearChild, 'signals.near'),
  }),
  safeContact: ask(longText.max(2_000).optional(), {
    question: 'long-text',
    label: { id: 'signals.ask.safe-contact' },
    hint: { id: 'signals.ask.safe-contact.hint' },
    sensitivity: 'sealed',
  }),
  howKnown: ask(z.enum(howReporterKnows.values).default('not-said'), {
    label: { id: 'signals.ask.how-known' },
    choices: choicesOf(howReporterKnows, 'signals.how-known'),
  }),
  keptFrom: ask(z.array(z.enum(mayBePartOfIt.values)).max(mayBePartOfIt.values.length).optional(), {
    question: 'choices',
    label: { id: 'signals.ask.kept-from' },
    hint: { id: 'signals.ask.kept-from.hint' },
    choices: choicesOf(mayBePartOfIt, 'signals.kept-from'),
  }),
  replyWanted: ask(z.boolean().default(false), {
    question: 'yes-no',
    label: { id: 'signals.ask.reply-wanted' },
    hint: { id: 'signals.ask.reply-wanted.hint' },
  }),
  reply: ask(longText.max(2_000).optional(), {
    question: 'long-text',
    label: { id: 'signals.ask.reply' },
    hint: { id: 'signals.ask.reply.hint' },
    relevant: '${replyWanted}',
    sensitivity: 'sealed',
  }),
  /** Only with this leave the authority gets the address, and it is off until somebody gives it. */
  replyShared: ask(z.boolean().optional(), {
    question: 'yes-no',
    label: { id: 'signals.ask.reply-shared' },
    hint: { id: 'signals.ask.reply-shared.hint' },
    relevant: '${replyWanted}',
  }),
})
export type Concern = z.infer<typeof concern>

/** The form of a concern, the same on the public page, on a phone and on a desktop. */
export function raiseForm(languages: readonly string[]): Form {
  return formFromModel(concern, {
    id: 'raise-concern',
    version: '1',
    title: { id: 'signals.raise.title' },
    languages: [...languages],
    labelId: (path) => `signals.ask.${path}`,
  })
}

/** The input from a phone: the concern, and when the person finished it, which may be long before it was sent. */
export const raiseInput = concern.extend({
  id: z.uuid(),
  raisedAt: z.iso.datetime().optional(),
  language: languageCode.optional(),
})
export type RaiseInput = z.infer<typeof raiseInput>

export const receiveInput = raiseInput.extend({ sourceReference })
export type ReceiveInput = z.infer<typeof receiveInput>
