import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { reachable } from '#lib/local-postgres'
import { builtServer, eventually, runNode, type Settings } from './running-node.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PATIENCE = { timeout: 600_000 }
const anotherUser = 65_534
let folder = ''
let remove = (): Promise<void> => Promise.resolve()

before(async () => {
  ;({ path: folder, remove } = await temporaryFolder())
})
after(() => remove())

async function production(
  name: string,
  key = randomBytes(32).toString('base64'),
): Promise<Settings & { TENFOLD_DATA: string }> {
  const dataDir = join(folder, name)
  await mkdir(dataDir, { recursive: true })
  await writeFile(join(dataDir, 'node.key'), key, { mode: 0o600 })
  return {
    TENFOLD_DATA: dataDir,
    NODE_ENV: 'production',
    TENFOLD_MODE: 'production',
    TENFOLD_PUBLIC_URL: 'http://localhost',
  }
}

async function refusedInOneLine(settings: Settings, said: RegExp, options: { uid?: number } = {}): Promise<void> {
  const node = await runNode(settings, options)
  assert.equal(await node.ended(), 1)
  assert.match(node.printed(), said)
  assert.equal(node.printed().trim().split('\n').length, 1, node.printed())
}

test('a port that is taken is said at once, before a database is made', PATIENCE, async () => {
  const other = createServer()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  const settings = await production('taken')
  await refusedInOneLine(
    { ...settings, PORT: String(port) },
    /^PORT: something listens on 127\.0\.0\.1:\d+ already\. Stop it, or set PORT/,
  )
  assert.ok(!existsSync(join(settings.TENFOLD_DATA, 'postgres')))
  other.close()
})

test('an address that is not of this machine is said with the key’s name', PATIENCE, async () => {
  await refusedInOneLine(
    { ...(await production('nowhere')), HOST: '192.0.2.1', TENFOLD_PUBLIC_URL: 'https://protect.example.org' },
    /^HOST: 192\.0\.2\.1 is not an address of this machine/,
  )
})

test('a data folder that cannot be written is said with its name', PATIENCE, async (t) => {
  const root = process.getuid?.() === 0
  if (root && !(await reachable(await builtServer())))
    return t.skip('the checkout lies in a folder that only root may enter')
  const settings = await production('closed')
  await chmod(settings.TENFOLD_DATA, 0o555)
  await refusedInOneLine(
    settings,
    /^TENFOLD_DATA: \S+closed cannot be written here \(user \d+\): EACCES\. Give that user the folder/,
    root ? { uid: anotherUser } : {},
  )
  await chmod(settings.TENFOLD_DATA, 0o755)
})

test('a node key that others may read, or that is no key, stops the start and says what to do', PATIENCE, async () => {
  const open = await production('open')
  await chmod(join(open.TENFOLD_DATA, 'node.key'), 0o644)
  await refusedInOneLine(
    open,
    /TENFOLD_NODE_KEY_FILE: others than its owner may use \S+ \(mode 644\)\. Set it right with: chmod 600/,
  )
  await refusedInOneLine(await production('short', 'c2hvcnQ='), /TENFOLD_NODE_KEY_FILE: the key in \S+ is not 32 bytes/)
})

test(
  'a command beside a running node finds it on whatever port it took, and a stopped one is not looked for',
  PATIENCE,
  async () => {
    const settings = await production('beside')
    const node = await runNode(settings)
    await eventually(
      () => Promise.resolve(existsSync(join(settings.TENFOLD_DATA, 'node.address'))),
      (there) => there,
    )
    const address = await node.address()
    const walk = await runNode(
      { TENFOLD_DATA: settings.TENFOLD_DATA, PORT: undefined },
      { entry: 'cli', words: ['path'] },
    )
    assert.equal(await walk.ended(), 1)
    assert.ok(walk.printed().includes(`The node at ${address} is in production`), walk.printed())
    node.child.kill('SIGTERM')
    assert.equal(await node.ended(), 0, node.printed())
    assert.ok(!existsSync(join(settings.TENFOLD_DATA, 'node.address')))
  },
)
