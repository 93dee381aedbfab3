import { words } from 'virtual:tenfold-data-words'

/** Words of a text in a data file, by language. English is required: data files are written in English. */
export type DataWords = { en: string } & Record<string, string>

/** Text id → language → words. */
export type Additions = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Adds the words of every language folder (locales/<language>/data) to the texts of a JSON data file. A text is an
 * object with `en`. `place` is the file's path below src/ or app/, with dots and without `.json`. The id of a text is
 * `place` and the path to it in the file: `identification.indicators.legal-test.act.kept.text`. Words in the file
 * itself win. Server and tests only: the browser receives the finished texts.
 */
export function inEveryLanguage<Value>(place: string, value: Value, added: Additions = words): Value {
  return translated(place, value, added) as Value
}

function translated(id: string, value: unknown, added: Additions): unknown {
  if (Array.isArray(value)) return value.map((each, index) => translated(`${id}.${index}`, each, added))
  if (typeof value !== 'object' || value === null) return value
  if ('en' in value && typeof value.en === 'string') return { ...added[id], ...value }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(`${id}.${key}`, each, added)]))
}
