import { z } from 'zod'

/** One place of the official list: a country, a region, a district, a town. */
export const place = z.object({
  /** P-code, e.g. `XM0102`. */
  code: z.string().min(1),
  /** What it lies in, nearest first; empty for the country itself. */
  ancestors: z.array(z.string()),
  name: z.record(z.string(), z.string()),
})
export type Place = z.infer<typeof place>

/** A place as a version of a list has it. The country is the last of its ancestors, or the place itself. */
export interface ListedPlace extends Place {
  country: string
  /** 0 is the country, 1 its first division, and so on. */
  level: number
  /** The day from which the list says the code holds. */
  validFrom?: string | undefined
}

/** A row of a place list as written, with its line in the file. */
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
  // Said, but the row is loaded.
  | 'no-name'
  | 'column-not-read'

/** What is wrong with a line, or worth saying; line 1 is the headings, 0 the file as a whole. */
export interface PlaceProblem {
  line: number
  code: PlaceProblemCode
  value?: string
}
