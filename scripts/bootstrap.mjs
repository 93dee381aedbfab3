/**
 * Prepares a fresh clone: checks Node, installs exactly the lockfile, builds what changed. Runs before start, test and
 * check. It uses no packages, because it runs before they are installed.
 *   --no-build  install only      --no-web  leave the web app out
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const OLDEST_NODE = [20, 19]
const SOURCES = [
  'lib',
  'src',
  'app',
  'ui',
  'locales',
  'scripts/build.mjs',
  'scripts/bundle.mjs',
  'scripts/language-files.mjs',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
]

let say = console.log

export async function bootstrap({ build = true, web = true, speak = console.log } = {}) {
  say = speak
  requireNode()
  requirePath()
  if (installed() && (!build || partsToBuild(web).length === 0)) return
  requireWritable()
  process.umask(process.umask() & 0o022)
  const release = await waitForTurn()
  try {
    if (!installed()) await install()
    if (build) await buildChanged(web)
  } finally {
    release()
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new Error(`Tenfold needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Vite reads these two characters in a path as parts of an address. */
function requirePath() {
  const [sign] = /[#?]/.exec(root) ?? []
  if (sign)
    throw new Error(
      `The folder ${root} has a "${sign}" in its path, which the web build cannot read. Move it to a path without.`,
    )
}

/** A user may run a prepared checkout of someone else. Only preparing it needs the right to write. */
function requireWritable() {
  if (writable(root)) return
  const who = process.getuid ? `user ${process.getuid()}` : 'this user'
  throw new Error(
    `This checkout is not ready to run and ${who} may not write to ${root}. Prepare it once as its owner: node scripts/bootstrap.mjs`,
  )
}

/** Two commands started at once on a fresh clone must not both install. */
async function waitForTurn() {
  const lock = join(root, '.cache/bootstrap.pid')
  mkdirSync(dirname(lock), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!alive(Number(read(lock)))) rmSync(lock, { force: true })
    else if (!told) say('Another command is preparing this folder; waiting for it')
    await new Promise((done) => setTimeout(done, 200))
  }
}

function alive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * npm writes node_modules/.package-lock.json last. If it lists every package of our lockfile, the install is complete.
 */
function installed() {
  const there = read(join(root, 'node_modules/.package-lock.json'))
  if (there === '') return false
  const have = JSON.parse(there).packages
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(
    ([path, entry]) =>
      path === '' || have[path]?.version === entry.version || (entry.optional === true && have[path] === undefined),
  )
}

async function install() {
  const count = Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).length - 1
  say(`Installing up to ${count} packages exactly as locked (only the first time, about a minute)`)
  const started = Date.now()
  const clock = setInterval(() => say(`  still installing, ${seconds(started)}`), 10_000)
  // Building needs the development packages, even if NODE_ENV=production would leave them out.
  const wish = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--prefer-offline',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  try {
    await run(npm[0], [...npm.slice(1), ...wish], { ...process.env, ...writableCache() })
  } finally {
    clearInterval(clock)
  }
  say(`Installed in ${seconds(started)}`)
}

/** npm keeps its cache in the home folder. If that is not writable, it gets one here. */
function writableCache() {
  const cache = process.env.npm_config_cache ?? join(process.env.HOME ?? '/nonexistent', '.npm')
  for (let folder = cache; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      if (writable(folder)) return {}
      return { npm_config_cache: join(root, '.cache/npm'), npm_config_logs_dir: join(root, '.cache/npm/_logs') }
    }
  }
}

function writable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

async function buildChanged(web) {
  const hash = sourceHash()
  const parts = partsToBuild(web, hash)
  if (parts.length === 0) return
  const started = Date.now()
  say(`Building the ${parts.join(' and the ')}`)
  const { buildServer, buildWeb } = await import('./build.mjs')
  await Promise.all(parts.map((part) => (part === 'server' ? buildServer() : buildWeb())))
  for (const part of parts) writeFileSync(join(root, 'dist', part, '.sources'), hash)
  say(`Built in ${seconds(started)}`)
}

function partsToBuild(web, hash = sourceHash()) {
  return [
    ['server', true],
    ['web', web && existsSync(join(root, 'vite.config.ts'))],
  ]
    .filter(([part, wanted]) => wanted && read(join(root, 'dist', part, '.sources')) !== hash)
    .map(([part]) => part)
}

function sourceHash() {
  const hash = createHash('sha256')
  for (const place of SOURCES) {
    for (const file of filesUnder(place))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(place) {
  const path = join(root, place)
  if (!existsSync(path)) return []
  const inside = tryReadFolder(path)
  if (inside === undefined) return [place]
  return inside
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .sort()
}

function tryReadFolder(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

function run(command, values, env) {
  return new Promise((done, fail) => {
    const child = spawn(command, values, { cwd: root, env, stdio: ['ignore', 2, 2] })
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`npm ci ended with ${code}. See its output above.`)),
    )
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wishes = process.argv.slice(2)
  await bootstrap({ build: !wishes.includes('--no-build'), web: !wishes.includes('--no-web') }).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
