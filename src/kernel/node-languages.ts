import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './db/package-root.ts'

/** The languages of this node: one folder each under `locales/`, English first. */
export function nodeLanguages(root = packageRoot()): string[] {
  const folder = join(root, 'locales')
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'ui.json')))
    .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b))
}
