import type pg from 'pg'

// Writing to random positions of these indexes takes most of a load. Building them at the end takes a minute.
const scattered = ['children.name_token_lookup', 'kernel.worklist_order']

/**
 * Drops the scattered indexes and returns the statements to create them again. `before`: those an earlier load dropped.
 */
export async function dropIndexes(client: pg.Client, before: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; indexdef: string }>(
    `select schemaname || '.' || indexname as name, indexdef from pg_indexes where schemaname || '.' || indexname = any ($1)`,
    [scattered],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return [...before, ...rows.map(({ indexdef }) => indexdef)]
}

export async function makeIndexes(client: pg.Client, statements: readonly string[]): Promise<void> {
  await client.query(`set maintenance_work_mem = '1GB'`)
  for (const statement of statements)
    await client.query(statement.replace(/^CREATE INDEX (?!IF NOT EXISTS)/, 'CREATE INDEX IF NOT EXISTS '))
  for (const table of [
    'children.name_token',
    'children.child',
    'children.change',
    'children.family_link',
    'kernel.worklist',
    'kernel.vault_key',
    'kernel.root',
    'signals.signal',
    'referral.referral',
    'case_management.care_case',
    'accountability.hop',
  ]) {
    await client.query(`vacuum (analyze) ${table}`)
  }
}
