/**
 * node scripts/sql-types.mjs [--verify]: migrates an empty database and writes the types of its tables to
 * src/kernel/db/tables.ts, so that a query that does not match the schema does not compile.
 */
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

const target = join(root, 'src/kernel/db/tables.ts')
await mkdir(join(root, '.cache'), { recursive: true })
const folder = await mkdtemp(join(root, '.cache/sql-types-'))
// The database does not run as root and must be able to enter the folder.
await chmod(folder, 0o755)
let database
try {
  const entries = { postgres: 'lib/local-postgres/index.ts', migrate: 'src/kernel/db/migrate.ts' }
  await build({ ...nodeBundle, entryPoints: entries, outdir: folder, sourcemap: false })
  const { startPostgres } = await import(pathToFileURL(join(folder, 'postgres.js')))
  const { migrate } = await import(pathToFileURL(join(folder, 'migrate.js')))
  database = await startPostgres({ dataDir: join(folder, 'data'), profile: 'test' })
  const address = { host: database.socketDir, port: database.port, database: 'postgres', user: database.superuser }
  await migrate(address, Buffer.alloc(32))
  const url = `postgres://${address.user}@localhost:${address.port}/postgres?host=${encodeURIComponent(address.host)}`
  const written = join(folder, 'tables.ts')
  const options = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--default-schema',
    'none',
    '--exclude-pattern',
    'migrations.*',
    '--type-mapping',
    '{"int8":"number"}',
    '--out-file',
    written,
  ]
  execFileSync(process.execPath, [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const text = (await readFile(written, 'utf8')).replace('export interface DB {', 'export interface Tables {')
  if (process.argv.includes('--verify')) {
    if ((await readFile(target, 'utf8')) !== text)
      throw new Error('src/kernel/db/tables.ts is not what the migrations make. Run: node scripts/sql-types.mjs')
  } else {
    await writeFile(target, text)
  }
} finally {
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
}
