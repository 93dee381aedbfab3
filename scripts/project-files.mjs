/** The files that the checks read: those git tracks or would add. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.mjs'

/** Sorted paths from the root that match, without ignored files. */
export function projectFiles(pattern) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1e8,
  })
  const files = [...new Set(listed.toString().split('\0'))].filter(
    (file) => pattern.test(file) && existsSync(join(root, file)),
  )
  return files.sort()
}

/** Prints the problems, or the number of items checked. Zero items is a problem too. */
export function conclude(problems, looked, what) {
  for (const problem of problems) console.log(problem)
  if (looked === 0) problems.push('nothing was looked at')
  console.log(`${looked} ${what} looked at, ${problems.length} problems`)
  process.exit(problems.length > 0 ? 1 : 0)
}
