export { type Imported, type ImportOptions, importXlsForm } from './import-xlsform.ts'
export type { ImportProblem, Severity } from './import-problems.ts'
