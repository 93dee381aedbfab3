/** Duties that more than one event starts, by the names of the rules: what starts the clock, and what meets it. */

/** In custody by the hour; a conviction or another record is to be cleared. */
export const owedAfterJusticeContact = [
  { event: 'justice-contact', until: 'lawyer-asked' },
  { event: 'justice-contact', until: 'prosecutor-told' },
  { event: 'custody', until: 'lawyer-asked' },
  { event: 'custody', until: 'release-sought' },
  { event: 'custody', until: 'prosecutor-told' },
  { event: 'record-left', until: 'clearing-asked' },
] as const

/** A concern is before its desk again: taken, or to be taken. */
export const owedWhenLookedAtAgain = [
  { event: 'concern-raised', until: 'concern-triaged' },
  { event: 'concern-taken', until: 'concern-answered' },
] as const
