/** The rules for bundling server and test code, in one place. */
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readLanguages } from './language-files.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Keeps `import.meta.url` (and dirname) pointing at the source file, so that bundled code finds the
 * data files beside its source. Every bundle is two folders below the root.
 */
export const sourceUrls = {
  name: 'source-urls',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (path.includes('/node_modules/')) return undefined
      const text = await readFile(path, 'utf8')
      if (!text.includes('import.meta.')) return undefined
      const here = JSON.stringify(encodeURI(`../../${relative(root, path)}`))
      const contents = text
        .replaceAll('import.meta.url', `new URL(${here}, import.meta.url).href`)
        .replaceAll(
          'import.meta.dirname',
          `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', new URL(${here}, import.meta.url)))`,
        )
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/**
 * `import code from './x.ts?code'` gives the text of one script with the file and all its imports, so that the code of
 * a worker is part of every bundle.
 */
export const codeOfWorkers = {
  name: 'code-of-workers',
  setup(build) {
    build.onResolve({ filter: /\?code$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -'?code'.length)),
      namespace: 'code-of-worker',
    }))
    build.onLoad({ filter: /.*/, namespace: 'code-of-worker' }, async ({ path }) => {
      const { outputFiles, metafile } = await build.esbuild.build({
        absWorkingDir: root,
        entryPoints: [path],
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        write: false,
        metafile: true,
        logLevel: 'warning',
      })
      return {
        contents: outputFiles[0].text,
        loader: 'text',
        watchFiles: Object.keys(metafile.inputs).map((file) => resolve(root, file)),
      }
    })
  },
}

/**
 * `virtual:tenfold-data-words`: the words of locales/<language>/data/*.json for the texts of data files, id → language
 * → words.
 */
export const dataWords = {
  name: 'data-words',
  setup(build) {
    build.onResolve({ filter: /^virtual:tenfold-data-words$/ }, ({ path }) => ({ path, namespace: 'data-words' }))
    build.onLoad({ filter: /.*/, namespace: 'data-words' }, () => {
      const errors = []
      const words = {}
      const languages = readLanguages(root, (file, what) => errors.push({ text: `${file}: ${what}` }))
      for (const [language, { data }] of Object.entries(languages)) {
        for (const [id, { text }] of data) (words[id] ??= {})[language] = text
      }
      return { contents: `export const words = ${JSON.stringify(words)}`, errors }
    })
  },
}

/** Kysely is three hundred small files, which take a quarter of a second to find and load at every start. */
const kyselyInside = {
  name: 'kysely-inside',
  setup(build) {
    const path = fileURLToPath(import.meta.resolve('kysely'))
    build.onResolve({ filter: /^kysely$/ }, () => ({ path, sideEffects: false }))
  },
}

/** esbuild options shared by the server and the tests; other packages stay in node_modules. */
export const nodeBundle = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: 'linked',
  jsx: 'automatic',
  loader: { '.sql': 'text', '.cedar': 'text', '.css': 'empty', '.svg': 'text', '.woff2': 'file' },
  outExtension: { '.js': '.js' },
  logLevel: 'warning',
  plugins: [sourceUrls, codeOfWorkers, dataWords, kyselyInside],
}
