import type { StrangeRow } from '#kernel/ledger/compare-rows'

const most = 50

/** What a column says, in words that follow "other than the ledger says:". */
const words: Record<string, string> = {
  clock_id: 'its rule',
  level: 'its level of escalation',
  started_at: 'when it began',
  due_at: 'when it is due',
  met_at: 'when it was met',
  missed_at: 'when it was missed',
  stopped_at: 'when it was stopped',
  agency_id: 'its agency',
  active: 'whether it is open',
  password_hash: 'its password',
  desk: 'its desk',
  account_id: 'its person',
}

/** Columns that are sets, with what it means to be in one. */
const sets: Record<string, (row: string, members: string) => string> = {
  scopes: (row, members) => `${row} is open to ${members}`,
  own_scopes: (row, members) => `${row} is open on its own account to ${members}`,
  roles: (row, members) => `${row} has ${members}`,
}

const member: Record<string, string> = { scopes: 'scope', own_scopes: 'scope', roles: 'role' }

/** Rows that are not as the ledger says, one line each: ids, and what differs. It shows no value about a child. */
export function sayStrangeRows(strange: readonly StrangeRow[], which: string): string {
  const lines = strange.slice(0, most).flatMap(sayRow)
  const more = strange.length > most ? [`And ${strange.length - most} more.`] : []
  return [
    `${strange.length === 1 ? 'A row is' : `${strange.length} rows are`} not as the ${which} says:`,
    ...lines.map((line) => `  ${line}`),
    ...more,
    'Stop the node, keep a copy of its data and tell the data-protection officer.',
  ].join('\n')
}

function sayRow(strange: StrangeRow): string[] {
  const row = nameOf(strange)
  if (strange.kind === 'not-in-ledger') return [`${row} is in no line of the ledger.`]
  if (strange.kind === 'gone') return [`${row} is gone, or hidden from the node.`]
  const when = strange.kind === 'changed-between' ? 'was for a time' : 'now'
  return strange.columns.flatMap(({ column, said, found }) => sayColumn(row, column, said, found, when))
}

function sayColumn(row: string, column: string, said: unknown, found: unknown, when: string): string[] {
  const set = sets[column]
  if (!set || !Array.isArray(said) || !Array.isArray(found)) {
    const what = `${row}: ${words[column] ?? column} ${when === 'now' ? 'is' : when} other than the ledger says`
    return [`${what}${column.endsWith('_at') ? shiftOf(said, found) : ''}.`]
  }
  const added = found.filter((each) => !said.includes(each))
  const taken = said.filter((each) => !found.includes(each))
  const named = (members: unknown[]) => members.map((each) => `${member[column]} ${String(each)}`).join(', ')
  const ending = when === 'now' ? '' : ' for a time'
  return [
    ...(added.length > 0 ? [`${set(row, named(added))}${ending}, which no line of the ledger gave.`] : []),
    ...(taken.length > 0 ? [`${row} lacks ${named(taken)}${ending}, which no line of the ledger took.`] : []),
  ]
}

/** By how much a time was moved: the time itself is about a child. */
function shiftOf(said: unknown, found: unknown): string {
  if (typeof said !== 'string' || typeof found !== 'string') return ''
  const moved = Date.parse(found) - Date.parse(said)
  if (!Number.isFinite(moved) || moved === 0) return ''
  const days = Math.abs(moved) / 86_400_000
  const far = days >= 1 ? `${Math.round(days)} days` : `${Math.max(1, Math.round(days * 1_440))} minutes`
  return `, ${far} ${moved > 0 ? 'later' : 'earlier'}`
}

function nameOf({ table, id }: StrangeRow): string {
  const [subject, part] = id.split('/')
  if (table.endsWith('.deadline')) return `The deadline ${part} of the record ${subject}`
  if (table === 'kernel.account') return `The account ${id}`
  if (table === 'kernel.scope') return `The scope ${id}`
  return `The record ${id} in ${table}`
}
