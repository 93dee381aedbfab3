/**
 * Checks locales/<lang>/<area>.json against each other and against the code. Fails on: ids missing in a language,
 * ids used but not written, ids written but not used, texts that do not parse as ICU MessageFormat, placeholders
 * that differ between languages, plural forms a language needs but lacks, and English left in another script.
 *
 *   node scripts/check-languages.mjs [folder with locales/, src/, …]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'))
const SOURCE = 'en'
const CODE = ['app', 'src', 'ui', 'lib']
/** Names that stay as they are in every language. */
const KEPT_LATIN = /\b(npx tenfold [a-z-]+|Alt|Idempotency-Key|UUID|Tenfold|Shift|Meridia|Sundale|CSV|JSON|HTCDS|XLSForm|UNODC|ILO|ID|PDF|SMS|URL|xlsx|HTML|Markdown|survey|LABEL)\b/g
/** Languages that are not written in Latin letters. */
const OTHER_SCRIPT = { ar: /\p{Script=Arabic}/u, fa: /\p{Script=Arabic}/u, am: /\p{Script=Ethiopic}/u, my: /\p{Script=Myanmar}/u, th: /\p{Script=Thai}/u, bn: /\p{Script=Bengali}/u, hi: /\p{Script=Devanagari}/u, ru: /\p{Script=Cyrillic}/u }

const problems = []
const say = (where, what) => problems.push(`${where}: ${what}`)

const catalogues = readCatalogues()
const used = readUses()
checkLanguages()
checkUses()

for (const problem of problems.sort()) console.error(problem)
const counted = Object.entries(catalogues).map(([language, texts]) => `${language} ${texts.size}`)
console.log(`languages: ${counted.join(', ')} texts, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

/** language → id → { text, file } */
function readCatalogues() {
  const found = {}
  for (const language of readdirSync(join(root, 'locales'))) {
    const texts = new Map()
    for (const name of readdirSync(join(root, 'locales', language)).filter((each) => each.endsWith('.json'))) {
      const file = `locales/${language}/${name}`
      let content
      try {
        content = JSON.parse(readFileSync(join(root, file), 'utf8'))
      } catch (cause) {
        say(file, `is not JSON (${cause.message})`)
        continue
      }
      if (Array.isArray(content)) continue // a list of words, no texts
      for (const [id, text] of Object.entries(content)) {
        if (texts.has(id)) say(file, `${id} is written twice (also in ${texts.get(id).file})`)
        texts.set(id, { text, file })
      }
    }
    found[language] = texts
  }
  return found
}

function checkLanguages() {
  const source = catalogues[SOURCE]
  for (const [language, texts] of Object.entries(catalogues)) {
    for (const [id, { text, file }] of texts) {
      if (typeof text !== 'string' || text.trim() === '') {
        say(file, `${id} is empty`)
        continue
      }
      const shape = shapeOf(text, file, id)
      if (!shape) continue
      for (const [kind, forms] of shape.plurals) checkPlural(language, file, id, kind, forms)
      if (language === SOURCE) continue
      const original = source.get(id)
      if (!original) {
        say(file, `${id} is not in ${SOURCE}`)
        continue
      }
      const expected = shapeOf(original.text, original.file, id)
      const here = [...shape.names].sort().join(', ')
      const there = expected ? [...expected.names].sort().join(', ') : here
      if (here !== there) say(file, `${id} has the placeholders {${here}}, ${SOURCE} has {${there}}`)
      checkScript(language, file, id, shape.words, expected?.words ?? '')
    }
    if (language !== SOURCE) for (const [id, { file }] of source) if (!texts.has(id)) say(file.replace(`/${SOURCE}/`, `/${language}/`), `${id} is missing`)
  }
}

function checkPlural(language, file, id, kind, forms) {
  const wanted = new Intl.PluralRules(language, { type: kind === 'selectordinal' ? 'ordinal' : 'cardinal' }).resolvedOptions().pluralCategories
  const missing = wanted.filter((form) => !forms.includes(form)).sort()
  if (missing.length > 0) say(file, `${id} lacks the plural forms ${missing.join(', ')}`)
}

function checkScript(language, file, id, words, original) {
  const script = OTHER_SCRIPT[language]
  if (!script) return
  const plain = words.replaceAll(KEPT_LATIN, '')
  const latin = plain.match(/[A-Za-z]{3,}(?: [A-Za-z]+)*/g)
  if (latin) say(file, `${id} has words in Latin letters: ${latin.join(', ')}`)
  else if (!script.test(words) && /[A-Za-z]{3,}/.test(original.replaceAll(KEPT_LATIN, ''))) say(file, `${id} is not translated: ${words}`)
}

/** Placeholders, plural forms and plain words of a message; undefined (and a problem) when it does not parse. */
function shapeOf(text, file, id) {
  const shape = { names: new Set(), plurals: [], words: '' }
  try {
    const braces = text.split('{').length - text.split('}').length
    if (braces !== 0 && !text.includes("'")) throw new Error('braces do not match')
    walk(compileMessageOrThrow(text), shape)
    return shape
  } catch (cause) {
    say(file, `${id} does not parse as ICU MessageFormat (${cause.message.trim().split('\n')[0]})`)
    return undefined
  }
}

/** Compiled messages are words, [name], [name, kind] or [name, kind, forms]. */
function walk(node, shape) {
  if (typeof node === 'string') {
    shape.words += ` ${node}`
    return
  }
  for (const part of node) {
    if (typeof part === 'string') {
      shape.words += ` ${part}`
      continue
    }
    const [name, kind, forms] = part
    if (name !== '#') shape.names.add(name)
    if (typeof forms !== 'object') continue
    const { offset: _offset, ...cases } = forms
    if (kind === 'plural' || kind === 'selectordinal') shape.plurals.push([kind, Object.keys(cases)])
    for (const each of Object.values(cases)) walk(each, shape)
  }
}

/** Ids named in the code: whole ones with the place they stand, and patterns out of template literals. */
function readUses() {
  const ids = new Map()
  const patterns = []
  /** 'referral.send' may be an action of a policy too: an id of a text is one that stands where texts stand. */
  const asText = new Set()
  const place = /(?:\bt\(\s*|\b(?:id|titleId|labelId|label|hint|title|message|text): ?(?:\{ ?id: ?)?|\? |: )'([a-z][a-z-]*(?:\.[A-Za-z0-9_-]+)+)'/g
  for (const file of CODE.flatMap((folder) => filesBelow(join(root, folder)))) {
    const text = readFileSync(file, 'utf8')
    const where = relative(root, file)
    if (file.endsWith('.cedar')) {
      for (const [, id] of text.matchAll(/@id\("([^"]+)"\)/g)) ids.set(`why.${id}`, where)
      continue
    }
    for (const [, id] of text.matchAll(/['"]([a-z][a-z-]*(?:\.[A-Za-z0-9_-]+)+)['"]/g)) if (!ids.has(id)) ids.set(id, where)
    if (file.endsWith('.tsx')) for (const [, id] of text.matchAll(place)) asText.add(id)
    for (const [, template] of text.matchAll(/`([a-z][^`\n]*?\.[^`\n]*?)`/g)) {
      if (!template.includes('${') || /\s/.test(template.replaceAll(/\$\{[^}]*\}/g, ''))) continue
      patterns.push(new RegExp(`^${template.split(/\$\{[^}]*\}/).map(escape).join('.+')}$`))
    }
    for (const [, code] of text.matchAll(/\brefuse\(\s*'([a-z0-9-]+)'/g)) for (const part of ['title', 'reason', 'next']) ids.set(`refusal.${code}.${part}`, where)
  }
  return { ids, patterns, asText }
}

function checkUses() {
  const source = catalogues[SOURCE]
  const areas = new Set([...source.keys()].map((id) => id.split('.')[0]))
  const isTest = (where) => /\.test\.|test-data|showcase/.test(where)
  for (const [id, where] of used.ids) {
    const looksLikeText = /^(refusal|why)\./.test(id) || (areas.has(id.split('.')[0]) && used.asText.has(id))
    if (looksLikeText && !source.has(id) && !isTest(where)) say(where, `uses ${id}, which no catalogue has`)
  }
  for (const [id, { file }] of source) {
    if (used.ids.has(id) || used.patterns.some((pattern) => pattern.test(id))) continue
    say(file, `${id} is not used`)
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|cedar)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function escape(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
