import type { z } from 'zod'
import type { DateAnswer } from '#lib/forms/model'
import type {
  ageFact,
  childFacts,
  documentValue,
  identifierValue,
  languageValue,
  nameValue,
  noteValue,
  phoneValue,
} from './model.ts'

// Types of the fields of a child's record, from model.ts.
export type NameValue = z.infer<typeof nameValue>
export type AgeFact = z.infer<typeof ageFact>
export type PhoneValue = z.infer<typeof phoneValue>
export type DocumentValue = z.infer<typeof documentValue>
export type IdentifierValue = z.infer<typeof identifierValue>
export type LanguageValue = z.infer<typeof languageValue>
export type NoteValue = z.infer<typeof noteValue>
export type ChildFacts = z.infer<typeof childFacts>
export type BirthValue = DateAnswer
