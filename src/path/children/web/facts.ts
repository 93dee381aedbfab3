import type { AgeValue, DateValue } from '#ui'
import type { HowKnown } from '#standards/codes'
import { type CodesOf, type fields, unknownCodes } from '../fields.ts'

/** Facts a worker has typed to search for a child. They are used for the registration if nobody is found. */
export interface TypedFacts extends CodesOf<typeof fields> {
  names: string[]
  age: AgeValue | undefined
  birth: DateValue | undefined
  language: string | undefined
  phone: string
  document: string
}

export const nothingTyped: TypedFacts = {
  names: [''],
  age: undefined,
  birth: undefined,
  ...unknownCodes,
  language: undefined,
  phone: '',
  document: '',
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
    documents: document.trim() ? [{ number: document.trim() }] : [],
  }
}

export interface TypedAge {
  age: AgeValue | undefined
  howKnown: HowKnown
}

/** Languages offered by name. Others can be added by code on the child's record. */
export const languageCodes = [
  'am',
  'ar',
  'az',
  'bn',
  'de',
  'dz',
  'en',
  'es',
  'fa',
  'fr',
  'ha',
  'hi',
  'hu',
  'hy',
  'ig',
  'it',
  'ka',
  'km',
  'ku',
  'ln',
  'lo',
  'mg',
  'ml',
  'my',
  'ne',
  'om',
  'pa',
  'pl',
  'ps',
  'pt',
  'ro',
  'ru',
  'rw',
  'si',
  'so',
  'sq',
  'sr',
  'sw',
  'ta',
  'tg',
  'th',
  'ti',
  'tl',
  'tr',
  'uk',
  'ur',
  'uz',
  'vi',
  'wo',
  'yo',
  'zh',
]
