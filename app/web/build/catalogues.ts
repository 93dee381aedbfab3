import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'
import { languagesIn } from './own-languages.ts'

const MODULE = 'virtual:tenfold-languages'
const CATALOGUE = 'virtual:tenfold-catalogue/'
const LATE = 'virtual:tenfold-late/'
/**
 * Texts of these areas load with their screen, so that a person who raises a concern does not wait for the texts of the
 * form editor or the remarks about a workbook.
 */
const LATE_AREAS = ['form-editor', 'form-import', 'access-keys']
/** Only the server says these: on the pages without scripts, to programs, and to operators. */
const SERVER_AREAS = ['public']
const SERVER_TEXTS = /^program\.|\.cli\./

/**
 * Compiles locales/<lang>/*.json (flat ICU MessageFormat) during the build, so that the browser needs no parser.
 * `virtual:tenfold-languages` gives the languages and a loader, with one chunk per language and per late area.
 */
export function catalogues(folder: string): Plugin {
  return {
    name: 'tenfold-catalogues',
    resolveId: (id) => (id === MODULE || id.startsWith(CATALOGUE) || id.startsWith(LATE) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${MODULE}`) {
        const entries = languagesIn(folder).map(
          (language) => `  '${language}': () => import('${CATALOGUE}${language}')`,
        )
        const late = LATE_AREAS.map(
          (area) =>
            `  '${area}': {\n${languagesIn(folder)
              .map((language) => `    '${language}': () => import('${LATE}${language}/${area}')`)
              .join(',\n')}\n  }`,
        )
        return `export const loaders = {\n${entries.join(',\n')}\n}\nexport const lateLoaders = {\n${late.join(',\n')}\n}\n`
      }
      const isLate = id.startsWith(`\0${LATE}`)
      if (!isLate && !id.startsWith(`\0${CATALOGUE}`)) return undefined
      const [language = '', area] = id.slice((isLate ? LATE : CATALOGUE).length + 1).split('/')
      const takes = (name: string) => (isLate ? name === area : ![...LATE_AREAS, ...SERVER_AREAS].includes(name))
      const { messages: own, files, broken } = readCatalogue(path.join(folder, language), takes)
      // Missing texts of an unfinished language are shown in English, never as ids.
      const messages = { ...readCatalogue(path.join(folder, 'en'), takes).messages, ...own }
      for (const text of broken) this.warn(`${language}: ${text}`)
      for (const file of files) this.addWatchFile(file)
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(messages))})\n`
    },
    configureServer(server) {
      server.watcher.add(folder)
    },
  }
}

function readCatalogue(
  folder: string,
  takes: (area: string) => boolean,
): { messages: Record<string, unknown>; files: string[]; broken: string[] } {
  const broken: string[] = []
  const messages: Record<string, unknown> = {}
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && takes(name.slice(0, -'.json'.length)))
    .sort()
    .map((name) => path.join(folder, name))
  for (const file of files) {
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> | string[]
    if (Array.isArray(texts)) continue // a list of words for the server, not texts of screens
    for (const [id, text] of Object.entries(texts)) {
      if (SERVER_TEXTS.test(id)) continue
      try {
        messages[id] = compileMessageOrThrow(text)
      } catch (cause) {
        // `npm run check` fails for it. During development one broken text must not stop the app.
        broken.push(`${id} does not parse: ${String(cause).trim()}`)
        messages[id] = [text]
      }
    }
  }
  return { messages, files, broken }
}
