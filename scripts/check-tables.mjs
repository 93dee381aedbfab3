/**
 * node scripts/check-tables.mjs [folder]: no room may name a table of another room. The boundaries of
 * scripts/walls.mjs hold for imports; this check reads SQL files and the strings of the code, where imports do not show.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { root } from './bundle.mjs'
import { conclude } from './project-files.mjs'

/** Tests may read everything. The demonstration writes the rows of a whole country, and the types were generated. */
const EXEMPT = /\.test(-data)?\.tsx?$|\/testing\/|\/test-[^/]+$|^app\/demonstration\/|^src\/kernel\/db\/tables\.ts$/
const KERNEL = 'src/kernel/'
const ANY_NAME = /"?\b([a-z_]+)"?\s*\.\s*"?([a-z_]+)\b"?/g
/** The kernel makes its tables in a schema of each compartment, in a loop over their names. */
const KERNEL_SCHEMAS = ['kernel', 'finance', 'participation', 'evidence']
/** So the kernel's code takes their names from `kernelTables`. Only these files name those of one compartment. */
const NAMES_THEM = /^src\/kernel\/db\/(migrations\/|compartment\.ts$|other-key\.ts$)/
/**
 * Tables of the kernel that a room in care may name: who people are, what a room noted for the whole node, and the
 * wrapped keys, which a search reads together with what they open.
 */
const CARE_MAY_NAME = ['kernel.account', 'kernel.agency', 'kernel.setting', 'kernel.vault_key']

const folder = process.argv[2] ? resolve(process.argv[2]) : root
const files = ['lib', 'src', 'ui', 'app'].flatMap(filesBelow).filter((file) => !EXEMPT.test(file))
const rooms = files.filter((file) => /^src\/.*\/module\.ts$/.test(file)).map(readRoom)
const tables = readTables()
const texts = files.flatMap(textsOf)
conclude(texts.flatMap(foreignTables), tables.size, `tables of ${rooms.length} rooms, in ${texts.length} texts,`)

function filesBelow(place) {
  if (!existsSync(join(folder, place))) return []
  return readdirSync(join(folder, place), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|sql)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => `${place}/${file}`)
    .sort()
}

function readRoom(file) {
  const [, compartment] = /\bcompartment: '(\w+)'/.exec(read(file)) ?? []
  return { folder: file.slice(0, -'module.ts'.length), compartment }
}

/** Every table and view that a migration makes, with the room or the kernel that made it. */
function readTables() {
  const found = new Map()
  for (const file of files.filter((name) => name.endsWith('.sql'))) {
    const sql = withoutComments(read(file))
    const owner = ownerOf(file)
    for (const [, kind, name] of sql.matchAll(/\bcreate (?:or replace )?(table|view) (?:if not exists )?(\w+\.\w+)/gi))
      found.set(name, { owner, view: kind.toLowerCase() === 'view' })
    for (const [, name] of sql.matchAll(/\bkernel\.publish\s*\(\s*'(\w+\.\w+)'/gi))
      found.set(name, { owner, view: true })
    for (const [, name] of sql.matchAll(/\bcreate table %\d?\$?I\.(\w+)/gi))
      for (const schema of KERNEL_SCHEMAS)
        found.set(`${schema}.${name}`, { owner: KERNEL, view: false, everywhere: true })
  }
  return found
}

/** The folder of the room, or the first two folders. */
function ownerOf(file) {
  const room = rooms.find((each) => file.startsWith(each.folder))
  return room?.folder ?? `${file.split('/').slice(0, 2).join('/')}/`
}

/** The texts of a file that can name a table: the whole of an SQL file, each string and template of a program. */
function textsOf(file) {
  const text = read(file)
  if (file.endsWith('.sql')) return [{ file, text: withoutComments(text), line: 1 }]
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const found = []
  const add = (node, words) =>
    found.push({ file, text: words, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 })
  const visit = (node) => {
    if (ts.isImportDeclaration(node) && node.moduleSpecifier.text === '#kernel/perform')
      for (const { name, propertyName } of node.importClause?.namedBindings?.elements ?? [])
        add(name, `import ${(propertyName ?? name).text}`)
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      add(node, node.text)
    // sql.id('children', 'child') names a table in two strings, and withSchema('children') in two calls.
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const words = node.arguments.map((each) => (ts.isStringLiteralLike(each) ? each.text : '?'))
      const called = node.expression.name.text
      if (called === 'withSchema') add(node, `withSchema(${words[0]})`)
      if (['id', 'table', 'ref'].includes(called) && words.length > 1) add(node, words.join('.'))
    }
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'kernel') add(node, '.kernel')
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function foreignTables({ file, text, line }) {
  const owner = ownerOf(file)
  if (text.startsWith('withSchema('))
    return [`${file}:${line} chooses a schema with ${text}. Write the whole name of the table, as "referral.consent"`]
  const room = rooms.find((each) => each.folder === owner)
  if (text === '.kernel') return room ? [`${file}:${line} reaches for the tables of the kernel`] : []
  if (text === 'import command' || text === 'import look')
    return room && room.compartment !== 'care'
      ? [
          `${file}:${line} uses ${text.slice(7)} of care. Take it from routesOf(room): the manifest says ${room.compartment}`,
        ]
      : []
  // Not the id of a text (`children.child.name`) and not the place of a sealed value (`signals.message:…`).
  const names = owner === KERNEL ? ANY_NAME : /"?\b([a-z_]+)"?\s*\.\s*"?([a-z_]+)\b"?(?!\.?\w|[:-])/g
  return [...text.matchAll(names)]
    .map(([, schema, table]) => `${schema}.${table}`)
    .filter((name) => tables.has(name) && !mayName(owner, file, name))
    .map((name) => `${file}:${line} names ${name}, a table of ${tables.get(name).owner}`)
}

function mayName(owner, file, name) {
  const table = tables.get(name)
  if (owner === KERNEL && table.everywhere && !NAMES_THEM.test(file)) return false
  if (table.owner === owner) return true
  if (owner.startsWith('app/')) return table.owner === KERNEL
  const compartment = rooms.find((room) => room.folder === owner)?.compartment
  if (compartment === 'evidence') return table.view && name.startsWith('evidence.')
  return compartment === 'care' && CARE_MAY_NAME.includes(name)
}

function withoutComments(sql) {
  return sql.replace(/--.*$/gm, '')
}

function read(file) {
  return readFileSync(join(folder, file), 'utf8')
}
