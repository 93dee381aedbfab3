export { canonical } from './canonical.ts'
export { evaluate, evaluateRules } from './evaluate.ts'
export { factsOf, reasonsOf } from './reasons.ts'
export type {
  BranchTrace,
  Condition,
  Facts,
  FactTest,
  FactTrace,
  FactValue,
  Reasons,
  Rule,
  RuleSource,
  RuleTrace,
  Ruling,
  Trace,
  Truth,
} from './model.ts'
