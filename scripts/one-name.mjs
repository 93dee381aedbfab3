/**
 * One thing, one name: a concern was also called a signal. Only the module `signals` keeps its name (folder, alias,
 * schema, catalogue), and its tables and columns. Signals of processes and of an AbortController are something else.
 */
import ts from 'typescript'

const OTHER_THINGS = /^(signals?|signal_id|AbortSignal|signalCode|killSignal|stopSignal|Signals[A-Z]\w*)$/

/** Finds names in a file that call a concern a signal: `file:line: name`. */
export function oldNames(file, text) {
  const found = /(^|\/)[^/]*signal(?!s\/)[^/]*\.(ts|tsx|cedar)$/i.test(file)
    ? [`${file}: the file is named after a signal`]
    : []
  if (!/signal/i.test(text)) return found
  if (file.endsWith('.cedar'))
    return [
      ...found,
      ...[...text.matchAll(/"signal\.[^"]*"/g)].map(([name]) => `${file}: ${name} is an action on a concern`),
    ]
  if (file.endsWith('.json'))
    return [
      ...found,
      ...Object.keys(JSON.parse(text))
        .filter((id) => id.split('.').includes('signal'))
        .map((id) => `${file}: ${id} names a concern`),
    ]
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const say = (node, what) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.push(`${file}:${line + 1}: ${node.getText(source).slice(0, 60)} ${what}`)
  }
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      if (/signal/i.test(node.text) && !OTHER_THINGS.test(node.text)) say(node, 'is a concern')
    } else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      if (isOldText(node.text)) say(node, 'says signal of a concern')
    } else if (declaresField(node) || isExportedDeclaration(node)) say(node, 'is a concern')
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Whether a text is a kind, an action, or an address of the API or of a screen. */
function isOldText(text) {
  return text === 'signal' || /^signal[.-]\w/.test(text) || /^\/(api\/([\w-]+\/)*)?signals?\b/.test(text)
}

/** Whether a type or a schema declares a field `signal` that is not an AbortSignal. */
function declaresField(node) {
  if (ts.isPropertySignature(node))
    return node.name.getText() === 'signal' && !/AbortSignal/.test(node.type?.getText() ?? '')
  return ts.isPropertyAssignment(node) && node.name.getText() === 'signal' && /^z\b/.test(node.initializer.getText())
}

function isExportedDeclaration(node) {
  if (!ts.canHaveModifiers(node) || !ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    return false
  const names = ts.isVariableStatement(node) ? node.declarationList.declarations.map(({ name }) => name) : [node.name]
  return names.some((name) => /^signal$/i.test(name?.getText() ?? ''))
}
