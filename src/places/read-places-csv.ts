import { parse } from 'csv-parse/sync'
import type { PlaceProblem, PlaceRow } from './model.ts'

/** Column names of OCHA's list of place codes. */
const COLUMNS = {
  location: 'Location',
  level: 'Admin Level',
  code: 'P-Code',
  name: 'Name',
  parent: 'Parent P-Code',
  validFrom: 'Valid from date',
} as const
/** Further names by language: `Name ar`, `Name:am`. */
const NAME_IN = /^Name[ :]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/
/** Undetermined (ISO 639-2): the list does not say in which language its names are. */
const UNDETERMINED = 'und'
const MOST_ROWS = 500_000

interface ReadPlaces {
  rows: PlaceRow[]
  problems: PlaceProblem[]
  remarks: PlaceProblem[]
}

/** Reads the rows of a place list and all problems. With a problem the list must not be loaded. */
export function readPlacesCsv(csv: string): ReadPlaces {
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(csv, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS + 2,
    }) as unknown as typeof records
  } catch (error) {
    return { rows: [], problems: [{ line: (error as { lines?: number }).lines ?? 0, code: 'unreadable' }], remarks: [] }
  }
  const heading = records[0]?.record ?? []
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, column]) => [key, heading.indexOf(column)]),
  ) as Record<keyof typeof COLUMNS, number>
  const missing = Object.entries(COLUMNS).filter(([key]) => at[key as keyof typeof COLUMNS] < 0)
  if (missing.length > 0)
    return { rows: [], problems: missing.map(([, value]) => ({ line: 1, code: 'column-missing', value })), remarks: [] }
  if (records.length > MOST_ROWS + 1)
    return { rows: [], problems: [{ line: 0, code: 'too-many-rows', value: String(MOST_ROWS) }], remarks: [] }
  const languages = heading.flatMap((column, index) => {
    const language = NAME_IN.exec(column)?.[1]
    return language ? [{ language, index }] : []
  })
  const read = new Set([...Object.values(at), ...languages.map(({ index }) => index)])
  const remarks = heading.flatMap((value, index): PlaceProblem[] =>
    read.has(index) || !value ? [] : [{ line: 1, code: 'column-not-read', value }],
  )
  const rows: PlaceRow[] = []
  const problems: PlaceProblem[] = []
  for (const { record, info } of records.slice(1)) {
    if (record.length !== heading.length) {
      problems.push({ line: info.lines, code: 'cells', value: String(record.length) })
      continue
    }
    const cell = (index: number): string => record[index] ?? ''
    const names: Record<string, string> = {}
    const written = cell(at.name).normalize('NFC')
    for (const { language, index } of languages) if (cell(index)) names[language] = cell(index).normalize('NFC')
    // Always set, for readers of all other languages.
    const own = written || Object.values(names)[0]
    if (own) names[UNDETERMINED] = own
    rows.push({
      line: info.lines,
      location: cell(at.location),
      level: cell(at.level),
      code: cell(at.code),
      names,
      parent: cell(at.parent),
      validFrom: cell(at.validFrom),
    })
  }
  return { rows, problems, remarks }
}
