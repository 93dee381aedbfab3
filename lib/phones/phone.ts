import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/min'
import { isOneDigit } from './digits.ts'
import { FEWEST_DIGITS, splitNumbers } from './split.ts'

/** One telephone number as a person wrote it, read by the numbering plans of all countries. */
export interface Phone {
  /** The digits of the text, without `+` or `00` before a country code. */
  readonly typed: string
  /** All digits with the country code, as far as it is known. */
  readonly digits: string
  /** The national number, without country code and trunk prefix. */
  readonly national: string
  /** The country code of the telephone, such as `226`. */
  readonly code?: string
  /** The ISO code, where the plan has one for the number. */
  readonly country?: CountryCode
  /** `written`: the code is part of the text. `home`: the number is a valid one of the reader's own country. */
  readonly codeFrom: 'written' | 'home' | 'nowhere'
  /** A number without a country code that is too short to be one alone. It may be that of a small country. */
  readonly short: boolean
  /** The last seven digits: the same in the national and the international form of every country. Look it up by these. */
  readonly end: string
}

/**
 * The telephone numbers in a text. `home` is the ISO code of the country where the text was written. A text without a
 * number ("none", "no phone", "0000000") has none.
 */
export function phonesIn(text: string, home: string): Phone[] {
  return splitNumbers(text).flatMap((part) => readPhone(part, home) ?? [])
}

function readPhone(part: string, home: string): Phone | undefined {
  const digits = part.replace(/\D/g, '')
  if (isOneDigit(digits.replace(/^0+/, ''))) return undefined
  const phone = readWritten(part, digits) ?? readHome(digits, home) ?? withoutPlan(digits)
  if (isOneDigit(phone.national)) return undefined
  return { ...phone, typed: digits.replace(/^00/, ''), end: phone.national.slice(-7) }
}

type Read = Omit<Phone, 'typed' | 'end'>

/** A number with `+`, or with `00`, which most countries dial before a country code. */
function readWritten(part: string, typed: string): Read | undefined {
  const plus = part.includes('+')
  if (!plus && !typed.startsWith('00')) return undefined
  const digits = plus ? typed : typed.slice(2)
  const read = parsePhoneNumberFromString(`+${digits}`)
  if (read) return fromPlan(read, 'written')
  if (!plus || digits.length < FEWEST_DIGITS) return undefined
  // No country has this code. Codes that nobody has are of three digits (ITU-T E.164, annex of assigned codes).
  const national = withoutZeros(digits.slice(3))
  return { digits, national, code: digits.slice(0, 3), codeFrom: 'written', short: false }
}

function readHome(digits: string, home: string): Read | undefined {
  if (!isSupportedCountry(home)) return undefined
  const read = parsePhoneNumberFromString(digits, home)
  if (!read?.isValid()) return undefined
  // With the country's own sign for "abroad" in front, such as 011, the country code is part of the text.
  return fromPlan(read, read.countryCallingCode === getCountryCallingCode(home) ? 'home' : 'written')
}

function fromPlan(read: PhoneNumber, codeFrom: Phone['codeFrom']): Read {
  return {
    digits: read.number.slice(1),
    national: read.nationalNumber,
    code: read.countryCallingCode,
    ...(read.country && { country: read.country }),
    codeFrom,
    short: false,
  }
}

function withoutPlan(typed: string): Read {
  const digits = typed.replace(/^00/, '')
  return { digits, national: withoutZeros(digits), codeFrom: 'nowhere', short: digits.length < FEWEST_DIGITS }
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+/, '')
}
