/** A PostgreSQL like an operator's: on the network, TLS only, with passwords. */
import { execFile, spawn } from 'node:child_process'
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { databaseUser, findPrograms } from '#lib/local-postgres'
import { eventually, ifThere } from '../eventually.ts'
import { makeAuthority, makeServerCertificate } from './certificates.ts'

const run = promisify(execFile)

export interface ExternalPostgres {
  port: number
  /** Folder of the socket, where its administrator `postgres` needs no password. */
  socketDir: string
  /** PEM file of the authority that signed its certificate for the name localhost. */
  caFile: string
  stop(): Promise<void>
}

/** Starts one in `folder`, which every user can enter. `bin` is the folder of its programs. */
export async function externalPostgres(folder: string, bin?: string): Promise<ExternalPostgres> {
  const programs = await findPrograms(bin)
  const user = databaseUser()
  const home = join(folder, `external-${programs.major}`)
  const data = join(home, 'data')
  await mkdir(home, { mode: 0o700 })
  if (user) await chown(home, user.uid, user.gid)
  const as = { ...user, cwd: home, env: { LC_ALL: 'C' } }
  await run(
    join(programs.bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--auth-local=trust',
      '--auth-host=reject',
    ],
    as,
  )
  const authority = makeAuthority('An authority of this test')
  const { key, certificate } = makeServerCertificate(authority, 'localhost')
  await writeAs(user, join(home, 'server.key'), key)
  await writeAs(user, join(home, 'server.crt'), certificate)
  await writeAs(user, join(data, 'pg_hba.conf'), 'local all all trust\nhostssl all all all scram-sha-256\n')
  const caFile = join(folder, `authority-${programs.major}.pem`)
  await writeFile(caFile, authority.certificate)
  const port = await freePort()
  const settings = {
    listen_addresses: 'localhost',
    port: String(port),
    unix_socket_directories: home,
    ssl: 'on',
    ssl_cert_file: join(home, 'server.crt'),
    ssl_key_file: join(home, 'server.key'),
    fsync: 'off',
  }
  const child = spawn(
    join(programs.bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (piece) => (said += String(piece)))
  const isReady = async () =>
    (await ifThere(readFile(join(data, 'postmaster.pid'), 'utf8'), '')).split('\n')[7]?.trim() === 'ready'
  await eventually(isReady, (ready) => ready || child.exitCode !== null)
  if (child.exitCode !== null) throw new Error(said)
  return {
    port,
    socketDir: home,
    caFile,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await ended
    },
  }
}

async function writeAs(user: ReturnType<typeof databaseUser>, file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  if (user) await chown(file, user.uid, user.gid)
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}
