/**
 * Checks locales/<language>/ against each other, the code and the data files. Fails on: ids missing in a language, ids
 * used but not written, ids written but not used, texts that do not parse as ICU MessageFormat, placeholders that
 * differ between languages, plural forms a language needs but lacks, English left in a text, texts of the data files
 * that a language lacks, words written in the code, receipt words that could not be read back, French signs that could
 * begin a line, and refusals whose code or words do not follow the pattern.
 *
 *   node scripts/check-languages.mjs [folder with locales/, src/, …]
 *   node scripts/check-languages.mjs --missing fr      the missing texts of a language, as JSON with the English words
 */
import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { dataFile, filesBelow, missingIn, readDataTexts, readLanguages, SOURCE } from './language-files.mjs'

const { values: asked, positionals } = parseArgs({ allowPositionals: true, options: { missing: { type: 'string' } } })
const root = resolve(positionals[0] ?? join(import.meta.dirname, '..'))
const CODE = ['app', 'src', 'ui', 'lib']
/** Names that stay as they are in every language. */
const KEPT =
  /\b(npx tenfold [a-z-]+|Alt|Idempotency-Key|UUID|Tenfold|Shift|Meridia|Sundale|CSV|JSON|HTCDS|XLSForm|UNODC|ILO|ID|PDF|SMS|URL|xlsx|HTML|Markdown|survey|LABEL)\b/g
/**
 * Common English words that, as far as we know, no other language in Latin letters has. `kept.json` lists exceptions.
 */
const ENGLISH = /\b(the|and|with|this|that|you|your|from|which|must|child|children)\b/gi
/** ISO 15924 codes that mean several Unicode scripts. */
const SEVERAL_SCRIPTS = { Jpan: ['Hani', 'Hira', 'Kana'], Kore: ['Hang', 'Hani'], Hans: ['Hani'], Hant: ['Hani'] }
/** The stories of the demonstration keep their original language, and the showcase is for developers. */
const MAY_CARRY_WORDS = /\.test\.|test-data|showcase|demonstration\/stories\//

/**
 * Words that would make a refusal's code a sentence. A code is a thing and its state: `case-closed`, `consent-missing`.
 */
const SENTENCE =
  /^(not|no|too|from|our|by|before|already)-|-(is|are|has|have|had|was|were|a|an|the|of|with|without|needs|already|yet|still|first|here|meanwhile)(-|$)/
const PARTS = ['title', 'reason', 'next']
const FULL_STOP = /[.。।۔։።]\s*$/u
/** French has a no-break space before ; : ? ! and inside « ». After a plain space the sign could begin a line. */
const LOOSE_SIGN = /« | [»;:?!]/
/** Words that only the people who run the server understand. */
const OPERATORS_WORDS = /\bnpx\b|Idempotency-Key|UUID/

const problems = []
const say = (where, what) => problems.push(`${where}: ${what}`)

const languages = readLanguages(root, say)
const dataTexts = readDataTexts(root, say)
if (asked.missing) {
  console.log(JSON.stringify(missingIn(asked.missing, languages, dataTexts), null, 2))
} else {
  check()
}

function check() {
  checkLanguages()
  checkUses(readUses())
  for (const problem of problems.sort()) console.error(problem)
  const counted = Object.entries(languages).map(([language, { texts }]) => `${language} ${texts.size}`)
  console.log(`languages: ${counted.join(', ')} texts, ${dataTexts.size} texts of data, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
}

function checkLanguages() {
  const source = languages[SOURCE].texts
  for (const [language, { texts, data, kept, receipt }] of Object.entries(languages)) {
    const needless = new Set(kept)
    const foreign = foreignWords(language)
    const checkWords = (file, id, words, original) => {
      if (language === 'fr' && LOOSE_SIGN.test(words))
        say(file, `${id} has a plain space beside ${words.match(LOOSE_SIGN)[0]}`)
      const found = foreign(words, original)
      if (!found) return
      if (!needless.delete(id) && !kept.includes(id)) say(file, `${id} ${found}`)
    }
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
      checkWords(file, id, shape.words, expected?.words ?? '')
    }
    for (const [id, { words, file }] of dataTexts) {
      const text = words[language] ?? data.get(id)?.text
      if (words[language] && data.has(id)) say(data.get(id).file, `${id} is already in ${file}`)
      else if (typeof text !== 'string' || text.trim() === '') say(dataFile(language, id), `${id} is missing`)
      else if (language !== SOURCE) checkWords(data.get(id)?.file ?? file, id, text, words[SOURCE])
    }
    for (const [id, { file }] of data) if (!dataTexts.has(id)) say(file, `${id} is no text of a data file`)
    for (const [file, lacks] of Object.entries(missingIn(language, languages, new Map())))
      for (const id of Object.keys(lacks)) say(file, `${id} is missing`)
    checkRefusals(texts)
    for (const id of needless) say(`locales/${language}/kept.json`, `${id} need not be here`)
    checkReceiptWords(`locales/${language}/receipt-words.json`, receipt)
  }
}

/**
 * A refusal has a title without a full stop, a reason and what to do next, under a code of the form <thing>-<state>.
 */
function checkRefusals(texts) {
  for (const [id, { text, file }] of texts) {
    const [, code, part] = id.match(/^refusal\.(.+)\.([a-z]+)$/) ?? []
    if (!code) continue
    if (!/^[a-z]+(-[a-z]+)+$/.test(code) || SENTENCE.test(code)) say(file, `${id}: the code is not <thing>-<state>`)
    for (const other of PARTS)
      if (!texts.has(`refusal.${code}.${other}`)) say(file, `${id} has no refusal.${code}.${other}`)
    if (part === 'title' && FULL_STOP.test(text)) say(file, `${id} ends with a full stop`)
    if (OPERATORS_WORDS.test(text)) say(file, `${id} speaks of ${text.match(OPERATORS_WORDS)[0]}`)
  }
}

/**
 * Receipt words are compared without accents and capitals, so they must differ without them. Their number must be a
 * power of two whose bits divide 80.
 */
function checkReceiptWords(file, words) {
  const needed = languages[SOURCE].receipt
  if (!needed && !words) return
  if (!words) return say(file, 'is missing')
  if (!Number.isInteger(Math.log2(words.length)) || 80 % Math.log2(words.length) !== 0)
    say(file, `has ${words.length} words; a receipt needs 1024, 256 or 32`)
  const seen = new Map()
  for (const word of words) {
    const plain = word.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')
    if (/[\s,;.\-_–—،؛]/u.test(word)) say(file, `${word} is not one word`)
    if (seen.has(plain)) say(file, `${word} reads as ${seen.get(plain)}`)
    seen.set(plain, word)
  }
}

function checkPlural(language, file, id, kind, forms) {
  const wanted = new Intl.PluralRules(language, {
    type: kind === 'selectordinal' ? 'ordinal' : 'cardinal',
  }).resolvedOptions().pluralCategories
  const missing = wanted.filter((form) => !forms.includes(form)).sort()
  if (missing.length > 0) say(file, `${id} lacks the plural forms ${missing.join(', ')}`)
}

/** Returns a function that describes English left in a text, or undefined if there is none. */
function foreignWords(language) {
  const script = new Intl.Locale(language).maximize().script ?? 'Latn'
  const plain = (text) => text.replaceAll(KEPT, '')
  if (language === SOURCE) return () => undefined
  if (script === 'Latn') {
    return (words, original) => {
      if (/\p{L}{3,}/u.test(plain(original)) && words.trim() === original.trim())
        return `is the same as in ${SOURCE}: ${words.trim()}`
      const english = plain(words).match(ENGLISH)
      return english ? `has English words: ${english.join(', ')}` : undefined
    }
  }
  const own = new RegExp((SEVERAL_SCRIPTS[script] ?? [script]).map((each) => `\\p{Script=${each}}`).join('|'), 'u')
  return (words, original) => {
    const latin = plain(words).match(/[A-Za-z]{3,}(?: [A-Za-z]+)*/g)
    if (latin) return `has words in Latin letters: ${latin.join(', ')}`
    return !own.test(words) && /[A-Za-z]{3,}/.test(plain(original)) ? `is not translated: ${words.trim()}` : undefined
  }
}

/**
 * Reads placeholders, plural forms and words of a message. If it does not parse, reports a problem and returns
 * undefined.
 */
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

/** Finds ids in the code: whole ids with their position, and patterns from template literals. */
function readUses() {
  const ids = new Map()
  const patterns = []
  /**
   * 'referral.send' may also be an action of a policy, so a string counts as a text id only where a text is expected.
   */
  const asText = new Set()
  const named =
    /(?:\bt\(\s*|\b(?:id|titleId|labelId|label|hint|title|message|text): ?(?:\{ ?id: ?)?)'([a-z][a-z-]*(?:\.[A-Za-z0-9_-]+)+)'/g
  /** On a screen an id may be part of a conditional. Elsewhere such a word is usually an action. */
  const chosen = /(?:\? |: )'([a-z][a-z-]*(?:\.[A-Za-z0-9_-]+)+)'/g
  for (const file of CODE.flatMap((folder) => filesBelow(join(root, folder), /\.(tsx?|cedar)$/))) {
    const text = readFileSync(file, 'utf8')
    const where = relative(root, file)
    if (/\{\s*en: ['"`]/.test(text) && !MAY_CARRY_WORDS.test(where))
      say(where, 'contains words; they belong into a JSON file beside it, see docs/how-to/add-a-language.md')
    if (file.endsWith('.cedar')) {
      for (const [, id] of text.matchAll(/@id\("([^"]+)"\)/g)) ids.set(`why.${id}`, where)
      continue
    }
    for (const [, id] of text.matchAll(/['"]([a-z][a-z-]*(?:\.[A-Za-z0-9_-]+)+)['"]/g))
      if (!ids.has(id)) ids.set(id, where)
    for (const [, id] of text.matchAll(named)) asText.add(id)
    if (file.endsWith('.tsx')) for (const [, id] of text.matchAll(chosen)) asText.add(id)
    // A list of codes names the id that its words begin with.
    for (const [, id] of text.matchAll(/\bwords: '([a-z][a-z-]*(?:\.[a-z-]+)+)'/g))
      patterns.push(new RegExp(`^${escape(id)}\\.[^.]+$`))
    for (const [, id] of text.matchAll(/\bchoicesOf\(\w+, '([a-z][a-z-]*(?:\.[a-z-]+)+)'/g))
      patterns.push(new RegExp(`^${escape(id)}\\.[^.]+$`))
    for (const [, template] of text.matchAll(/`([a-z][^`\n]*?\.[^`\n]*?)`/g)) {
      if (!template.includes('${') || /\s/.test(template.replaceAll(/\$\{[^}]*\}/g, ''))) continue
      patterns.push(
        new RegExp(
          `^${template
            .split(/\$\{[^}]*\}/)
            .map(escape)
            .join('.+')}$`,
        ),
      )
    }
    // Words that every room has under the same name: `${room}.step.${event}`.
    for (const [, name] of text.matchAll(/`\$\{[^`\n]*?\}\.([a-z-]+)\.\$\{[^`\n]*?\}`/g))
      patterns.push(new RegExp(`^[a-z-]+\\.${name}\\..+$`))
    for (const [, code] of text.matchAll(/\brefuse\(\s*'([a-z0-9-]+)'/g))
      for (const part of PARTS) ids.set(`refusal.${code}.${part}`, where)
  }
  return { ids, patterns, asText }
}

function checkUses(used) {
  const source = languages[SOURCE].texts
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

function escape(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
