import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { after } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'

/** A copy of the project's files, so that a test can change them and see which have changed. */
export interface ScratchCopy {
  readonly folder: string
  /** Runs a program of the copy. Fails with what it printed if it does not end well. */
  run(...words: string[]): string
  /** The files that are new or have another content since this was asked before. */
  changed(): string[]
}

/** `leftOut` are files that are not copied. The copy is removed when the test file ends. */
export function makeScratchCopy(leftOut = /^$/): ScratchCopy {
  const root = packageRoot()
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/copy-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const files = projectFiles(root).filter((file) => !leftOut.test(file))
  for (const place of new Set(files.map((file) => dirname(file)))) mkdirSync(join(folder, place), { recursive: true })
  for (const file of files) cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // The checks ask git which files there are.
  execFileSync('git', ['-C', folder, 'init', '--quiet'])
  appendFileSync(join(folder, '.git/info/exclude'), '/node_modules\n')
  // The programs of the copy start their own databases and report to nobody.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|TENFOLD_)/.test(name)))
  let before = contentsOf(folder)
  return {
    folder,
    run(...words) {
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' })
      if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
      return stdout
    },
    changed() {
      const now = contentsOf(folder)
      const found = [...now.keys()].filter((file) => now.get(file) !== before.get(file))
      before = now
      return found.sort()
    },
  }
}

function projectFiles(root: string): string[] {
  const listed = execFileSync('git', ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  return [...new Set(listed.toString().split('\0'))].filter(Boolean)
}

/** file → its content. */
function contentsOf(folder: string): Map<string, string> {
  const below = (place: string): string[] =>
    readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
      const path = join(place, entry.name)
      if (entry.isDirectory()) return ['.git', '.cache', 'dist'].includes(entry.name) ? [] : below(path)
      return entry.isFile() ? [path] : []
    })
  return new Map(below(folder).map((path) => [relative(folder, path), readFileSync(path, 'latin1')]))
}
