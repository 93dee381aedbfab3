import { z } from 'zod'
import { ageAnswerSchema, dateAnswerSchema, daySchema, keptAgeSchema, keptDateSchema } from '#lib/forms/model'
import { howKnown, languagePattern } from '#standards/codes'
import { nameKind, phoneOwner } from './codes.ts'
import {
  type AnyField,
  type CodedField,
  type FieldOf,
  isCoded,
  isList,
  type ManyCodesField,
  nameOf,
  type NameOf,
} from './fields.ts'

export const shortText = z.string().trim().min(1).max(200)

/** A name in its original script. A child can have several. */
export const nameValue = z.object({
  text: shortText.meta({ sensitivity: 'sealed' }),
  kind: z.enum(nameKind.values).default('full'),
})

/** An age at one moment, and how it is known. Never required, never recomputed (reference 01, traps 17 and 18). */
export const ageFact = z.object({
  age: ageAnswerSchema,
  howKnown: z.enum(howKnown.values).default('unknown'),
  /** The day of this age. Without it only the number counts. */
  on: daySchema.optional(),
})

export const phoneValue = z.object({
  number: shortText.max(40).meta({ sensitivity: 'sealed' }),
  whose: z.enum(phoneOwner.values).default('unknown'),
})
export const documentValue = z.object({
  number: shortText.max(60).meta({ sensitivity: 'sealed' }),
  kind: shortText.max(60).optional(),
  country: z.string().max(3).optional(),
})
export const identifierValue = z.object({ system: shortText.max(60), value: shortText.max(100) })
export const languageValue = z.object({ code: z.string().regex(languagePattern) })
/** A few words of the child, or about how to speak with them. */
export const wordsValue = z.object({ text: z.string().trim().min(1).max(500).meta({ sensitivity: 'sealed' }) })
export const noteValue = z.object({ text: z.string().trim().min(1).max(10_000) })

const valueSchemas = {
  date: dateAnswerSchema,
  age: ageFact,
  words: wordsValue,
  name: nameValue,
  language: languageValue,
  phone: phoneValue,
  document: documentValue,
  identifier: identifierValue,
  note: noteValue,
} as const

/** What a record may hold from before ages and dates were checked. It is shown as it was written, so that a person can mend it. */
const keptSchemas = {
  ...valueSchemas,
  date: keptDateSchema,
  age: ageFact.extend({ age: keptAgeSchema, on: z.string().optional() }),
} as const

type Enum<List extends readonly string[]> = z.ZodEnum<{ [Code in List[number]]: Code }>

export type ValueSchema<One extends AnyField> = One extends CodedField
  ? Enum<One['codes']['values']>
  : One extends ManyCodesField
    ? z.ZodArray<Enum<One['codes']['values']>>
    : One extends { kind: infer Kind extends keyof typeof valueSchemas }
      ? (typeof valueSchemas)[Kind]
      : never

/** The schema of one value of a field. */
export function valueSchemaOf<One extends AnyField>(field: One): ValueSchema<One> {
  const any: AnyField = field
  return schemaIn(valueSchemas, any) as ValueSchema<One>
}

function schemaIn(schemas: Readonly<Record<keyof typeof valueSchemas, z.ZodType>>, field: AnyField): z.ZodType {
  if (field.kind === 'code') return z.enum(field.codes.values)
  if (field.kind === 'codes') return z.array(z.enum(field.codes.values)).min(1).max(field.codes.values.length)
  return schemas[field.kind]
}

/** The schema of one value of a field as a record holds it. */
export function keptSchemaOf(field: AnyField): z.ZodType {
  return schemaIn(keptSchemas, field)
}

const language = z.string().regex(languagePattern)

/** Notes are no facts: a registration may have one, a search has none. A language is its code alone. */
type FactsShape<List extends readonly AnyField[]> = {
  [One in FieldOf<List> as One extends { kind: 'note' } ? never : NameOf<One>]: One extends { kind: 'language' }
    ? z.ZodDefault<z.ZodArray<typeof language>>
    : One extends { many: string }
      ? z.ZodDefault<z.ZodArray<ValueSchema<One>>>
      : One extends CodedField
        ? z.ZodDefault<ValueSchema<One>>
        : z.ZodOptional<ValueSchema<One>>
}

/** The schema of the facts about a child, from the rows of its fields. Every fact may be absent. */
export function factsSchemaOf<const List extends readonly AnyField[]>(list: List): z.ZodObject<FactsShape<List>> {
  const shape = list
    .filter(({ kind }) => kind !== 'note')
    .map((field): [string, z.ZodType] => {
      if (isCoded(field)) return [nameOf(field), valueSchemaOf(field).default('unknown')]
      if (!isList(field)) return [nameOf(field), valueSchemaOf(field).optional()]
      const item = field.kind === 'language' ? language : valueSchemaOf(field)
      return [nameOf(field), z.array<z.ZodType>(item).max(field.most).default([])]
    })
  return z.object(Object.fromEntries(shape)) as unknown as z.ZodObject<FactsShape<List>>
}
