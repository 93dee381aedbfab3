import { words } from 'virtual:tenfold-data-words'

/** Words of a datum, by language. English is always there: a datum is written in it. */
export type DataWords = { en: string } & Record<string, string>

/** Text id → language → words. */
export type Additions = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * A value of a JSON data file in which every text (an object with `en`) has the words of every language folder
 * (locales/<language>/data) too. `place` is the file's path below src/ or app/, with dots and without `.json`; the id
 * of a text is that and the path to it: `identification.indicators.legal-test.act.kept.text`. Words that stand in the
 * file itself go first. Server and tests only: the browser is served the finished texts.
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
