import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { catalogues } from './app/web/build/catalogues.ts'
import { early } from './app/web/build/early.ts'
import { ownLanguages } from './app/web/build/own-languages.ts'
import { serviceWorker } from './app/web/build/service-worker.ts'

const root = import.meta.dirname
const locales = path.join(root, 'locales')
const server = process.env['TENFOLD_DEV_SERVER'] ?? 'http://127.0.0.1:8080'

/** Whoever starts the build may name the checkout as root; the page always lives in app/web. */
const ownRoot: Plugin = { name: 'tenfold-root', config: () => ({ root: path.join(root, 'app/web') }) }

export default defineConfig({
  publicDir: path.join(root, 'app/web/public'),
  cacheDir: path.join(root, '.cache/vite'),
  plugins: [
    ownRoot,
    react(),
    catalogues(locales),
    ownLanguages(locales),
    early(path.join(root, 'app/web/early.ts')),
    serviceWorker(path.join(root, 'app/web/service-worker.js'), locales),
  ],
  server: {
    fs: { allow: [root] },
    proxy: { '/api': server, '/tell': server },
  },
  build: {
    outDir: path.join(root, 'dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // a strict content security policy allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Nothing in ui/ and lib/ acts when it is merely loaded: a screen gets only the components it names.
      treeshake: { moduleSideEffects: [{ test: /\/(ui|lib)\/.*\.tsx?$/, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            // What app/web/early.ts needs must not bring the rest along.
            {
              name: 'shared-early',
              test: /\/ui\/(language\/first-language|data\/(early-answers|server-routes))/,
              priority: 1,
            },
            // Small parts every screen uses travel together: on a slow line twenty small requests cost more than their bytes.
            {
              name: 'basics',
              test: /\/ui\/(?!index\.ts|form-filler|overlays\/(dialog|tabs)|layout\/workbench|language\/(language-island|late-texts)|records\/(why|bar-chart|duty-clock|record-list|record-screen)|controls\/(combo|place|date|calendar|find|age))/,
            },
          ],
        },
      },
    },
  },
})
