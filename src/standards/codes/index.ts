/** Code lists that more than one room uses. Without zod, for the server and the browser. */
export { type AgencyKind, agencyKind } from './agency-kind.ts'
export { ageMoment, type AgeMoment } from './age-moment.ts'
export { authorityKind, type AuthorityKind } from './authority-kind.ts'
export { becauseOf, contactBar, type ContactBar } from './contact-bar.ts'
export { allBut, type CodeOf, type Codes, type CodeSource, defineCodes, ownList, partOf } from './define-codes.ts'
export { documentKind } from './document-kind.ts'
export { escalatedTo, escalation } from './escalated-to.ts'
export {
  exploitationForm,
  type ExploitationForm,
  formsOfExploitation,
  namedForm,
  type NamedForm,
} from './exploitation-form.ts'
export { howKnown, type HowKnown } from './how-known.ts'
export { languagePattern } from './language-tag.ts'
export { missingState, type MissingState } from './missing-state.ts'
export { overrideGround, type OverrideGround } from './override-ground.ts'
export { knownRisk, type KnownRisk, risk, type Risk } from './risk.ts'
export { sex, type Sex } from './sex.ts'
