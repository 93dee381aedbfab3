export { checkForm } from './compile.ts'
export { evaluate } from './evaluate.ts'
export { initialAnswers } from './initial-answers.ts'
export { findAnswer, splitPath, withAnswer, withEntry, withoutEntry } from './paths.ts'
export { findAgeRange, findNumber, isAgeAnswer, isBlank, isDateAnswer, isPlaceAnswer, isUnknown } from './special-values.ts'
export { type Entry, type Step, stepsOf, stepsOfState } from './steps.ts'
export { isMessageId, wordsIn, wordsOf } from './text.ts'
export type {
  AgeAnswer,
  Answer,
  Answers,
  Choice,
  DateAnswer,
  EvaluationContext,
  Form,
  FormProblem,
  FormState,
  Group,
  Item,
  ItemState,
  PlaceAnswer,
  Problem,
  Question,
  QuestionType,
  Repeat,
  Sensitivity,
  Source,
  Text,
  UnknownAnswer,
} from './model.ts'
