export {
  compareNames,
  nameComparer,
  type NameComparer,
  type NameComparison,
  type NameReason,
} from './compare.ts'
export { alikeness, openingAlikeness, type Spoken } from './distance.ts'
export { keysAcross, keysAlone, keysOf, keysOfPart, type NameKey } from './keys.ts'
export { fold, partsOf, partsOfPlace, type Part } from './parts.ts'
export type { PartRelation } from './relate.ts'
export { scriptOf, type Script } from './scripts/script.ts'
