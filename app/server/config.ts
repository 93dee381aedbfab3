/** All settings, each with one sentence. `npm run config` prints them. */
import { isIPv4 } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { jurisdictionProfiles } from '#standards'
import { isDatabaseUrl, leavesSilently } from './database-url.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

const countries = jurisdictionProfiles.map(({ country }) => country)
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(0).max(65535))
const webUrl = z.url({ protocol: /^https?$/ }).refine((text) => URL.canParse(text) && new URL(text).pathname === '/')
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).refine(isDatabaseUrl)

const keys = {
  TENFOLD_MODE: z.enum(['demonstration', 'production']).default('demonstration').meta({
    says: 'demonstration loads an invented country and says so on every screen; production starts empty.',
    allowed:
      'demonstration (only on this machine unless it is set, and not together with a NODE_ENV other than development or test) or production',
  }),
  TENFOLD_DATA: z
    .string()
    .min(1)
    .default(join(projectRoot, '.data'))
    .transform((path) => resolve(path))
    .meta({
      says: 'Folder that holds everything Tenfold stores: the database and the node key.',
      allowed: 'a folder, made when it is absent',
    }),
  PORT: port
    .default(8080)
    .meta({ says: 'Port Tenfold listens on; 0 takes a free one.', allowed: 'a whole number from 0 to 65535' }),
  HOST: z.string().min(1).default('127.0.0.1').meta({
    says: 'Address Tenfold listens on. For anything but this machine, put an HTTPS proxy in front of it.',
    allowed:
      'a host name or an address, for example 127.0.0.1 or 0.0.0.0; in production without https only this machine',
  }),
  TENFOLD_PUBLIC_URL: webUrl.optional().meta({
    says: 'Address at which people reach Tenfold; links use it, and so does the check where a request comes from.',
    allowed: 'an http or https address without a path, for example https://protect.example.org; https in production',
  }),
  DATABASE_URL: postgresUrl.optional().meta({
    says: 'PostgreSQL 15 or newer to use instead of the one included; the user must own the database and be allowed to create roles. sslmode=verify-full encrypts the connection and checks the certificate.',
    allowed:
      'postgres://user:password@host:port/database, then at most ?sslmode=disable, require or verify-full, sslrootcert=<file of the authority>, host=<folder of the socket>; in production sslmode is said when the database is on another machine',
    secret: true,
  }),
  TENFOLD_NODE_KEY_FILE: z.string().min(1).optional().meta({
    says: 'File with the key that encrypts names and stories. Without it, they cannot be read again. Unset: node.key in TENFOLD_DATA.',
    allowed: 'a file that only its owner can read (mode 600)',
  }),
  TENFOLD_COUNTRY: z
    .string()
    .default('XM')
    .refine((code) => countries.includes(code))
    .meta({
      says: 'Country whose laws, deadlines and holidays apply here; XM is the invented Meridia.',
      allowed: `a country with a profile in src/standards/jurisdiction: ${countries.join(', ')}`,
    }),
  TENFOLD_TRUST_PROXY: z.enum(['yes', 'no']).default('no').meta({
    says: 'yes when your own proxy is in front of Tenfold and writes X-Forwarded-For; attempts are then counted for each caller, not for the proxy.',
    allowed: 'yes or no',
  }),
  TENFOLD_CHECKPOINT_LINES: z
    .string()
    .regex(/^\d+$/)
    .default('500')
    .transform(Number)
    .pipe(z.number().int().min(1).max(100_000))
    .meta({
      says: 'After so many lines of the ledger its ends are signed as a checkpoint, with a copy outside the database.',
      allowed: 'a whole number from 1 to 100000',
    }),
  TENFOLD_CHECKPOINT_SECONDS: z
    .string()
    .regex(/^\d+$/)
    .default('300')
    .transform(Number)
    .pipe(z.number().int().min(1).max(3_600))
    .meta({
      says: 'So many seconds after a line of the ledger its ends are signed, even if fewer lines than that were written.',
      allowed: 'a whole number from 1 to 3600',
    }),
  TENFOLD_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('warn').meta({
    says: 'How much Tenfold writes to its log; never a name, a story or a contact.',
    allowed: 'fatal, error, warn, info or debug',
  }),
}

export interface Config {
  mode: 'demonstration' | 'production'
  dataDir: string
  port: number
  host: string
  /** Needed if people reach the node at another address than the one it listens on. */
  publicUrl?: string
  databaseUrl?: string
  nodeKeyFile: string
  /** ISO 3166. */
  country: string
  /** Whether to trust `X-Forwarded-For`. */
  trustProxy: boolean
  /** When the ends of the ledger are signed. */
  checkpoints: { lines: number; seconds: number }
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug'
}

/** Wrong settings, one line per key: its name and the allowed values. */
export class WrongConfiguration extends Error {
  readonly lines: string[]
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.name = 'WrongConfiguration'
    this.lines = lines
  }
}

type Environment = Record<string, string | undefined>
type Key = keyof typeof keys

/** Reads the settings. Throws WrongConfiguration. An empty value counts as not set. */
export function readConfig(environment: Environment): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const wrong = unknownKeys(set)
  const parsed = z.object(keys).safeParse(set)
  for (const key of new Set(parsed.error?.issues.map((issue) => issue.path[0] as Key))) wrong.push(complaint(key))
  if (parsed.data && wrong.length === 0) wrong.push(...unsafeTogether(parsed.data, set))
  if (!parsed.data || wrong.length > 0) throw new WrongConfiguration(wrong)
  const value = parsed.data
  return {
    mode: value.TENFOLD_MODE,
    dataDir: value.TENFOLD_DATA,
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.TENFOLD_PUBLIC_URL?.replace(/\/$/, ''),
    databaseUrl: value.DATABASE_URL,
    nodeKeyFile: resolve(value.TENFOLD_NODE_KEY_FILE ?? join(value.TENFOLD_DATA, 'node.key')),
    country: value.TENFOLD_COUNTRY,
    trustProxy: value.TENFOLD_TRUST_PROXY === 'yes',
    checkpoints: { lines: value.TENFOLD_CHECKPOINT_LINES, seconds: value.TENFOLD_CHECKPOINT_SECONDS },
    logLevel: value.TENFOLD_LOG_LEVEL,
  }
}

/** A misspelt key would have no effect, so the node refuses to start. */
function unknownKeys(set: Environment): string[] {
  return Object.keys(set)
    .filter((key) => key.startsWith('TENFOLD_') && !/^TENFOLD_(TEST|DEV)_/.test(key) && !(key in keys))
    .map((key) => `${key} is not a key of Tenfold. Known: ${Object.keys(keys).join(', ')}`)
}

/** NODE_ENV of those who build and test Tenfold. Every other text may be a spelling of production. */
const developing = ['', 'development', 'test']

/**
 * A demonstration has passwords that everyone knows. So it is never chosen for somebody: not where others reach the
 * node, and not where NODE_ENV says that it is in use.
 */
function unsafeTogether(value: z.infer<z.ZodObject<typeof keys>>, set: Environment): string[] {
  const wrong: Key[] = []
  const address = value.TENFOLD_PUBLIC_URL
  if (value.TENFOLD_MODE === 'demonstration') {
    const inUse = !developing.includes((set['NODE_ENV'] ?? '').trim().toLowerCase())
    const reached = !isThisMachine(value.HOST) || (address !== undefined && !isThisMachine(new URL(address).hostname))
    if (inUse || (reached && set['TENFOLD_MODE'] === undefined)) wrong.push('TENFOLD_MODE')
  } else {
    if (address === undefined || !isSafeAddress(address)) wrong.push('TENFOLD_PUBLIC_URL')
    // Without https the cookies have no `Secure`, so nobody else may reach the port.
    else if (!address.startsWith('https:') && !isThisMachine(value.HOST)) wrong.push('HOST')
    if (value.DATABASE_URL !== undefined && leavesSilently(value.DATABASE_URL)) wrong.push('DATABASE_URL')
  }
  return wrong.map(complaint)
}

/** Browsers accept localhost without HTTPS, so production can be tried on one machine. */
function isSafeAddress(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || isThisMachine(hostname)
}

/** Only these reach nobody else; a name that we do not know may. */
function isThisMachine(host: string): boolean {
  const name = host.trim().toLowerCase()
  return name === 'localhost' || name === '::1' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
}

function complaint(key: Key): string {
  return `${key} is not right. Allowed: ${keys[key].meta()?.['allowed'] as string}`
}

/** The output of `npm run config`: each key with its sentence, the allowed values and the current value. */
export function describeConfig(environment: Environment): string {
  const sections = Object.entries(keys).map(([key, schema]) => {
    const { says, allowed, secret } = schema.meta() as { says: string; allowed: string; secret?: boolean }
    const given = environment[key]
    const unset = schema.safeParse(undefined)
    const shown = given
      ? secret
        ? '(set, hidden)'
        : given
      : unset.data === undefined
        ? '(not set)'
        : `${String(unset.data)}  (default)`
    return `${key} = ${shown}\n  ${says}\n  Allowed: ${allowed}\n`
  })
  return sections.join('\n')
}
