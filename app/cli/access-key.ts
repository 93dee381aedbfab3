import { parseArgs } from 'node:util'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Node } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { longestKeyDays, mostPerMinute } from '#kernel/sign-in/agency-keys'
import { listAgencyKeys, makeAgencyKey, revokeKey } from '../server/agency-keys.ts'

/** Opens the node for this work, running or not. */
export type Beside = (work: (node: Node) => Promise<number>) => Promise<number>

const usage = `Say what to do:
  npx tenfold access-key make <agency code> --label <system> [--days 365] [--per-minute 60]
  npx tenfold access-key list <agency code>
  npx tenfold access-key revoke <id>`

/** `npx tenfold access-key`: makes, lists and revokes the keys with which other systems send concerns. */
export async function accessKeyCommand(words: string[], beside: Beside): Promise<number> {
  const asked = readWords(words)
  if (!asked) return say(usage, 1)
  const { act, about, label, days, perMinute } = asked
  return beside(async (node) => {
    if (act === 'revoke') return revoke(node, about)
    const agencyId = await findAgency(node, about)
    if (!agencyId) return say(`No agency has the code ${about}.`, 1)
    return act === 'list' ? list(node, agencyId) : make(node, { agencyId, label, days, perMinute })
  })
}

function readWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        label: { type: 'string', default: '' },
        days: { type: 'string', default: '365' },
        'per-minute': { type: 'string', default: '60' },
      },
    })
    const [act, about, ...more] = positionals
    if (more.length > 0 || !about || !(act === 'make' || act === 'list' || act === 'revoke')) return undefined
    if (act === 'make' && values.label.trim() === '') return undefined
    return { act, about, label: values.label, days: Number(values.days), perMinute: Number(values['per-minute']) }
  } catch {
    return undefined
  }
}

async function make(node: Node, wanted: { agencyId: string; label: string; days: number; perMinute: number }) {
  const made = await makeAgencyKey.run(node, wanted, { actor: nodeActor, commandId: newId() })
  if (isRefusal(made))
    return say(`--days is a whole number from 1 to ${longestKeyDays}, --per-minute one from 1 to ${mostPerMinute}.`, 1)
  const { id, key } = made as { id: string; key: string }
  return say(`${key}\nThis access key is shown only now. Its id, to revoke it, is ${id}.`)
}

async function list(node: Node, agencyId: string): Promise<number> {
  const found = await listAgencyKeys.run(node, { agencyId }, { actor: nodeActor })
  if (isRefusal(found)) return say('The access keys could not be read.', 1)
  const lines = found.keys.map(({ id, state, label, perMinute, expiresAt, lastUsedAt }) =>
    [
      id,
      state.padEnd(8),
      `until ${expiresAt}`,
      `${perMinute} a minute`,
      `last used ${lastUsedAt ?? 'never'}`,
      label,
    ].join('  '),
  )
  return say(lines.join('\n') || 'There is no access key yet.')
}

async function revoke(node: Node, id: string): Promise<number> {
  const done = await revokeKey.run(node, { id }, { actor: nodeActor, commandId: newId() })
  return isRefusal(done) ? say(`No access key has the id ${id}.`, 1) : say('Revoked. It is refused from now on.')
}

async function findAgency(node: Node, code: string): Promise<string | undefined> {
  const row = await node.database.selectFrom('kernel.agency').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id
}

function say(lines: string, code = 0): number {
  ;(code === 0 ? process.stdout : process.stderr).write(`${lines}\n`)
  return code
}
