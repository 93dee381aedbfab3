/** Sentences of law and practice, each with who read it. Pure, for the server and the browser. */
export { isStatement, readingOf, sourceOf, type StatementId, statementIds } from './statements.ts'
export type { StatementSource } from './model.ts'
