import { z } from 'zod'
import { isAge, isYears, oldestAge } from './ages.ts'
import { calendarNames } from './calendar-names.ts'
import { isDay } from './special-values.ts'
import type { UnfillableCode } from './unfillable.ts'

/**
 * The only declaration of a form. Browser code imports only the types (`import type`), so that
 * zod stays out of the bundle.
 */

/**
 * A message id, or the words themselves by BCP 47 language. `id` is also the tag of Indonesian:
 * write inline Indonesian as `id-ID`, so that an object with the key `id` is always a message id.
 */
export const textSchema = z.union([z.strictObject({ id: z.string().min(1) }), z.record(z.string(), z.string())])

/** Where a form, a question or a rule comes from; `verified: false` must be shown as such. */
export const sourceSchema = z.object({
  instrument: z.string(),
  paragraph: z.string().optional(),
  date: z.string().optional(),
  verified: z.boolean(),
  url: z.string().optional(),
  licence: z.string().optional(),
})

export const questionTypes = [
  'text',
  'long-text',
  'integer',
  'decimal',
  'date',
  'time',
  'datetime',
  'choice',
  'choices',
  'yes-no',
  'age',
  'place',
  'phone',
  'language',
  'country',
  'note',
  'calculate',
  'acknowledge',
] as const
export const questionTypeSchema = z.enum(questionTypes)
export const sensitivitySchema = z.enum(['open', 'personal', 'sealed'])

/** One choice. `unfiltered`: `choiceFilter` never leaves it out. Every other key is a column that the filter may read. */
export const choiceSchema = z.looseObject({
  value: z.string(),
  label: textSchema,
  unfiltered: z.literal(true).optional(),
})

export const questionSchema = z.object({
  kind: z.literal('question'),
  name: z.string().min(1),
  type: questionTypeSchema,
  label: textSchema,
  hint: textSchema.optional(),
  required: z.union([z.boolean(), z.string()]).optional(),
  requiredMessage: textSchema.optional(),
  relevant: z.string().optional(),
  constraint: z.object({ test: z.string(), message: textSchema }).optional(),
  calculation: z.string().optional(),
  /** Name of a list in `choiceLists`. */
  choices: z.string().optional(),
  choiceFilter: z.string().optional(),
  /** First value of a question. For an expression use `defaultCalculation`. */
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  defaultCalculation: z.string().optional(),
  readOnly: z.union([z.boolean(), z.string()]).optional(),
  sensitivity: sensitivitySchema.optional(),
  /** Calendars to offer for a date, in order. Default: the calendar the person uses. */
  calendars: z.array(z.string()).optional(),
  unknownAllowed: z.boolean().optional(),
  /** Display hint as in the source. It never changes the meaning. */
  appearance: z.string().optional(),
  /** Name of this question in other standards, e.g. `{ htcds: 'prs_FirstName' }`. */
  mapping: z.record(z.string(), z.string()).optional(),
})

export const repeatSchema = z.object({
  min: z.number().int().nonnegative().optional(),
  max: z.number().int().nonnegative().optional(),
  /** Expression for the exact number of entries; wins over min and max. */
  count: z.string().optional(),
  addLabel: textSchema.optional(),
})

const groupFields = z.object({
  kind: z.literal('group'),
  name: z.string().min(1),
  label: textSchema.optional(),
  hint: textSchema.optional(),
  relevant: z.string().optional(),
  repeat: repeatSchema.optional(),
  appearance: z.string().optional(),
})

export type Group = z.infer<typeof groupFields> & { items: Item[] }
export type Question = z.infer<typeof questionSchema>
export type Item = Question | Group

export const groupSchema: z.ZodType<Group> = groupFields.extend({ items: z.lazy(() => z.array(itemSchema)) })
export const itemSchema: z.ZodType<Item> = z.lazy(() => z.union([questionSchema, groupSchema]))

export const formSchema = z.object({
  id: z.string().min(1),
  version: z.string(),
  title: textSchema,
  languages: z.array(z.string()),
  items: z.array(itemSchema),
  choiceLists: z.record(z.string(), z.array(choiceSchema)).optional(),
  source: sourceSchema.optional(),
})

/** "I do not know" is an answer too, with an optional reason in the person's words. */
export const unknownAnswerSchema = z.object({ unknown: z.literal(true), reason: z.string().optional() })

const notAnAge = { error: 'not-an-age' }
const years = z.number(notAnAge).min(0, notAnAge).max(oldestAge, notAnAge).refine(isYears, notAnAge)

/**
 * An age in years: exact, about, or between two ages (inclusive). 1.5 is 18 months. The only declaration of an age: every
 * input that takes one is made of it.
 */
export const ageAnswerSchema = z.union(
  [
    z.strictObject({ exact: years }, notAnAge),
    z.strictObject({ about: years }, notAnAge),
    z.strictObject({ from: years, to: years }, notAnAge).refine(isAge, notAnAge),
  ],
  notAnAge,
)

/** The text of a day that exists. */
export const daySchema = z.iso.date({ error: 'not-a-date' }).refine(isDay, { error: 'not-a-date' })

/**
 * A date as far as it is known: `iso` is always a whole Gregorian day that exists. With precision `month` or `year` it is
 * the first day of that month or year *in the calendar named*. The only declaration of a date.
 */
export const dateAnswerSchema = z.object({
  iso: daySchema,
  calendar: z.enum(calendarNames).optional(),
  precision: z.enum(['day', 'month', 'year']).optional(),
  about: z.literal(true).optional(),
})

/** Ages and dates of old records, from before they were checked: to read, never to write. Whoever counts with one asks `isAge` and `isDay`. */
export const keptAgeSchema = z.union([
  z.object({ exact: z.number() }),
  z.object({ about: z.number() }),
  z.object({ from: z.number(), to: z.number() }),
])
export const keptDateSchema = dateAnswerSchema.extend({
  iso: z.string(),
  calendar: z.enum(calendarNames).optional().catch(undefined),
})

/** A place: a code from a place list, the person's own words, or both. */
export const placeAnswerSchema = z.object({ code: z.string().optional(), text: z.string().optional() })

export type Text = z.infer<typeof textSchema>
export type Source = z.infer<typeof sourceSchema>
export type QuestionType = z.infer<typeof questionTypeSchema>
export type Sensitivity = z.infer<typeof sensitivitySchema>
export type Choice = z.infer<typeof choiceSchema>
export type Repeat = z.infer<typeof repeatSchema>
export type Form = z.infer<typeof formSchema>
export type UnknownAnswer = z.infer<typeof unknownAnswerSchema>
export type AgeAnswer = z.infer<typeof keptAgeSchema>
export type DateAnswer = z.infer<typeof dateAnswerSchema>
export type PlaceAnswer = z.infer<typeof placeAnswerSchema>

export type SimpleAnswer = string | number | boolean | null | undefined
export type SpecialAnswer = UnknownAnswer | AgeAnswer | DateAnswer | PlaceAnswer
export type FormAnswer = SimpleAnswer | string[] | SpecialAnswer | Answers | Answers[]
/** Answers by question name; a group is a nested object, a repeat a list of objects. */
export interface Answers {
  [name: string]: FormAnswer
}

/**
 * Input of an evaluation besides the answers. `today` and `now` are ISO 8601, of the country: `now` has its distance from
 * UTC. The caller gives them (`atMoment`): the engine has no clock.
 */
export interface EvaluationContext {
  today: string
  now?: string
  /** Zone of the times that people answer, which have none. Default: UTC. */
  timeZone?: string
  /** Language for the words that expressions produce (`jr:choice-name`, month names). */
  language?: string
  /** Turns a message id into words; needed only when choice labels are message ids. */
  translate?: (id: string) => string
}

/** Something a person should look at before submitting. A problem never removes what was typed. */
export interface AnswerProblem {
  path: string
  code: string
  message: Text
  params: Record<string, string | number>
}

export interface ItemState {
  path: string
  item: Item
  relevant: boolean
  required: boolean
  readOnly: boolean
  /** The answer, or the calculated value; undefined while there is none. */
  value: FormAnswer
  /** Label and hint with `${name}` filled in. */
  label: Text | undefined
  hint: Text | undefined
  /** The choices that pass the filter, in the order of the list. */
  choices: Choice[] | undefined
  /** Number of entries, for a repeat only. */
  count: number | undefined
  /** Whether an expression says how many entries there are. If it is broken, people add them. */
  counted: boolean
  problems: AnswerProblem[]
}

/** A mistake in the form itself, found before anyone fills it in. */
export interface FormProblem {
  /** Names of the enclosing groups and the item, joined with `/`. */
  path: string
  property: string
  code:
    | 'syntax'
    | 'unsupported'
    | 'other-data'
    | 'unknown-name'
    | 'ambiguous-name'
    | 'cycle'
    | 'unknown-choices'
    | UnfillableCode
  detail: string
  /** Offset in the expression, 0 based, where there is one. */
  at?: number
}

export interface FormState {
  byPath: Record<string, ItemState>
  /** All problems, in the order of the form. */
  problems: AnswerProblem[]
  /** Relevant answers and calculated values: the content of a submitted form. */
  values: Answers
  /** True if no problem blocks submission. */
  complete: boolean
}
