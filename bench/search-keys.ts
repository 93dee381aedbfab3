import { bringTokensUpToDate } from '#path/children'
import { machine, openCountry, progress } from './country.ts'

/**
 * How many children a second the first start after a change of the search keys takes: with the keys of nobody, of a tenth
 * and of all children changed. Their keys are taken away here, as if the older version had made others.
 *
 *   node bench/run.mjs search-keys --children=200000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const country = await openCountry(options)
  const { node, owner, children } = country
  try {
    const seconds: Record<string, number> = {}
    const began = async (what: string, changed: string): Promise<void> => {
      await owner.query('alter table children.name_token no force row level security')
      await owner.query(`delete from children.name_token where ${changed}`)
      await owner.query('alter table children.name_token force row level security')
      await owner.query(`delete from kernel.setting where name = 'children.tokens'`)
      const start = performance.now()
      const written = await bringTokensUpToDate(node, (done) => done % 50_000 === 0 && progress(`${what} ${done}`))
      seconds[what] = Math.round(written / ((performance.now() - start) / 1000))
    }
    await began('nobody', 'false')
    await began('a tenth', `get_byte(uuid_send(child_id), 15) < 26`)
    await began('all', 'true')
    return { bench: 'search-keys', children, ...machine(), 'children a second': seconds }
  } finally {
    await country.close()
  }
}
