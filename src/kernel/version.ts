import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './db/package-root.ts'

let read: string | undefined

/** The version of this program, from package.json. */
export function programVersion(): string {
  read ??= (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version
  return read
}

/** True if version `one` is newer than `other`. Both are three numbers, as in semver.org §2. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]]
  const first = a.findIndex((number, index) => number !== b[index])
  return first !== -1 && a[first]! > (b[first] ?? 0)
}
