/** The environments of scripts/anywhere.mjs with older data: an earlier version, a backup. */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../bundle.mjs'
import { dataFolder, needProgram, NotPossible, run, startAndAnswer } from './machine.mjs'
import { signIn } from './places.mjs'

/** Makes a demonstration with the code of an older version, then continues with this version. */
export function upgradeFromHistory(commit, version) {
  return async (folder) => {
    if (spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).status !== 0)
      throw new NotPossible(`the history has no ${commit}`)
    const old = join(folder, 'old')
    mkdirSync(old, { recursive: true })
    execFileSync('tar', ['-x', '-C', old], {
      input: execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1e9 }),
    })
    if (readFileSync(join(old, 'package-lock.json')).equals(readFileSync(join(root, 'package-lock.json'))))
      run('cp', ['-al', join(root, 'node_modules'), join(old, 'node_modules')])
    run(process.execPath, ['scripts/bootstrap.mjs', '--no-web'], { cwd: old })
    run(process.execPath, ['scripts/bootstrap.mjs'], { cwd: root })
    const settings = { TENFOLD_DATA: join(folder, 'data') }
    await startAndAnswer(old, settings, { asks: [], work: signIn })
    const printed = await startAndAnswer(root, settings, {
      work: async (address) => {
        await signIn(address)
        run(process.execPath, ['dist/server/cli.js', 'path', '--json'], { cwd: root, env: settings })
      },
    })
    if (!printed.includes(`Updated from Tenfold ${version} to `))
      throw new Error(`The start did not say where it came from:\n${printed}`)
    expectSoundLedger(settings)
  }
}

/**
 * The steps of docs/deploy/backup.md: dump with a read-only role, restore on another server, take the key from
 * elsewhere.
 */
export function backUpAndRestore(bin) {
  return async (folder) => {
    for (const name of ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'psql'])
      if (!existsSync(join(bin, name))) throw new NotPossible(`there is no ${bin}/${name}`)
    if (process.getuid?.() === 0) needProgram('setpriv')
    run(process.execPath, ['scripts/bootstrap.mjs'], { cwd: root })
    const first = cluster(folder, bin, 'first')
    const second = cluster(folder, bin, 'second')
    try {
      first.ask(
        "create role tenfold_admin login createrole password 'a'",
        'create database tenfold owner tenfold_admin',
        'create role tenfold_backup login bypassrls in role pg_read_all_data',
      )
      const settings = { TENFOLD_DATA: dataFolder(join(folder, 'data')), DATABASE_URL: first.url }
      await startAndAnswer(root, settings, { work: signIn })
      const dump = join(folder, 'tenfold.dump')
      run(join(bin, 'pg_dump'), ['--format=custom', '-h', first.socket, '-U', 'tenfold_backup', '-f', dump, 'tenfold'])

      second.ask(
        "create role tenfold_admin login createrole password 'a'",
        'create role tenfold_owner nologin',
        'grant tenfold_owner to tenfold_admin with admin option',
        'create database tenfold owner tenfold_admin',
      )
      run(join(bin, 'pg_restore'), [
        '--exit-on-error',
        '--no-privileges',
        '-h',
        second.socket,
        '-U',
        'postgres',
        '-d',
        'tenfold',
        dump,
      ])
      const restored = { TENFOLD_DATA: dataFolder(join(folder, 'restored')), DATABASE_URL: second.url }
      const refused = await startAndAnswer(root, restored).catch((error) => error.message)
      if (!/this is not the key this database was sealed with/.test(refused))
        throw new Error(`With another key the start printed: ${refused}`)
      for (const file of ['node.key', 'ledger-checkpoints.jsonl'])
        copyFileSync(join(settings.TENFOLD_DATA, file), join(restored.TENFOLD_DATA, file))
      await startAndAnswer(root, restored, {
        work: async (address) => {
          await signIn(address)
          run(process.execPath, ['dist/server/cli.js', 'path', '--json'], { cwd: root, env: restored })
        },
      })
      expectSoundLedger(restored)
    } finally {
      first.stop()
      second.stop()
    }
  }
}

function expectSoundLedger(settings) {
  const said = run(process.execPath, ['dist/server/cli.js', 'verify-ledger'], { cwd: root, env: settings })
  if (!/The ledger is sound: \d+ lines/.test(said)) throw new Error(said)
}

/** Runs a PostgreSQL server on its own socket, as a user who is not root. */
function cluster(folder, bin, name) {
  const socket = join(folder, name)
  mkdirSync(socket, { recursive: true, mode: 0o755 })
  const as = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env']
  if (process.getuid?.() === 0) run('chown', ['65534:65534', socket])
  const server = (program, ...words) =>
    run(as[0], [...as.slice(1), join(bin, program), '-D', join(socket, 'data'), ...words], { cwd: socket })
  server('initdb', '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust')
  server(
    'pg_ctl',
    '-o',
    `-c listen_addresses= -c unix_socket_directories=${socket}`,
    '-l',
    join(socket, 'log'),
    '-w',
    'start',
  )
  return {
    socket,
    url: `postgres://tenfold_admin:a@localhost/tenfold?host=${encodeURIComponent(socket)}`,
    ask: (...statements) =>
      statements.forEach((sql) =>
        run(join(bin, 'psql'), ['-h', socket, '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-c', sql]),
      ),
    stop: () => server('pg_ctl', '-m', 'fast', '-w', 'stop'),
  }
}
