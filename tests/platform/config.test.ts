import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeConfig, readConfig, WrongConfiguration } from '../../app/server/config.ts'

test('with nothing set a demonstration listens to this machine only', () => {
  const config = readConfig({})
  assert.deepEqual([config.mode, config.host, config.databaseUrl], ['demonstration', '127.0.0.1', undefined])
  assert.ok(config.nodeKeyFile.startsWith(config.dataDir))
})

const mistakes: [environment: Record<string, string>, said: RegExp][] = [
  [{ PORT: 'eighty' }, /^PORT is not right\. Allowed: a whole number/],
  [{ PORT: '70000' }, /^PORT /],
  [{ TENFOLD_MODE: 'test' }, /^TENFOLD_MODE .*demonstration .* or production/],
  [{ TENFOLD_PUBLIC_URL: 'protect.example.org' }, /^TENFOLD_PUBLIC_URL /],
  [{ TENFOLD_PUBLIC_URL: 'https://protect.example.org/sub' }, /^TENFOLD_PUBLIC_URL .*without a path/],
  [{ DATABASE_URL: 'mysql://there/db' }, /^DATABASE_URL .*postgres:/],
  [{ DATABASE_URL: 'postgres://there' }, /^DATABASE_URL /],
  [{ DATABASE_URL: 'postgres://there/db?sslmode=prefer' }, /^DATABASE_URL .*disable, require or verify-full/],
  [{ DATABASE_URL: 'postgres://there/db?sslcert=mine.pem&sslmode=require' }, /^DATABASE_URL .*at most/],
  [{ DATABASE_URL: 'postgres://there/db?sslrootcert=ca.pem' }, /^DATABASE_URL /],
  [
    {
      TENFOLD_MODE: 'production',
      TENFOLD_PUBLIC_URL: 'https://protect.example.org',
      DATABASE_URL: 'postgres://db.example.org/tenfold',
    },
    /^DATABASE_URL .*in production sslmode is said/,
  ],
  [{ TENFOLD_COUNTRY: 'ZZ' }, /^TENFOLD_COUNTRY .*XM, /],
  [{ TENFOLD_LOG_LEVEL: 'all' }, /^TENFOLD_LOG_LEVEL /],
  [{ TENFOLD_DTA: '/data' }, /^TENFOLD_DTA is not a key of Tenfold\. Known: TENFOLD_MODE, /],
  [{ TENFOLD_MODE: 'production' }, /^TENFOLD_PUBLIC_URL /],
  [
    { TENFOLD_MODE: 'production', TENFOLD_PUBLIC_URL: 'http://protect.example.org' },
    /^TENFOLD_PUBLIC_URL .*https in production/,
  ],
  [{ NODE_ENV: 'production' }, /^TENFOLD_MODE .*not together with a NODE_ENV other than development or test/],
]

for (const [environment, said] of mistakes) {
  test(`${JSON.stringify(environment)} is refused with the key's name and what is allowed`, () => {
    assert.throws(
      () => readConfig(environment),
      (error) => {
        assert.ok(error instanceof WrongConfiguration)
        assert.equal(error.lines.length, 1)
        assert.match(error.lines[0] as string, said)
        return true
      },
    )
  })
}

/** Whether a node starts, and if not, which settings are wrong. */
function wrongIn(environment: Record<string, string>): string {
  try {
    return readConfig(environment) && 'starts'
  } catch (error) {
    return (error as WrongConfiguration).lines.map((line) => line.split(' ')[0]).join()
  }
}

test('passwords that everyone knows are never used where others reach the system, unless somebody says demonstration', () => {
  const spellings = ['production', 'Production', ' PRODUCTION', 'production ', 'prod', 'live', 'staging']
  const near = ['127.0.0.1', 'localhost', 'LOCALHOST', '::1', '127.0.0.53']
  const far = ['0.0.0.0', '::', '192.0.2.7', 'protect.example.org', '127.example.org']
  for (const TENFOLD_MODE of ['', 'demonstration']) {
    for (const HOST of [...near, ...far])
      for (const NODE_ENV of spellings)
        assert.equal(wrongIn({ TENFOLD_MODE, HOST, NODE_ENV }), 'TENFOLD_MODE', `${NODE_ENV} ${HOST}`)
    for (const NODE_ENV of ['', ' ', 'development', 'Test']) {
      for (const HOST of near) assert.equal(wrongIn({ TENFOLD_MODE, HOST, NODE_ENV }), 'starts', HOST)
      for (const HOST of far)
        assert.equal(wrongIn({ TENFOLD_MODE, HOST, NODE_ENV }), TENFOLD_MODE ? 'starts' : 'TENFOLD_MODE', HOST)
      assert.equal(
        wrongIn({ TENFOLD_MODE, NODE_ENV, TENFOLD_PUBLIC_URL: 'https://protect.example.org' }),
        TENFOLD_MODE ? 'starts' : 'TENFOLD_MODE',
      )
    }
  }
})

test('production without https is for this machine only, because its cookies are not bound to https', () => {
  for (const NODE_ENV of ['', 'production', 'prod'])
    for (const [HOST, address, wrong] of [
      ['0.0.0.0', 'https://protect.example.org', 'starts'],
      ['127.0.0.1', 'http://localhost:8080', 'starts'],
      ['::1', 'http://[::1]:8080', 'starts'],
      ['0.0.0.0', 'http://localhost:8080', 'HOST'],
      ['192.0.2.7', 'http://127.0.0.1', 'HOST'],
      ['127.0.0.1', 'http://protect.example.org', 'TENFOLD_PUBLIC_URL'],
      ['127.0.0.1', 'http://127.example.org', 'TENFOLD_PUBLIC_URL'],
    ] as const)
      assert.equal(
        wrongIn({ TENFOLD_MODE: 'production', NODE_ENV, HOST, TENFOLD_PUBLIC_URL: address }),
        wrong,
        `${HOST} ${address}`,
      )
})

test('in production a database on this machine needs no word on encryption, and one elsewhere may be said to need none', () => {
  const production = { TENFOLD_MODE: 'production', TENFOLD_PUBLIC_URL: 'https://protect.example.org' }
  for (const url of [
    'postgres://localhost/tenfold',
    'postgres://127.0.0.1/tenfold',
    'postgres://u@x/tenfold?host=/run/postgresql',
    'postgres://db.example.org/tenfold?sslmode=disable',
    'postgres://db.example.org/tenfold?sslmode=verify-full',
  ]) {
    assert.equal(readConfig({ ...production, DATABASE_URL: url }).databaseUrl, url)
  }
})

test('several mistakes are all said at once, a line each', () => {
  assert.throws(
    () => readConfig({ PORT: 'x', TENFOLD_MODE: 'y' }),
    (error) => error instanceof WrongConfiguration && error.lines.length === 2,
  )
})

test('a key set to nothing counts as not set', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).port, readConfig({}).port)
})

test('the printed settings show each value and never a password', () => {
  const page = describeConfig({ PORT: '9000', DATABASE_URL: 'postgres://somebody:hush@there/db' })
  assert.match(page, /^PORT = 9000$/m)
  assert.match(page, /^DATABASE_URL = \(set, hidden\)$/m)
  assert.match(page, /^HOST = 127\.0\.0\.1 {2}\(default\)$/m)
  assert.doesNotMatch(page, /hush/)
})
