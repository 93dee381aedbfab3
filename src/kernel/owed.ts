/** A duty with a date, by the names of a country's rules: the event that starts it and the one that meets it. */
export interface Owed {
  readonly event: string
  readonly until: string
}

/** The clocks of the country's rules that something starts and meets, or why nobody owes anything by it. */
export type Owes =
  | { readonly starts?: readonly Owed[]; readonly meets?: readonly string[] }
  | { readonly owesNothing: string }

/** The duties that one event of the rules starts, each by what meets it. */
export function owed(event: string, ...untils: readonly string[]): readonly Owed[] {
  return untils.map((until) => ({ event, until }))
}
