/** Who counts as a child. Without zod, for the server and the browser. */
export { addDays, addMonths, ageOn, type BirthRange, birthRangeOfAge, isDayOfRecord } from './birth-range.ts'
export {
  type AgeKnown,
  type BothAges,
  isCertainAdult,
  isUnderEighteen,
  lowestReading,
  mayRecordAge,
  maySettleAge,
  type ReadAge,
  readAges,
  readBothAges,
  type SaidAge,
  type SaidAges,
  withDoubt,
} from './read-age.ts'
