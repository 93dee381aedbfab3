import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { madeOnce } from '../../../../tests/made-once.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** The policy the node sends with the app: nothing from other sites, no inline script. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'self'"

export interface BuiltApp {
  address: string
  folder: string
  /** Stops the server, to test the app offline. */
  stop(): Promise<void>
}

/** Builds the web app with its `/ui` page, once per test run. */
export function buildWeb(): Promise<string> {
  return madeOnce('web', async () => build(await mkdtemp(path.join(process.env['TENFOLD_TEST_TMP'] as string, 'web-'))))
}

function build(folder: string): string {
  const built = spawnSync(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'build',
      '--logLevel',
      'error',
      '--outDir',
      folder,
      '--emptyOutDir',
      '--manifest',
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, VITE_SHOWCASE: '1', NODE_ENV: 'production' },
    },
  )
  if (built.status !== 0) throw new Error(`the web app does not build: ${built.stderr}${built.stdout}`)
  return folder
}

function fileFor(folder: string, pathname: string): string {
  const wanted = path.join(folder, path.normalize(pathname))
  return existsSync(wanted) && statSync(wanted).isFile() ? wanted : path.join(folder, 'index.html')
}

/** Serves the files of the build without a node: /api answers 503. */
export async function builtApp(): Promise<BuiltApp> {
  const folder = await buildWeb()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/api/')) return response.writeHead(503).end()
    const file = fileFor(folder, pathname)
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    })
    return response.end(readFileSync(file))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const stop = () =>
    new Promise<void>((stopped) => {
      server.closeAllConnections()
      server.close(() => stopped())
    })
  after(stop)
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder, stop }
}
