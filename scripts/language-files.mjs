/** Reads the folders of languages below locales/, and the texts of data files below src/ and app/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The other languages are compared with this one. */
export const SOURCE = 'en'
/** Files of a language folder that are lists, not texts. */
const LISTS = ['receipt-words.json', 'kept.json']

export function filesBelow(folder, endings) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * language → { texts, data: id → { text, file }; kept: ids whose text is the same as in English; receipt: words or
 * undefined }. Calls `say(file, what)` for unreadable files and for ids written twice.
 */
export function readLanguages(root, say) {
  const folder = join(root, 'locales')
  const languages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  return Object.fromEntries(
    languages.map((language) => {
      const place = join(folder, language)
      const json = (path) => readJson(root, path, say)
      const gather = (where, names) => {
        const found = new Map()
        for (const name of names) {
          const file = relative(root, join(where, name))
          for (const [id, text] of Object.entries(json(join(where, name)) ?? {})) {
            if (found.has(id)) say(file, `${id} is written twice (also in ${found.get(id).file})`)
            found.set(id, { text, file })
          }
        }
        return found
      }
      const named = (where) =>
        existsSync(where)
          ? readdirSync(where)
              .filter((name) => name.endsWith('.json') && !LISTS.includes(name))
              .sort()
          : []
      const list = (name) => (existsSync(join(place, name)) ? json(join(place, name)) : undefined)
      return [
        language,
        {
          texts: gather(place, named(place)),
          data: gather(join(place, 'data'), named(join(place, 'data'))),
          kept: list('kept.json') ?? [],
          receipt: list('receipt-words.json'),
        },
      ]
    }),
  )
}

/**
 * All texts of the data files: id → { words, file }. A text is an object with `en`. Its id is the path of the file
 * below app/ or its wing of src/ and the path inside the file, with dots. lib/data-words uses the same rule.
 */
export function readDataTexts(root, say) {
  const found = new Map()
  const walk = (id, value, file) => {
    if (typeof value !== 'object' || value === null) return
    if (typeof value.en === 'string') found.set(id, { words: value, file })
    else for (const [key, each] of Object.entries(value)) walk(`${id}.${key}`, each, file)
  }
  for (const top of ['src', 'app']) {
    for (const path of filesBelow(join(root, top), /\.json$/)) {
      const place = relative(join(root, top), path)
        .replace(/^(path|duties|learning)[/\\]/, '')
        .replace(/\.json$/, '')
        .replaceAll(/[/\\]/g, '.')
      walk(place, readJson(root, path, say), relative(root, path))
    }
  }
  return found
}

/** The missing texts of a language by file: file → id → the English words. */
export function missingIn(language, languages, dataTexts) {
  const has = languages[language] ?? { texts: new Map(), data: new Map() }
  const files = {}
  const add = (file, id, text) => ((files[file] ??= {})[id] = text)
  for (const [id, { text, file }] of languages[SOURCE].texts) {
    if (!has.texts.has(id)) add(file.replace(`locales/${SOURCE}/`, `locales/${language}/`), id, text)
  }
  for (const [id, { words }] of dataTexts) {
    if (!words[language] && !has.data.has(id)) add(dataFile(language, id), id, words[SOURCE])
  }
  return files
}

export function dataFile(language, id) {
  return `locales/${language}/data/${id.split('.')[0]}.json`
}

function readJson(root, path, say) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    say(relative(root, path), `is not JSON (${cause.message})`)
    return undefined
  }
}
