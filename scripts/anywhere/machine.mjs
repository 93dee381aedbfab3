/** Helpers for scripts/anywhere.mjs: a copy of the checkout, a user, a network, a running node. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { root } from '../bundle.mjs'
import { projectFiles } from '../project-files.mjs'

/** This machine lacks something the environment needs, so nothing was tried. */
export class NotPossible extends Error {}

/** The user `nobody`: it owns nothing and has a name, which initdb requires. */
export const STRANGER = 65_534
const PATIENCE_MS = 900_000

/**
 * Copies the files that git tracks or would add, in their current state. With `packages`, links the installed packages.
 */
export function copyCheckout(folder, { packages = true, files = allFiles() } = {}) {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  if (!packages) return
  run('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')])
  // The web build leaves this folder, and it belongs to the user who built.
  rmSync(join(folder, 'node_modules/.vite-temp'), { recursive: true, force: true })
}

function allFiles() {
  if (!existsSync(join(root, '.git')))
    throw new NotPossible('this is no git checkout, so there is no saying which files belong to it')
  return projectFiles(/./)
}

export function needRoot(what) {
  if (process.getuid?.() !== 0) throw new NotPossible(`${what} needs root`)
}

export function needProgram(name) {
  if (spawnSync('which', [name]).status !== 0) throw new NotPossible(`there is no ${name} on this machine`)
}

/** Prefix that runs a command as the stranger, with no environment variable except PATH. */
export function asStranger() {
  return [
    'setpriv',
    `--reuid=${STRANGER}`,
    `--regid=${STRANGER}`,
    '--clear-groups',
    'env',
    '-i',
    `PATH=${process.env.PATH}`,
  ]
}

/** Prefix that runs a command with only a loopback network. */
export function withoutNetwork() {
  return ['unshare', '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
}

/** Runs a command to the end. If it fails, throws with the last lines of its output. */
export function run(command, words, { cwd, env } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    env: plain(env),
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: PATIENCE_MS,
  })
  const said = `${stdout ?? ''}${stderr ?? ''}`
  if (status !== 0)
    throw new Error(
      `${[command, ...words].join(' ').slice(0, 300)} ended with ${signal ?? status ?? error?.message}\n${said.trim().split('\n').slice(-15).join('\n')}`,
    )
  return said
}

/** Addresses a complete node answers: its database, the public page, the app. */
const ANSWERS = [
  ['/readyz', /^ready/],
  ['/tell', /<form/],
  ['/', /<script/],
]

/** Removes the settings of the person who runs this script. */
function plain(more = {}) {
  const inherited = Object.entries(process.env).filter(
    ([key]) => !/^(TENFOLD_|npm_)|^(DATABASE_URL|NODE_ENV|PORT|HOST)$/.test(key),
  )
  return { ...Object.fromEntries(inherited), ...more }
}

export const production = { NODE_ENV: 'production', TENFOLD_MODE: 'production', TENFOLD_PUBLIC_URL: 'http://localhost' }

/** Makes a data folder with a key, for a node that starts empty. */
export function dataFolder(folder, owner) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'node.key'), randomBytes(32).toString('base64'), { mode: 0o600 })
  if (owner) execFileSync('chown', ['-R', `${owner}:${owner}`, folder])
  return folder
}

/** Starts the built node, checks that it answers, calls `work` with its address, and stops it. Returns its output. */
export async function startAndAnswer(
  cwd,
  settings,
  { prefix = [], node = process.execPath, reach = reachDirectly, asks = ANSWERS, work = () => undefined } = {},
) {
  const line = [
    ...prefix,
    ...(prefix.includes('env')
      ? Object.entries({ PORT: '0', ...settings }).map(([key, value]) => `${key}=${value}`)
      : []),
    node,
    'dist/server/main.js',
  ]
  const child = spawn(line[0], line.slice(1), {
    cwd,
    env: plain({ PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const channel of [child.stdout, child.stderr]) channel.on('data', (piece) => (printed += piece))
  const ended = new Promise((done) => child.once('close', (code, signal) => done(signal ?? code)))
  const address = () => /listening on (http:\S+)/.exec(printed)?.[1] ?? /ready at (http:\S+)/.exec(printed)?.[1]
  const until = Date.now() + PATIENCE_MS
  while (!/ready at/.test(printed) && child.exitCode === null && Date.now() < until)
    await new Promise((done) => setTimeout(done, 50))
  try {
    if (child.exitCode !== null || !address())
      throw new Error(`The node did not start:\n${printed.trim().split('\n').slice(-10).join('\n')}`)
    for (const [path, says] of asks) {
      const { status, text } = await reach(child.pid, address() + path)
      if (status !== 200 || !says.test(text)) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`)
    }
    await work(address())
  } finally {
    child.kill('SIGTERM')
  }
  const how = await ended
  if (how !== 0) throw new Error(`The node ended with ${how}:\n${printed.trim().split('\n').slice(-5).join('\n')}`)
  return printed
}

async function reachDirectly(_pid, url) {
  const answer = await fetch(url)
  return { status: answer.status, text: await answer.text() }
}

/** Sends a request from inside the network namespace of a node, because nothing outside can reach it. */
export async function reachInside(pid, url) {
  const asking = `const a = await fetch(${JSON.stringify(url)}); console.log(JSON.stringify({ status: a.status, text: await a.text() }))`
  return JSON.parse(
    run('nsenter', ['--net', '--target', String(pid), process.execPath, '--input-type=module', '-e', asking]),
  )
}

export function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
