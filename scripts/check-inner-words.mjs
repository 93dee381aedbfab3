/**
 * Fails when a text that people read says a word of our inside: node, key, command, or how a command is typed. People
 * read of this system, of an access key and of what they can do. Texts of commands (`…cli…`) are for operators.
 *
 *   node scripts/check-inner-words.mjs [folder with locales/, src/, …]
 */
import { join, resolve } from 'node:path'
import { readDataTexts, readLanguages } from './language-files.mjs'

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'))

/**
 * The words of each language, and what may be said with them: an access key, and the keys of a keyboard. Arabic writes
 * short words and the article before them.
 */
const INNER = {
  en: {
    words: /\b(nodes?|keys?|commands?)\b/giu,
    allowed: /\baccess keys?\b|\barrow keys?\b|\bShift key\b/giu,
  },
  es: {
    words: /(?<!\p{L})(nodos?|claves?|llaves?|comandos?)(?!\p{L})/giu,
    allowed: /\bclaves? de acceso\b/giu,
  },
  fr: {
    words: /(?<!\p{L})(n(?:œ|oe)uds?|clés?|clefs?|commandes?)(?!\p{L})/giu,
    allowed: /(?<!\p{L})clés? d[’']accès(?!\p{L})/giu,
  },
  ar: {
    words: /(?<!\p{L})(?:و|ف)?(?:ب|ل|ك)?(?:ال|ل)?(عقدة|مفتاحان|مفتاحين|مفتاح|مفاتيح|أوامر|أمر برمجي)(?!\p{L})/gu,
    allowed: /مف(?:تاح|اتيح) (?:ال)?وصول|مفتاح (?:السهم|Shift|Alt)/gu,
  },
}
/** In every language: how a command is typed, and the names of our settings. */
const TYPED = /\bnpx\b|\bTENFOLD_[A-Z_]+|\bIdempotency-Key\b|\bnode_modules\b/gu
const FOR_OPERATORS = /\.cli\./

const problems = []
const say = (where, what) => problems.push(`${where}: ${what}`)
const languages = readLanguages(root, say)
let looked = 0
for (const [language, { texts, data }] of Object.entries(languages))
  for (const [id, { text, file }] of [...texts, ...data]) look(language, id, text, file)
for (const [id, { words, file }] of readDataTexts(root, say))
  for (const [language, text] of Object.entries(words)) look(language, id, text, file)
for (const problem of problems.sort()) console.error(problem)
if (looked === 0) console.error('no text was read')
console.log(`${looked} texts read, ${problems.length} problems`)
process.exitCode = problems.length > 0 || looked === 0 ? 1 : 0

function look(language, id, text, file) {
  if (typeof text !== 'string' || FOR_OPERATORS.test(id)) return
  looked += 1
  // Names of placeholders are not read by people.
  const read = text.replaceAll(/\{\s*\w+\s*(?=[,}])/g, '{')
  const { words, allowed } = INNER[language.split('-')[0]] ?? INNER.en
  const rest = read.replaceAll(allowed, '')
  for (const [word] of [...rest.matchAll(words), ...rest.matchAll(TYPED)]) say(file, `${id} says ${word.trim()}`)
}
