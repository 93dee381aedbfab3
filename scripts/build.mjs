/** Builds dist/server (esbuild) and dist/web (vite), each beside the old one and then swapped in. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

export const serverEntries = { main: 'app/server/main.ts', cli: 'app/cli/main.ts' }

export async function buildServer() {
  const fresh = join(root, 'dist/server.new')
  await rm(fresh, { recursive: true, force: true })
  await buildServerInto(fresh)
  await swap('server')
}

/** `outdir` lies two folders below the root (see scripts/bundle.mjs). */
export async function buildServerInto(outdir) {
  await build({ ...nodeBundle, entryPoints: serverEntries, splitting: true, outdir })
}

export async function buildWeb() {
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(root, 'dist/web.new'), emptyOutDir: true } })
  await swap('web')
}

async function swap(part) {
  const place = join(root, 'dist', part)
  await rm(place, { recursive: true, force: true })
  await rename(`${place}.new`, place)
}
