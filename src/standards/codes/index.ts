/** Code lists that more than one room uses. Without zod, for the server and the browser. */
export { ageMoment, type AgeMoment } from './age-moment.ts'
export { type CodeOf, type Codes, type CodeSource, defineCodes, ownList, partOf } from './define-codes.ts'
export { escalatedTo, escalation } from './escalated-to.ts'
export { howKnown, type HowKnown } from './how-known.ts'
export { overrideGround, type OverrideGround } from './override-ground.ts'
export { knownRisk, type KnownRisk, risk, type Risk } from './risk.ts'
export { sex, type Sex } from './sex.ts'
