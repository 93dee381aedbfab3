/** How every piece of server and test code is bundled: one place, so that all see the same rules. */
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readLanguages } from './language-files.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Keeps `import.meta.url` (and dirname) pointing at the source file, so that code finds the data
 * beside it whether it runs from the bundle or not. Every bundle lies two folders below the root.
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
 * `import code from './x.ts?code'` gives a file and everything it needs as the text of one script: what runs apart in a worker is
 * then part of every bundle, wherever the bundle lies.
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

/** `virtual:tenfold-data-words`: what locales/<language>/data/*.json add to the texts of data files, id → language → words. */
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

/** esbuild options shared by the server and the tests; packages stay in node_modules. */
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
  plugins: [sourceUrls, codeOfWorkers, dataWords],
}
