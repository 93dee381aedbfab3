import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { DatabaseAddress } from '#kernel/db/database'

const known = new Set(['host', 'sslmode', 'sslrootcert'])
/**
 * `require` means `verify-full` here, because an unchecked certificate does not protect against a man in the middle.
 */
const withTls = ['require', 'verify-full']
const modes = ['disable', ...withTls]

/** True if we support every part. An unknown part is refused, because it would have no effect. */
export function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { pathname, searchParams } = new URL(text)
  const mode = searchParams.get('sslmode')
  return (
    pathname.length > 1 &&
    [...searchParams.keys()].every((key) => known.has(key)) &&
    (mode === null || modes.includes(mode)) &&
    (!searchParams.has('sslrootcert') || withTls.includes(mode ?? ''))
  )
}

/** True if the database is on another machine and the address does not say whether to encrypt. */
export function leavesSilently(text: string): boolean {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? url.hostname
  const here =
    host === '' ||
    host.startsWith('/') ||
    host === 'localhost' ||
    host === '[::1]' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  return !here && !url.searchParams.has('sslmode')
}

/** Reads DATABASE_URL. Throws if the file of trusted certificates cannot be read. */
export function addressOf(databaseUrl: string): DatabaseAddress {
  const url = new URL(databaseUrl)
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host: url.searchParams.get('host') ?? (hostname || 'localhost'),
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username || 'postgres'),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    ...(withTls.includes(url.searchParams.get('sslmode') ?? '') && {
      tls: trusted(url.searchParams.get('sslrootcert')),
    }),
  }
}

function trusted(file: string | null): { ca?: string } {
  if (file === null) return {}
  try {
    const ca = readFileSync(file, 'utf8')
    if (ca.includes('-----BEGIN CERTIFICATE-----')) return { ca }
  } catch (error) {
    throw new Error(
      `DATABASE_URL: the file ${file} (sslrootcert) cannot be read: ${(error as NodeJS.ErrnoException).code}`,
      { cause: error },
    )
  }
  throw new Error(`DATABASE_URL: the file ${file} (sslrootcert) holds no certificate in PEM form`)
}

const notTrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
])

/** Explains to a person why a connection failed. Clear messages of OpenSSL and PostgreSQL stay as they are. */
export function whyNot(error: Error & { code?: string }): string {
  const { code = '' } = error
  if (notTrusted.has(code))
    return `its certificate does not come from a certificate authority this node trusts (${code}). Give the right one with sslrootcert=<file>`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'its certificate is for another name than this one'
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has run out'
  if (error.message === 'The server does not support SSL connections')
    return 'it does not offer TLS, which sslmode asks for'
  return error.message
}
