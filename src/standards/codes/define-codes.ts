/** Where a list of codes comes from. `verified: false`: nobody has compared the list with the document. */
export interface CodeSource {
  readonly instrument: string
  readonly paragraph?: string
  readonly date?: string
  readonly verified: boolean
}

/** The values that a list has in one field of another standard. A code without a value there is reported as a loss. */
export interface Crosswalk<Code extends string> {
  readonly field: string
  readonly values: Readonly<Partial<Record<Code, string>>>
}

type Values = readonly [string, ...string[]]

/** One list of codes, the only declaration of it. `values` are in the order in which people see them. */
export interface Codes<List extends Values = Values> {
  readonly name: string
  readonly values: List
  readonly source: CodeSource
  readonly htcds?: Crosswalk<List[number]>
}

export type CodeOf<List extends Codes> = List['values'][number]

/** A list of this project, because no instrument prescribes one. */
export const ownList: CodeSource = { instrument: 'Tenfold', date: '2026-11-22', verified: true }

/**
 * Declares a list without zod, so that the browser can read it too. The server makes its schema with
 * `z.enum(list.values)`.
 */
export function defineCodes<const List extends Values>(
  name: string,
  values: List,
  about: { source: CodeSource; htcds?: Crosswalk<List[number]> },
): Codes<List> {
  return { name, values, ...about }
}

/** The list without the codes that nobody chooses any more, or not here. Records may keep them. */
export function allBut<List extends Values, const Left extends readonly List[number][]>(
  codes: Codes<List>,
  ...left: Left
): Codes<readonly [Exclude<List[number], Left[number]>, ...Exclude<List[number], Left[number]>[]]> {
  const values = codes.values.filter((code) => !left.includes(code))
  return partOf(codes, values as never)
}

/** The codes of a list that one question offers, in the order of that question. They keep their meaning and source. */
export function partOf<List extends Values, const Part extends readonly [List[number], ...List[number][]]>(
  codes: Codes<List>,
  values: Part,
): Codes<Part> {
  const { htcds, ...rest } = codes
  return { ...rest, values, ...(htcds && { htcds }) }
}
