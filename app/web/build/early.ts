import type { Plugin } from 'vite'

/**
 * Adds a separate script before the app's to the built page. Vite would join the two, and it would load as late as the
 * app.
 */
export function early(source: string): Plugin {
  let chunk = ''
  return {
    name: 'tenfold-early',
    apply: 'build',
    buildStart() {
      chunk = this.emitFile({ type: 'chunk', id: source, name: 'early' })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const file = Object.values(bundle).find((part) => part.type === 'chunk' && part.facadeModuleId === source)
        if (file?.type !== 'chunk') throw new Error(`${source} (${chunk}) is not in the build`)
        return [
          {
            tag: 'script',
            attrs: { type: 'module', crossorigin: true, src: `/${file.fileName}` },
            injectTo: 'head-prepend',
          },
          ...file.imports.map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head-prepend' as const,
          })),
        ]
      },
    },
  }
}
