import type { z } from 'zod'
import type { AgeAnswer, DateAnswer } from '#lib/forms/model'
import type { AnyField } from './fields.ts'
import type {
  ageFact,
  documentValue,
  identifierValue,
  languageValue,
  nameValue,
  noteValue,
  phoneValue,
  ValueSchema,
  wordsValue,
} from './field-schemas.ts'
import type { childFacts } from './model.ts'

// Types of the fields of a child's record, from field-schemas.ts.
export type NameValue = z.infer<typeof nameValue>
/** With an age as a record may hold it from before ages were checked. */
export type AgeFact = Omit<z.infer<typeof ageFact>, 'age'> & { age: AgeAnswer }
export type PhoneValue = z.infer<typeof phoneValue>
export type DocumentValue = z.infer<typeof documentValue>
export type IdentifierValue = z.infer<typeof identifierValue>
export type LanguageValue = z.infer<typeof languageValue>
export type WordsValue = z.infer<typeof wordsValue>
export type NoteValue = z.infer<typeof noteValue>
export type ChildFacts = z.infer<typeof childFacts>
export type BirthValue = DateAnswer
/** One value of a field. */
export type ValueOf<One extends AnyField> = One extends { kind: 'code'; codes: { values: readonly (infer Code)[] } }
  ? Code
  : z.infer<ValueSchema<One>>
