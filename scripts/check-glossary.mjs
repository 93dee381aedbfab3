/**
 * Fails when GLOSSARY.md does not explain a type that a module's model.ts or events.ts exports, and when a type, field, kind, action or
 * route uses the old name of a thing (one-name.mjs).
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './bundle.mjs'
import { oldNames } from './one-name.mjs'
import { conclude, projectFiles } from './project-files.mjs'

const glossary = existsSync(join(root, 'GLOSSARY.md')) ? readFileSync(join(root, 'GLOSSARY.md'), 'utf8') : ''
/** Types of requests and answers, and the union of a module's events, need no entry. */
const MESSAGE = /(Input|Answer|Query|Body|Row|Event)$/
const problems = glossary === '' ? ['GLOSSARY.md is not there'] : []
let looked = 0
for (const file of projectFiles(/^src\/((path|duties|learning)\/)?[^/]+\/(model|events)\.ts$/)) {
  for (const name of exportedTypes(file)) {
    if (MESSAGE.test(name)) continue
    looked += 1
    if (!explained(name)) problems.push(`${file}: ${name} is not in GLOSSARY.md`)
  }
}
for (const file of projectFiles(/^(src|app|ui|lib|bench|tests)\/.*\.(tsx?|cedar)$|^locales\/en\/[^/]*\.json$/))
  problems.push(...oldNames(file, readFileSync(join(root, file), 'utf8')))
conclude(problems, looked, 'domain types')

/** Accepts the name of the code (`BestInterests`) and of people (best interests). */
function explained(name) {
  const words = name.replace(/([a-z])([A-Z])/g, '$1[ -]$2')
  return new RegExp(`\\b(${name}|${words})\\b`, 'i').test(glossary)
}

function exportedTypes(file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
  return source.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    .filter((statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .map((statement) => statement.name.text)
}
