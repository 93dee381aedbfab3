import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { packageRoot } from '#kernel/db/package-root'

const parts = ['fonts', 'tokens', 'base', 'controls', 'feedback', 'overlays']
const folder = 'src/path/signals/public'

/**
 * Serves the files of these pages: the design tokens of the app with a few rules of their own, the script for leaving
 * quickly, and the fonts at an address that does not reveal the page.
 */
export function mountPageFiles(server: FastifyInstance, root = packageRoot()): void {
  const style = readStyle(root)
  const script = readFileSync(join(root, folder, 'exit.js'), 'utf8')
  const fonts = new Map(
    [...style.fonts].filter(([, file]) => existsSync(file)).map(([name, file]) => [name, readFileSync(file)]),
  )
  // The browser must not cache it: a stored file would show that someone was here.
  server.get('/tell/page.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-store').send(style.css),
  )
  server.get('/tell/exit.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-store').send(script),
  )
  server.get<{ Params: { file: string } }>('/fonts/:file', async (request, reply) => {
    const font = fonts.get(request.params.file)
    if (!font) return reply.code(404).send()
    return reply.type('font/woff2').header('cache-control', 'public, max-age=31536000, immutable').send(font)
  })
}

function readStyle(root: string): { css: string; fonts: Map<string, string> } {
  const fonts = new Map<string, string>()
  const sheets = [...parts.map((part) => join(root, 'ui/styles', `${part}.css`)), join(root, folder, 'page.css')]
  const css = sheets
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
    .replaceAll(/url\(["'](@fontsource\/[^"']+\/([\w-]+\.woff2))["']\)/g, (_all, file: string, name: string) => {
      fonts.set(name, join(root, 'node_modules', file))
      return `url('/fonts/${name}')`
    })
  return { css: withoutBlanks(css), fonts }
}

/** Comments and line breaks cost bytes on a slow connection. */
function withoutBlanks(css: string): string {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
}
