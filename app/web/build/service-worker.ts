import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { scriptOf } from '../../../ui/language/text.ts'
import { languagesIn } from './own-languages.ts'

/** Files of Noto Sans by script (ISO 15924). Every page has Latin. */
const FONTS: Record<string, string> = {
  Latn: 'latin',
  Arab: 'arabic-arabic',
  Beng: 'bengali-bengali',
  Cyrl: 'cyrillic',
  Deva: 'devanagari-devanagari',
  Ethi: 'ethiopic-ethiopic',
  Grek: 'greek',
  Mymr: 'myanmar-myanmar',
  Thai: 'thai-thai',
}

/**
 * Writes sw.js into the built app: app/web/service-worker.js with the list of files to cache and a version. The version
 * is made from the file names, which contain content hashes, so only a changed build is a new version. It caches the
 * fonts of our languages; fonts of other scripts load when a name needs them.
 */
export function serviceWorker(source: string, locales: string): Plugin {
  const scripts = new Set(['latin', ...languagesIn(locales).flatMap((language) => FONTS[scriptOf(language)] ?? [])])
  const fonts = new RegExp(String.raw`noto-sans-(${[...scripts].join('|')})-\d`)
  return {
    name: 'tenfold-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => /\.(js|css|html|svg|webmanifest)$/.test(name) || fonts.test(name))
          .filter((name) => name !== 'index.html')
          .map((name) => `/${name}`)
          .sort()
        const page = bundle['index.html']
        const hash = createHash('sha256').update(files.join('\n'))
        if (page?.type === 'asset') hash.update(page.source)
        const keep = JSON.stringify(['/', ...files])
        const code = readFileSync(path.resolve(source), 'utf8')
          .replace("'%VERSION%'", JSON.stringify(hash.digest('hex').slice(0, 16)))
          .replace("['%KEEP%']", keep)
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: code })
      },
    },
  }
}
