import { isDay } from '#lib/forms'
import { countryCodeOf } from './countries.ts'
import type { ListedPlace, PlaceProblem, PlaceRow } from './model.ts'

const LONGEST_NAME = 200
const LONGEST_CODE = 40
const DEEPEST = 9

interface CheckedPlaces {
  places: ListedPlace[]
  problems: PlaceProblem[]
  remarks: PlaceProblem[]
}

/**
 * Reads the places of a list with their parents. A row that contradicts itself or others is a problem with its line. A
 * place without a name is loaded under its code, with a remark.
 */
export function checkPlaces(rows: readonly PlaceRow[], limitedTo: readonly string[] = []): CheckedPlaces {
  const countries = new Set(limitedTo.map(countryCodeOf))
  const wanted = countries.size === 0 ? rows : rows.filter((row) => countries.has(countryCodeOf(row.location)))
  const present = new Set(wanted.map((row) => countryCodeOf(row.location)))
  const problems: PlaceProblem[] = [...countries]
    .filter((country) => !present.has(country))
    .map((value) => ({ line: 0, code: 'country-not-in-file', value }))
  const remarks: PlaceProblem[] = []
  const byCode = new Map<string, PlaceRow>()
  const days = new Set<string>()
  for (const row of wanted) {
    const wrong = wrongIn(row, days)
    if (wrong) problems.push(wrong)
    else if (byCode.has(row.code)) problems.push({ line: row.line, code: 'code-twice', value: row.code })
    else byCode.set(row.code, row)
    if (!wrong && Object.keys(row.names).length === 0)
      remarks.push({ line: row.line, code: 'no-name', value: row.code })
  }
  const lines = new Map<string, readonly string[]>()
  const places: ListedPlace[] = []
  for (const row of byCode.values()) {
    const line = lineOf(row, byCode, lines)
    if ('problem' in line) problems.push({ line: row.line, code: line.problem, value: row.parent })
    else
      places.push({
        code: row.code,
        country: countryCodeOf(row.location),
        level: Number(row.level),
        ancestors: [...line.ancestors],
        name: row.names,
        ...(row.validFrom && { validFrom: row.validFrom }),
      })
  }
  return { places, problems: problems.sort((a, b) => a.line - b.line), remarks }
}

/** `days` caches valid days, because a list has only a few. */
function wrongIn(
  { line, location, level, code, names, validFrom }: PlaceRow,
  days: Set<string>,
): PlaceProblem | undefined {
  if (!code) return { line, code: 'no-code' }
  if (!location) return { line, code: 'no-country', value: code }
  if (!/^\d$/.test(level)) return { line, code: 'level', value: level }
  if (validFrom && !days.has(validFrom)) {
    if (!isDay(validFrom)) return { line, code: 'date', value: validFrom }
    days.add(validFrom)
  }
  if (code.length > LONGEST_CODE || Object.values(names).some((name) => name.length > LONGEST_NAME))
    return { line, code: 'too-long', value: code.slice(0, LONGEST_CODE) }
  return undefined
}

type Line = { ancestors: readonly string[] } | { problem: PlaceProblem['code'] }

/** Each parent must have a smaller level, so no list can contain a cycle. */
function lineOf(
  row: PlaceRow,
  byCode: ReadonlyMap<string, PlaceRow>,
  known: Map<string, readonly string[]>,
  depth = 0,
): Line {
  const before = known.get(row.code)
  if (before) return { ancestors: before }
  const country = countryCodeOf(row.location)
  const level = Number(row.level)
  if (row.code === country) return level === 0 ? { ancestors: [] } : { problem: 'parent-level' }
  if (level === 0) return { problem: 'level' }
  const parent = byCode.get(row.parent)
  if (!parent || row.parent === country) {
    if (row.parent !== '' && countryCodeOf(row.parent) !== country)
      return { problem: countryCodeOf(row.parent) !== row.parent ? 'parent-elsewhere' : 'parent-not-there' }
    known.set(row.code, [country])
    return { ancestors: [country] }
  }
  if (countryCodeOf(parent.location) !== country) return { problem: 'parent-elsewhere' }
  if (Number(parent.level) >= level || depth > DEEPEST) return { problem: 'parent-level' }
  const above = lineOf(parent, byCode, known, depth + 1)
  if ('problem' in above) return above
  const ancestors = [row.parent, ...above.ancestors]
  known.set(row.code, ancestors)
  return { ancestors }
}
