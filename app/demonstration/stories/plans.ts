import type { Span } from '../calendar.ts'

/** How far a story has come by now. */
export type End =
  | 'waiting'
  | 'taken'
  | 'merged'
  | 'passed-on'
  | 'closed'
  | 'registered'
  | 'screening'
  | 'outcome'
  | 'draft'
  | 'sent'
  | 'received'
  | 'acknowledged'
  | 'withdrawn'
  | 'accepted'
  | 'assigned'
  | 'case-closed'
  | 'completed'

/** What makes one concern of the demonstration its own; everything else follows from the telling. */
export interface Plan {
  key: string
  /** How long ago it was raised. */
  ago: Span
  end: End
  /** Who raises it: a colleague as `name@agency`, somebody without account, or another system. */
  by: `${string}@${string}` | 'public' | 'system'
  /** Number of the words said, of the child meant (none: nobody is registered), and the place. */
  words: number
  child?: number
  place?: string
  danger?: 'immediate' | 'not-now' | 'unknown'
  risk?: 'high' | 'medium' | 'low'
  outcome?: 'presumed-victim' | 'at-risk' | 'no-grounds-for-now' | 'cannot-tell'
  /** Whose word the referral goes out on. */
  word?: 'child' | 'guardian' | 'override'
  /** The desk looks late, or the authority answers late. */
  late?: 'triage' | 'authority'
  /** The agency that declines first, because the place is not its own. */
  declinedBy?: string
  justice?: 'arrest' | 'fine' | 'document-offence'
  ageInDoubt?: boolean
  alongside?: string
  /** The concern that says the same. */
  into?: string
  closeReason?: 'already-known' | 'no-child-concerned' | 'passed-to-other-service' | 'test-or-mistake' | 'other'
}

type Row = Omit<Plan, 'key'> & { key?: string }

/** A country that begins with its oldest concern; each row is one. */
const rows: Row[] = [
  // Closed well, weeks ago.
  {
    ago: { days: 55 },
    end: 'case-closed',
    by: 'tamsin@sch',
    words: 0,
    child: 0,
    place: 'XM0201',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'override',
  },
  {
    ago: { days: 54 },
    end: 'case-closed',
    by: 'amal@sch',
    words: 1,
    child: 1,
    place: 'XM0302',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'guardian',
  },
  { ago: { days: 53 }, end: 'closed', by: 'public', words: 5, place: 'XM0301', closeReason: 'already-known' },
  {
    ago: { days: 52 },
    end: 'case-closed',
    by: 'dagny@bor',
    words: 2,
    child: 2,
    place: 'XM0103',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'child',
    alongside: 'MER-POL',
  },
  {
    ago: { days: 51 },
    end: 'completed',
    by: 'system',
    words: 1,
    child: 3,
    place: 'XM0402',
    risk: 'medium',
    outcome: 'at-risk',
    word: 'guardian',
  },
  { ago: { days: 50 }, end: 'closed', by: 'lior@sch', words: 9, place: 'XM0202', closeReason: 'no-child-concerned' },
  {
    ago: { days: 49 },
    end: 'case-closed',
    by: 'tobias@lab',
    words: 7,
    child: 4,
    place: 'XM0403',
    risk: 'low',
    outcome: 'at-risk',
    word: 'override',
    late: 'authority',
  },
  {
    ago: { days: 48 },
    end: 'outcome',
    by: 'cosmo@sch',
    words: 3,
    child: 5,
    place: 'XM0203',
    outcome: 'no-grounds-for-now',
  },
  {
    ago: { days: 47 },
    end: 'completed',
    by: 'farida@hos',
    words: 9,
    child: 6,
    place: 'XM0201',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'child',
    justice: 'fine',
  },
  {
    key: 'locked-kitchen',
    ago: { days: 46 },
    end: 'assigned',
    by: 'public',
    words: 3,
    child: 7,
    place: 'XM0201',
    danger: 'immediate',
  },
  { ago: { days: 45 }, end: 'merged', by: 'public', words: 3, place: 'XM0201', into: 'locked-kitchen' },
  {
    ago: { days: 44 },
    end: 'assigned',
    by: 'ysolde@bor',
    words: 13,
    child: 9,
    place: 'XM0102',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'override',
    ageInDoubt: true,
    justice: 'document-offence',
  },
  {
    ago: { days: 43 },
    end: 'assigned',
    by: 'tamsin@sch',
    words: 14,
    child: 8,
    place: 'XM0301',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'guardian',
  },
  { ago: { days: 42 }, end: 'passed-on', by: 'system', words: 2, place: 'XM0303' },
  { ago: { days: 41 }, end: 'outcome', by: 'amal@sch', words: 1, child: 10, place: 'XM0401', outcome: 'cannot-tell' },
  {
    key: 'fish-quay',
    ago: { days: 40 },
    end: 'completed',
    by: 'public',
    words: 12,
    child: 11,
    place: 'XM0203',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'override',
    alongside: 'MER-LAB',
  },
  { ago: { days: 39 }, end: 'closed', by: 'public', words: 8, place: 'XM0302', closeReason: 'test-or-mistake' },
  {
    ago: { days: 38 },
    end: 'assigned',
    by: 'magnus@hos',
    words: 6,
    child: 13,
    place: 'XM0202',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'child',
  },
  {
    ago: { days: 37 },
    end: 'accepted',
    by: 'dagny@bor',
    words: 2,
    child: 12,
    place: 'XM0101',
    risk: 'medium',
    outcome: 'at-risk',
    word: 'override',
    declinedBy: 'MER-CPN',
    late: 'triage',
  },
  {
    ago: { days: 36 },
    end: 'withdrawn',
    by: 'lior@sch',
    words: 0,
    child: 14,
    place: 'XM0303',
    risk: 'low',
    outcome: 'at-risk',
    word: 'guardian',
  },
  { ago: { days: 35 }, end: 'merged', by: 'tobias@lab', words: 12, place: 'XM0203', into: 'fish-quay' },
  {
    ago: { days: 34 },
    end: 'assigned',
    by: 'tobias@lab',
    words: 10,
    child: 15,
    place: 'XM0302',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'guardian',
    alongside: 'MER-LAB',
  },
  { ago: { days: 33 }, end: 'outcome', by: 'public', words: 11, child: 16, place: 'XM0301', outcome: 'at-risk' },
  {
    ago: { days: 32 },
    end: 'case-closed',
    by: 'system',
    words: 0,
    child: 17,
    place: 'XM0201',
    risk: 'low',
    outcome: 'at-risk',
    word: 'override',
    late: 'authority',
  },
  {
    ago: { days: 31 },
    end: 'closed',
    by: 'hanne@line',
    words: 4,
    place: 'XM0102',
    closeReason: 'passed-to-other-service',
  },
  {
    ago: { days: 30 },
    end: 'assigned',
    by: 'ysolde@bor',
    words: 4,
    child: 18,
    place: 'XM0402',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'child',
    justice: 'arrest',
  },
  { ago: { days: 29 }, end: 'registered', by: 'cosmo@sch', words: 7, child: 19, place: 'XM0403' },
  {
    ago: { days: 28 },
    end: 'outcome',
    by: 'public',
    words: 5,
    child: 20,
    place: 'XM0302',
    outcome: 'no-grounds-for-now',
  },
  {
    ago: { days: 27 },
    end: 'assigned',
    by: 'amal@sch',
    words: 6,
    child: 27,
    place: 'XM0201',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'child',
  },
  { ago: { days: 26 }, end: 'passed-on', by: 'public', words: 8, place: 'XM0401' },
  { ago: { days: 25 }, end: 'accepted', by: 'farida@hos', words: 15, child: 21, place: 'XM0303', danger: 'immediate' },
  {
    ago: { days: 24 },
    end: 'outcome',
    by: 'tamsin@sch',
    words: 11,
    child: 22,
    place: 'XM0202',
    outcome: 'cannot-tell',
    ageInDoubt: true,
  },
  {
    key: 'market-stall',
    ago: { days: 23 },
    end: 'completed',
    by: 'system',
    words: 0,
    child: 23,
    place: 'XM0301',
    risk: 'low',
    outcome: 'at-risk',
    word: 'guardian',
  },
  { ago: { days: 22 }, end: 'closed', by: 'kaspar@pol', words: 2, place: 'XM0103', closeReason: 'other' },
  {
    ago: { days: 21 },
    end: 'assigned',
    by: 'kaspar@pol',
    words: 5,
    child: 24,
    place: 'XM0301',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'override',
  },
  { ago: { days: 20 }, end: 'merged', by: 'system', words: 0, place: 'XM0301', into: 'market-stall' },
  { ago: { days: 19 }, end: 'registered', by: 'lior@sch', words: 14, child: 25, place: 'XM0203' },
  {
    ago: { days: 18 },
    end: 'sent',
    by: 'public',
    words: 7,
    child: 26,
    place: 'XM0403',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'child',
  },
  {
    ago: { days: 17 },
    end: 'accepted',
    by: 'tamsin@sch',
    words: 10,
    child: 28,
    place: 'XM0202',
    risk: 'medium',
    outcome: 'at-risk',
    word: 'guardian',
  },
  {
    ago: { days: 16 },
    end: 'acknowledged',
    by: 'dagny@bor',
    words: 2,
    child: 29,
    place: 'XM0102',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'override',
  },
  { ago: { days: 15 }, end: 'screening', by: 'cosmo@sch', words: 1, child: 30, place: 'XM0302' },
  { ago: { days: 14 }, end: 'assigned', by: 'public', words: 15, child: 31, place: 'XM0201', danger: 'immediate' },
  { ago: { days: 13 }, end: 'outcome', by: 'magnus@hos', words: 9, child: 32, place: 'XM0401', outcome: 'at-risk' },
  {
    ago: { days: 12 },
    end: 'received',
    by: 'amal@sch',
    words: 3,
    child: 33,
    place: 'XM0201',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'guardian',
  },
  { ago: { days: 11 }, end: 'closed', by: 'public', words: 0, place: 'XM0203', closeReason: 'already-known' },
  {
    ago: { days: 10 },
    end: 'draft',
    by: 'system',
    words: 1,
    child: 34,
    risk: 'medium',
    outcome: 'at-risk',
    word: 'override',
  },
  {
    key: 'quarry-night',
    ago: { days: 10 },
    end: 'assigned',
    by: 'tobias@lab',
    words: 7,
    child: 35,
    place: 'XM0403',
    risk: 'low',
    outcome: 'presumed-victim',
    word: 'child',
    justice: 'fine',
  },
  {
    ago: { days: 9 },
    end: 'sent',
    by: 'tamsin@sch',
    words: 12,
    child: 36,
    place: 'XM0203',
    risk: 'high',
    outcome: 'presumed-victim',
    word: 'override',
  },
  { ago: { days: 9 }, end: 'merged', by: 'public', words: 7, place: 'XM0403', into: 'quarry-night' },
  { ago: { days: 8 }, end: 'screening', by: 'ysolde@bor', words: 13, child: 37, place: 'XM0101', ageInDoubt: true },
  {
    ago: { days: 8 },
    end: 'accepted',
    by: 'public',
    words: 14,
    child: 41,
    place: 'XM0302',
    risk: 'medium',
    outcome: 'presumed-victim',
    word: 'guardian',
  },
  { ago: { days: 7 }, end: 'registered', by: 'system', words: 2, child: 42, place: 'XM0303' },
  {
    ago: { days: 7 },
    end: 'outcome',
    by: 'lior@sch',
    words: 4,
    child: 43,
    place: 'XM0202',
    outcome: 'presumed-victim',
    justice: 'arrest',
  },
  { key: 'summer-wedding', ago: { days: 6 }, end: 'screening', by: 'tamsin@sch', words: 6, child: 44, place: 'XM0201' },
  {
    ago: { days: 6 },
    end: 'acknowledged',
    by: 'farida@hos',
    words: 9,
    child: 40,
    place: 'XM0301',
    risk: 'low',
    outcome: 'at-risk',
    word: 'guardian',
  },
  {
    ago: { days: 5 },
    end: 'draft',
    by: 'dagny@bor',
    words: 2,
    child: 38,
    place: 'XM0103',
    risk: 'medium',
    outcome: 'presumed-victim',
  },
  { ago: { days: 5 }, end: 'taken', by: 'public', words: 8, place: 'XM0303' },
  { ago: { days: 5 }, end: 'screening', by: 'cosmo@sch', words: 0, child: 45, place: 'XM0401' },
  { ago: { days: 4 }, end: 'registered', by: 'amal@sch', words: 1, child: 39, place: 'XM0202' },
  { ago: { days: 4 }, end: 'taken', by: 'system', words: 1, place: 'XM0203' },
  { ago: { days: 3, hours: 5 }, end: 'merged', by: 'lior@sch', words: 6, place: 'XM0201', into: 'summer-wedding' },
  // What is new today and yesterday.
  { ago: { days: 2, hours: 2 }, end: 'waiting', by: 'public', words: 5, place: 'XM0301' },
  { ago: { hours: 30 }, end: 'waiting', by: 'tobias@lab', words: 10, place: 'XM0402' },
  { ago: { hours: 20 }, end: 'waiting', by: 'tamsin@sch', words: 3, place: 'XM0202' },
  { ago: { hours: 9 }, end: 'waiting', by: 'system', words: 0, place: 'XM0302' },
  { ago: { hours: 5 }, end: 'waiting', by: 'public', words: 4, place: 'XM0201' },
  { ago: { hours: 3 }, end: 'taken', by: 'cosmo@sch', words: 9, place: 'XM0203' },
  { ago: { hours: 2 }, end: 'waiting', by: 'dagny@bor', words: 2, place: 'XM0103' },
  { ago: { minutes: 50 }, end: 'waiting', by: 'public', words: 11, place: 'XM0303' },
  { ago: { minutes: 4 }, end: 'waiting', by: 'tamsin@sch', words: 15, place: 'XM0201', danger: 'immediate' },
]

export const plans: readonly Plan[] = rows.map((row, index) => ({ ...row, key: row.key ?? `concern-${index + 1}` }))
