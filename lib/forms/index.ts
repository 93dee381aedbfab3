export { type CalendarName, calendarNames, isCalendarName } from './calendar-names.ts'
export {
  type DateFault,
  type DateParts,
  dateFromParts,
  erasOf,
  findDayRange,
  findParts,
  monthsOf,
} from './calendars.ts'
export { ageLimits, type AgeFault, completedYears, ageInMonths, findAgeFault, isAge, oldestAge } from './ages.ts'
export { atMoment } from './at-moment.ts'
export { wordsOfDate } from './date-words.ts'
export { checkForm } from './compile.ts'
export { evaluate } from './evaluate.ts'
export { type FieldMeta, formFromModel, type ModelOptions } from './from-model.ts'
export type { Ast } from './expression/ast.ts'
export { parseExpression } from './expression/parse.ts'
export { initialAnswers, withEntry, withLeastEntries } from './initial-answers.ts'
export { findAnswer, splitPath, withAnswer, withoutEntry } from './paths.ts'
export { questionTypeNames } from './question-types.ts'
export { answersToRow, type FlatRow, type RowOptions, type Unfitted, type UnfittedReason } from './row.ts'
export {
  findAgeRange,
  findNumber,
  isAgeAnswer,
  isBlank,
  isDateAnswer,
  isDay,
  isPlaceAnswer,
  isUnknown,
} from './special-values.ts'
export { withLatinDigits } from './digits.ts'
export { type Entry, type Step, stepsOf, stepsOfState } from './steps.ts'
export { isMessageId, wordsIn, wordsOf } from './text.ts'
export { readAge } from './typed-age.ts'
export type * from './model.ts'
