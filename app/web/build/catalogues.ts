import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'
import { languagesIn } from './own-languages.ts'

const MODULE = 'virtual:tenfold-languages'
const CATALOGUE = 'virtual:tenfold-catalogue/'
const LATE = 'virtual:tenfold-late/'
/** All screens need the texts of these areas. A new phone waits for nothing else before a person can raise a concern. */
const FIRST_AREAS = ['app', 'forms', 'kernel', 'signals', 'ui']
/** Of every area: what the navigation and the title of a page say. */
const FIRST_TEXTS = /^[a-z-]+\.(nav|page|title)(\.|$)|^standards\.\w+\.title$/
/** What a desk does with a concern: nobody who raises one reads it. */
const DESK_TEXTS = /^signals\.(close|give|merge|step)\./
/** Texts of these areas load with their screen. Those of all other areas load together, as `desk` (ui/screen.ts). */
const LATE_AREAS = ['form-editor', 'form-import', 'access-keys']
const LATE_PARTS = [...LATE_AREAS, 'desk']
/** Only the server says these: on the pages without scripts, in its answers (RFC 9457), to programs and to operators. */
const SERVER_AREAS = ['public']
const SERVER_TEXTS = /^(program|refusal|why)\.|\.cli\./

/**
 * Compiles locales/<lang>/*.json (flat ICU MessageFormat) during the build, so that the browser needs no parser.
 * `virtual:tenfold-languages` gives the languages and a loader, with one chunk per language and per late part.
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
        const late = LATE_PARTS.map(
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
      const takes = (file: string, id: string) => (isLate ? area : 'first') === partOf(file, id)
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

/** The part of the app that a text comes with. */
function partOf(area: string, id: string): string | undefined {
  if (SERVER_AREAS.includes(area) || SERVER_TEXTS.test(id)) return undefined
  if (LATE_AREAS.includes(area)) return area
  const isFirst = FIRST_TEXTS.test(id) || (FIRST_AREAS.includes(area) && !DESK_TEXTS.test(id))
  return isFirst ? 'first' : 'desk'
}

function readCatalogue(
  folder: string,
  takes: (area: string, id: string) => boolean,
): { messages: Record<string, unknown>; files: string[]; broken: string[] } {
  const broken: string[] = []
  const messages: Record<string, unknown> = {}
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name))
  for (const file of files) {
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> | string[]
    if (Array.isArray(texts)) continue // a list of words for the server, not texts of screens
    for (const [id, text] of Object.entries(texts)) {
      if (!takes(path.basename(file, '.json'), id)) continue
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
