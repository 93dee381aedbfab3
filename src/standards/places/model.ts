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

export type PlaceProblemCode =
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
