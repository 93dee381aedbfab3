import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { inEveryLanguage } from '#lib/data-words'
import { exploitationForm, formsOfExploitation, namedForm } from '#standards/codes'
import { isStatement, sourceOf } from '#standards/sources'
import { familyFile, indicatorFile, packFile } from '../pack-model.ts'
import type { Family, Indicator, IndicatorPack } from '../pack-model.ts'

const indicatorsFolder = fileURLToPath(new URL('../indicators/', import.meta.url))

/**
 * Reads all packs: a folder is a pack, a folder in it a family, a file in that an indicator. To add an
 * indicator, add a file.
 *
 * @throws an Error with the name of a malformed file, because a wrong pack must not load unnoticed.
 */
export function readPacks(folder: string = indicatorsFolder): IndicatorPack[] {
  return foldersIn(folder)
    .map((id) => readPack(folder, id))
    .sort(byOrder)
}

let loaded: IndicatorPack[] | undefined

/** The packs of this node, read once. */
export function getPacks(): readonly IndicatorPack[] {
  loaded ??= readPacks()
  return loaded
}

function readPack(folder: string, id: string): IndicatorPack {
  const described = readJson(folder, [id, 'pack'], packFile)
  const families = foldersIn(join(folder, id))
    .map((family) => readFamily(folder, id, family))
    .sort(byOrder)
  if (described.status === 'loaded' && families.length === 0) throw new Error(`${id}: a loaded pack has no indicators`)
  if (described.status === 'not-loaded' && (families.length > 0 || !described.missing)) {
    throw new Error(`${id}: a pack that is not loaded has no indicators and says why`)
  }
  return { id, ...described, families }
}

function readFamily(folder: string, pack: string, id: string): Family {
  const path = join(folder, pack, id)
  const described = readJson(folder, [pack, id, 'family'], familyFile)
  if (described.signs) return { id, ...described, indicators: signsOfForms(`${pack}/${id}`, described.role) }
  const files = readdirSync(path)
    .filter((file) => file.endsWith('.json') && file !== 'family.json')
    .sort()
  const names = files.map((file) => file.slice(0, -'.json'.length))
  const indicators = names
    .map((name): Indicator => ({ id: `${pack}/${id}/${name}`, ...readJson(folder, [pack, id, name], indicatorFile) }))
    .sort(byOrder)
  if (indicators.length === 0) throw new Error(`${path}: a family has at least one indicator`)
  return { id, ...described, indicators }
}

/**
 * The forms of exploitation as signs. What a screening may be about is no finding: it has no value in HTCDS and is enough
 * for nothing.
 */
function signsOfForms(place: string, role: Family['role']): Indicator[] {
  const codes = role === 'about' ? exploitationForm.values : namedForm.values
  return codes.map((code, index): Indicator => {
    const { shows, law, alone } = formsOfExploitation[code]
    const value = exploitationForm.htcds?.values[code]
    return {
      id: `${place}/${code}`,
      order: index + 1,
      shows,
      text: { id: `standards.form.${code}` },
      look: { id: `standards.form.${code}.look` },
      source: sourceOf(law),
      ...(role === 'purpose' && alone && { alone }),
      ...(role === 'purpose' && value && { htcds: { field: exploitationForm.htcds!.field, value } }),
    }
  })
}

/** A source written as an id is that sentence in standards, with who read it. */
function withSource(file: object): object {
  if (!('source' in file) || typeof file.source !== 'string') return file
  if (!isStatement(file.source)) throw new Error(`no sentence ${file.source} in standards`)
  return { ...file, source: sourceOf(file.source) }
}

function readJson<Schema extends z.ZodType>(folder: string, names: string[], schema: Schema): z.infer<Schema> {
  const path = `${join(folder, ...names)}.json`
  try {
    return schema.parse(
      inEveryLanguage(
        ['identification.indicators', ...names].join('.'),
        withSource(JSON.parse(readFileSync(path, 'utf8')) as object),
      ),
    )
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function byOrder(left: { order: number; id: string }, right: { order: number; id: string }): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1)
}
