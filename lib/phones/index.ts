export { comparePhones, type PhoneComparison } from './compare.ts'
export { isOneDigit, plainDigits } from './digits.ts'
export { phonesIn, type Phone } from './phone.ts'
