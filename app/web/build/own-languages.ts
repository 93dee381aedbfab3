import { readdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** The languages of Tenfold: the folders below locales/ with texts. */
export function languagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'ui.json')))
    .sort()
}

/** react-aria has its texts in 34 languages. Only those of Tenfold stay in the bundle (measured: 60 KiB less). */
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
