/** Builds dist/server (esbuild) and dist/web (vite). Each is built in a new folder that then replaces the old one. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

export const serverEntries = { main: 'app/server/main.ts', cli: 'app/cli/main.ts' }

export async function buildServer() {
  const fresh = join(root, 'dist/server.new')
  await rm(fresh, { recursive: true, force: true })
  await buildServerInto(fresh)
  await swap('server')
}

/** `outdir` is two folders below the root (see scripts/bundle.mjs). */
export async function buildServerInto(outdir) {
  await build({ ...nodeBundle, entryPoints: serverEntries, splitting: true, outdir })
}

export async function buildWeb() {
  const vite = await import('vite')
  await vite.build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(root, 'dist/web.new'), emptyOutDir: true },
  })
  await compressAll(join(root, 'dist/web.new'))
  await swap('web')
}

async function swap(part) {
  const place = join(root, 'dist', part)
  await rm(place, { recursive: true, force: true })
  await rename(`${place}.new`, place)
}

/**
 * Writes a compressed copy beside each text file. A phone on a slow connection then fetches a third, and the server
 * need not compress at each visit.
 */
async function compressAll(folder) {
  const names = await readdir(folder, { recursive: true })
  for (const name of names.filter((each) => /\.(js|css|svg|json|webmanifest)$/.test(each))) {
    const text = await readFile(join(folder, name))
    if (text.length < 1_000) continue
    await writeFile(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }))
    await writeFile(
      join(folder, `${name}.br`),
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
  }
}
