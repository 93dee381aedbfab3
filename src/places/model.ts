import { z } from 'zod'

/** One place of the official list: a country, a region, a district, a town. */
export const place = z.object({
  /** P-code, e.g. `XM0102`. */
  code: z.string().min(1),
  /** Codes of the enclosing places, nearest first; empty for a country. */
  ancestors: z.array(z.string()),
  name: z.record(z.string(), z.string()),
})
export type Place = z.infer<typeof place>

/** A place in a version of a list. Its country is the last of its ancestors, or the place itself. */
export interface ListedPlace extends Place {
  country: string
  /** 0 is the country, 1 its first division, and so on. */
  level: number
  /** The first day of the code, by the list. */
  validFrom?: string | undefined
}

/** A row of a place list as in the file, with its line number. */
export interface PlaceRow {
  line: number
  location: string
  level: string
  code: string
  names: Record<string, string>
  parent: string
  validFrom: string
}

type PlaceProblemCode =
  | 'unreadable'
  | 'column-missing'
  | 'too-many-rows'
  | 'cells'
  | 'country-not-in-file'
  | 'no-code'
  | 'no-country'
  | 'code-twice'
  | 'code-of-another-set'
  | 'level'
  | 'parent-not-there'
  | 'parent-elsewhere'
  | 'parent-level'
  | 'date'
  | 'too-long'
  // Only a remark; the row is loaded.
  | 'no-name'
  | 'column-not-read'

/** An error or a remark about a line. Line 1 is the headings, 0 the whole file. */
export interface PlaceProblem {
  line: number
  code: PlaceProblemCode
  value?: string
}

const words = (most: number) => z.string().trim().min(1).max(most)

export const importPlacesInput = z.object({
  /** Id of the list: letters, digits and hyphens, e.g. `ocha-cod`. */
  setId: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  version: words(40),
  source: words(300),
  licence: words(300),
  /** Country codes as in the file, or ISO 3166 alpha-2. Default: all in the file. */
  countries: z.array(words(10)).max(300).default([]),
  /** The list itself: Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date. */
  csv: z.string().min(1),
})
export type ImportPlacesInput = z.infer<typeof importPlacesInput>

/** What a load did. */
export const placeLoadAnswer = z.object({
  setId: z.string(),
  version: z.string(),
  sha256: z.string(),
  unchanged: z.boolean(),
  rows: z.int(),
  countries: z.int(),
  added: z.int(),
  renamed: z.int(),
  moved: z.int(),
  retired: z.int(),
})
export type PlaceLoadAnswer = z.infer<typeof placeLoadAnswer>
