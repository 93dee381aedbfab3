export { comparePhones, type PhoneComparison } from './compare.ts'
export { phonesIn, type Phone } from './phone.ts'
