import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type Phone } from './phone.ts'

/**
 * - `same`: one is another form of the other
 * - `same-digits`: the same national number, and one of them has the code of another country than the reader's
 * - `differs`: two numbers
 * - `unknown`: one of them is too short to tell
 */
export type PhoneComparison = 'same' | 'same-digits' | 'differs' | 'unknown'

/** Compares two numbers. Symmetric. */
export function comparePhones(a: Phone, b: Phone): PhoneComparison {
  if (a.codeFrom !== 'written' && b.codeFrom !== 'written') return compareNational(a, b)
  if (a.codeFrom !== 'written') return compareWithWritten(a, b)
  if (b.codeFrom !== 'written') return compareWithWritten(b, a)
  return a.digits === b.digits || (a.code === b.code && a.national === b.national) ? 'same' : 'differs'
}

function compareWithWritten(national: Phone, written: Phone): PhoneComparison {
  if (!readsAs(national, written)) return national.short ? 'unknown' : 'differs'
  return national.codeFrom === 'home' && national.code !== written.code ? 'same-digits' : 'same'
}

/** Whether people in the country of `written` could write its number like this. */
function readsAs({ typed, national }: Phone, written: Phone): boolean {
  if (typed === written.digits || national === written.national) return true
  const { code: defaultCallingCode, country: defaultCountry } = written
  const inItsCountry = defaultCountry ? { defaultCountry } : { defaultCallingCode: defaultCallingCode! }
  return parsePhoneNumberFromString(typed, inItsCountry)?.nationalNumber === written.national
}

/** Two numbers without a written country code. */
function compareNational(a: Phone, b: Phone): PhoneComparison {
  if (a.short || b.short) return 'unknown'
  if (a.national === b.national || a.typed === b.digits || a.digits === b.typed) return 'same'
  if (a.codeFrom === 'home' && b.codeFrom === 'home') return 'differs'
  const [shorter, longer] = a.national.length < b.national.length ? [a, b] : [b, a]
  return isSameWithPrefix(shorter, longer) ? 'same' : 'differs'
}

/** The most digits of a country code or of a prefix for calls inside a country, such as 06 in Hungary. */
const longestPrefix = 3

/** Whether one of the two has a country code without `+`, or the prefix of some country, and the other has none. */
function isSameWithPrefix(shorter: Phone, longer: Phone): boolean {
  const extra = longer.national.length - shorter.national.length
  if (extra > longestPrefix || !longer.national.endsWith(shorter.national)) return false
  const abroad = parsePhoneNumberFromString(`+${longer.typed}`)
  if (abroad?.isValid() && abroad.nationalNumber === shorter.national) return true
  return getCountries().some((country) => {
    const [one, other] = [shorter, longer].map(({ typed }) => parsePhoneNumberFromString(typed, country))
    return one?.isValid() && other?.isValid() && one.number === other.number
  })
}
