/** All forms of a leaked secret, and the search for them in texts and files. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

interface Trace {
  /** The encoding that was found, to help find the leak. */
  form: string
  bytes: Buffer
}

/** At least the longest trace, so that one across two portions of a file is found. */
const overlap = 4_096
const portion = 1 << 20

/** All forms of a word in a file: letter case, encoding of the text, encoding of its bytes. */
export function tracesOf(secrets: readonly string[]): Traces {
  const found = new Map<string, Trace>()
  const add = (form: string, bytes: Buffer): void => {
    if (bytes.length < 5) throw new Error('A secret this short would be found by chance.')
    const key = bytes.toString('latin1')
    if (!found.has(key)) found.set(key, { form, bytes })
  }
  for (const secret of secrets) {
    for (const text of new Set([
      secret,
      secret.toLowerCase(),
      secret.toUpperCase(),
      swappedCase(secret),
      [...secret].toReversed().join(''),
      secret.normalize('NFD'),
    ])) {
      const bytes = Buffer.from(text, 'utf8')
      add(text, bytes)
      add(`${text} in UTF-16`, Buffer.from(text, 'utf16le'))
      add(`${text} in UTF-16, big end first`, Buffer.from(text, 'utf16le').swap16())
      add(`${text} in hexadecimal`, Buffer.from(bytes.toString('hex')))
      add(`${text} in hexadecimal, capitals`, Buffer.from(bytes.toString('hex').toUpperCase()))
      add(
        `${text} as \\u escapes`,
        Buffer.from([...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
      )
      add(
        `${text} as octal escapes`,
        Buffer.from([...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')),
      )
      const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
      for (const url of [
        encodeURIComponent(text),
        encodeURIComponent(text).toLowerCase(),
        new URLSearchParams([['', text]]).toString().slice(1),
        percent,
        percent.toUpperCase(),
      ])
        add(`${text} in an address`, Buffer.from(url))
      for (const shift of [0, 1, 2]) {
        // Base64 of the word inside a longer text, at each of the three offsets, without letters that depend on the
        // neighbours.
        const whole = Buffer.concat([Buffer.alloc(shift), bytes])
        const from = Math.ceil((shift * 8) / 6)
        const middle = whole
          .toString('base64')
          .replace(/=+$/, '')
          .slice(from, Math.floor((whole.length * 8) / 6))
        add(`${text} in base64`, Buffer.from(middle))
        add(`${text} in base64url`, Buffer.from(middle.replaceAll('+', '-').replaceAll('/', '_')))
      }
    }
  }
  return indexed([...found.values()])
}

/** Traces by their first three bytes, so that large files are read once for all forms. */
export interface Traces {
  begins: Uint8Array
  byBeginning: ReadonlyMap<number, readonly Trace[]>
}

function indexed(traces: readonly Trace[]): Traces {
  const begins = new Uint8Array(1 << 24)
  const byBeginning = new Map<number, Trace[]>()
  for (const trace of traces) {
    const beginning = trace.bytes.readUIntBE(0, 3)
    begins[beginning] = 1
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), trace])
  }
  return { begins, byBeginning }
}

function swappedCase(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('')
}

/** The positions of secrets in a text or bytes; empty if there are none. */
export function leaksIn(where: string, content: string | Buffer, { begins, byBeginning }: Traces): string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const leaks = new Set<string>()
  let beginning = 0
  for (let at = 0; at < bytes.length; at += 1) {
    beginning = ((beginning << 8) | bytes[at]!) & 0xffffff
    if (begins[beginning] === 0 || at < 2) continue
    for (const { form, bytes: trace } of byBeginning.get(beginning)!) {
      if (bytes.compare(trace, 0, trace.length, at - 2, Math.min(at - 2 + trace.length, bytes.length)) === 0)
        leaks.add(`${where} holds ${form}`)
    }
  }
  return [...leaks]
}

/** Reads all files below a folder in overlapping portions. Returns the leaks and the number of files. */
export async function leaksInFolder(folder: string, traces: Traces): Promise<{ leaks: string[]; files: number }> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const leaks: string[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    leaks.push(...leaksIn(folder, path, traces), ...(await leaksInFile(path, traces)))
  }
  return { leaks, files: entries.length }
}

export async function leaksInFile(path: string, traces: Traces): Promise<string[]> {
  const leaks = new Set<string>()
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: portion })) {
      const bytes = chunk as Buffer
      // Reserved space that was never written.
      if (bytes.equals(zeros.subarray(0, bytes.length))) {
        rest = Buffer.alloc(0)
        continue
      }
      const whole = Buffer.concat([rest, bytes])
      for (const leak of leaksIn(path, whole, traces)) leaks.add(leak)
      rest = whole.subarray(-overlap)
    }
  } catch (error) {
    // A file that was removed during the search, or a socket.
    if (!['ENOENT', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  return [...leaks]
}

const zeros = Buffer.alloc(portion)
