import type { AgeValue, DateValue } from '#ui'
import type { HowKnown, Sex } from '#standards/codes'

/** Facts a worker has typed to search for a child. They are used for the registration if nobody is found. */
export interface TypedFacts {
  names: string[]
  age: AgeValue | undefined
  birth: DateValue | undefined
  sex: Sex
  language: string | undefined
  phone: string
  document: string
}

export const nothingTyped: TypedFacts = {
  names: [''],
  age: undefined,
  birth: undefined,
  sex: 'unknown',
  language: undefined,
  phone: '',
  document: '',
}

/** The facts for the API, without empty fields. */
export function factsOf({ names, age, birth, sex, language, phone, document }: TypedFacts): Record<string, unknown> {
  const [first, ...others] = names.map((name) => name.trim()).filter(Boolean)
  return {
    names: [...(first ? [{ text: first, kind: 'full' }] : []), ...others.map((text) => ({ text, kind: 'other' }))],
    sex,
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
