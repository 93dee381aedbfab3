import { keysOf } from '#lib/names'
import { tokenOf } from '#kernel/vault/subject-key'
import { recordAt, registeredIn } from '../app/demonstration/country/children.ts'
import { recordId } from '../app/demonstration/country/load.ts'
import { openCountry } from './country.ts'
export async function measure(options: Record<string, string>): Promise<unknown> {
  const { node, owner, seed, children, close } = await openCountry(options)
  await owner.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'")
  await owner.query('drop index children.name_token_lookup')
  let written: Promise<unknown> = Promise.resolve()
  let rows = 0
  for (let from = 0; from < children; from += 2000) {
    const ids: string[] = [], tokens: Buffer[] = []
    for (let index = from; index < Math.min(children, from + 2000); index++) {
      const r = recordAt(seed, index)
      const id = recordId(seed, index)
      const year = r.born ? Number(r.born.slice(0, 4)) : registeredIn - r.ageAbout!
      const seen = new Set<string>()
      for (const name of [r.name, ...(r.calledName ? [r.calledName] : [])]) for (const { kind, key } of keysOf(name)) if (kind === 'pair' && !seen.has(key)) { seen.add(key); ids.push(id); tokens.push(tokenOf(node.vaultKeys.index, 'children.pair-year', `${key} ${year}`).subarray(0, 8)) }
    }
    rows += ids.length
    await written
    written = owner.query('insert into children.name_token (child_id, token) select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing', [ids, tokens])
    if (from % 100000 === 0) process.stderr.write(`${from}\n`)
  }
  await written
  await owner.query('create index name_token_lookup on children.name_token (token, child_id)')
  await owner.query('vacuum analyze children.name_token')
  await close()
  return { rows }
}
