import { readdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** The languages Tenfold speaks: the folders below locales/ that have texts. */
export function languagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'ui.json')))
    .sort()
}

/** react-aria carries its own words in 34 languages; only those Tenfold speaks are kept (measured: 60 KiB less). */
export function ownLanguages(folder: string): Plugin {
  const kept = new Set(['en', ...languagesIn(folder).map((language) => language.split('-')[0])])
  return {
    name: 'tenfold-own-languages',
    enforce: 'pre',
    load(id) {
      const match =
        /\/(?:react-aria|react-aria-components|react-stately)\/.*\/intl\/.*?([a-z]{2})-[A-Z]{2}\.m?js$/.exec(id)
      return match?.[1] && !kept.has(match[1]) ? 'export default {}' : undefined
    },
  }
}
