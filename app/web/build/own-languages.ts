import type { Plugin } from 'vite'

const KEPT = /^(en-US|ar-AE|fr-FR|es-ES)$/

/** react-aria carries its own words in 34 languages; only those Tenfold speaks are kept (measured: 60 KiB less). */
export function ownLanguages(): Plugin {
  return {
    name: 'tenfold-own-languages',
    enforce: 'pre',
    load(id) {
      const match = /\/(?:react-aria|react-aria-components|react-stately)\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)
      return match?.[1] && !KEPT.test(match[1]) ? 'export default {}' : undefined
    },
  }
}
