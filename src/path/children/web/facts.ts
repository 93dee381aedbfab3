import { isAge } from '#lib/forms'
import type { AgeValue, DateValue } from '#ui'
import { type HowKnown, languagePattern, sex as sexCodes } from '#standards/codes'
import type { ConcernView } from '#path/signals'
import { type CodesOf, fields, labelOf, nameOf, unknownCodes } from '../fields.ts'

/** Facts a worker has typed to search for a child. They are used for the registration if nobody is found. */
export interface TypedFacts extends CodesOf<typeof fields> {
  names: string[]
  age: AgeValue | undefined
  birth: DateValue | undefined
  language: string | undefined
  phone: string
  document: TypedDocument
}

/** The number, and its details by name. */
export interface TypedDocument {
  number: string
  details: Readonly<Record<string, string | undefined>>
}

export const nothingTyped: TypedFacts = {
  names: [''],
  age: undefined,
  birth: undefined,
  ...unknownCodes,
  language: undefined,
  phone: '',
  document: { number: '', details: {} },
}

/** Facts whose age and date of birth could be read. Only these may be sent. */
export type ReadableFacts = TypedFacts & {
  age: Exclude<AgeValue, string> | undefined
  birth: Exclude<DateValue, string> | undefined
}

export function areReadable(facts: TypedFacts): facts is ReadableFacts {
  return typeof facts.age !== 'string' && typeof facts.birth !== 'string'
}

/** The facts for the API, without empty fields. */
export function factsOf({
  names,
  age,
  birth,
  language,
  phone,
  document,
  ...codes
}: ReadableFacts): Record<string, unknown> {
  const [first, ...others] = names.map((name) => name.trim()).filter(Boolean)
  return {
    names: [...(first ? [{ text: first, kind: 'full' }] : []), ...others.map((text) => ({ text, kind: 'other' }))],
    ...codes,
    ...(age && { ageAtRegistration: { age } }),
    ...(birth && { birth }),
    languages: language ? [language] : [],
    phones: phone.trim() ? [{ number: phone.trim() }] : [],
    documents: document.number.trim() ? [{ number: document.number.trim(), ...known(document.details) }] : [],
  }
}

function known(details: TypedDocument['details']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => (value && value !== 'unknown' ? [[name, value]] : [])),
  )
}

/** The field of the search and the registration that a refused fact belongs to, as its catalogue text. */
export function labelOfFact(path: string): string | undefined {
  const [, name] = path.split('.')
  const field = fields.find((one) => nameOf(one) === name)
  return field && labelOf(field)
}

export interface TypedAge {
  age: AgeValue | undefined
  howKnown: HowKnown
}

export type ConcernedPerson = ConcernView['persons'][number]

/** What a concern says about one child. Nothing that the register can keep is left out. */
export function typedFrom({ name, age, sex, language }: ConcernedPerson): TypedFacts {
  return {
    ...nothingTyped,
    names: [name ?? ''],
    // A concern from before ages were checked may have one that nobody could send.
    age: isAge(age) ? age : undefined,
    sex: sexCodes.values.find((code) => code === sex) ?? 'unknown',
    language: language && languagePattern.test(language) ? language : undefined,
  }
}
