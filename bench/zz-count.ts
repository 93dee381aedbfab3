import { performance } from 'node:perf_hooks'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { storeAuthority } from '#referral'
import { authorities } from '../app/demonstration/authorities.ts'
import { idFor } from '../app/demonstration/ids.ts'
import { routes } from '../app/server/modules.ts'
import { openCountry } from './country.ts'
import { queryAt } from './name-queries.ts'

export async function measure(options: Record<string, string>): Promise<unknown> {
  const country = await openCountry(options)
  const { node } = country
  for (const authority of authorities()) await storeAuthority(node.database, authority, node.clock.now())
  let log: [string, number][] = []
  const client0 = node.pool
  client0.on('connect', (client) => {
    const ask = client.query.bind(client) as (...w: unknown[]) => Promise<unknown>
    client.query = (async (...w: unknown[]) => {
      const t = performance.now()
      const r = await ask(...w)
      const text = typeof w[0] === 'string' ? w[0] : (w[0] as { text: string }).text
      log.push([text.replace(/\s+/g, ' ').slice(0, 110), performance.now() - t])
      return r
    }) as typeof client.query
  })
  const fresh = await Promise.all(Array.from({ length: 10 }, () => node.pool.connect())); for (const c of fresh) c.release(true)
  await node.pool.query('select 1')
  const actor = (await findActor(node.database, idFor('dagny@bor.meridia.example')))!
  const call = async (name: string, input: object) => {
    const began = performance.now()
    const answer = await routes.find((r) => r.name === name)!.run(node, input, { actor, commandId: newId() })
    if (isRefusal(answer)) throw new Error(`${name} ${answer.code} ${JSON.stringify(answer)}`)
    return [answer as { id: string }, performance.now() - began] as const
  }
  const out: string[] = []
  for (let i = 0; i < 8; i++) {
    const id = newId()
    const steps: [string, () => object][] = [
      ['raise-concern', () => ({ id, words: 'x', danger: 'not-now', place: { code: 'XM0101' }, children: [{ name: 'A B', age: { about: 12 }, sex: 'female', language: 'en' }], howKnown: 'told-by-child', language: 'en' })],
    ]
    for (const [name, input] of steps) {
      log = []
      const [, ms] = await call(name, input())
      if (i === 7) { out.push(`${name} ${ms.toFixed(1)} ms, ${log.length} statements, ${log.reduce((a, [, t]) => a + t, 0).toFixed(1)} ms in db`); out.push(...log.map(([t, m]) => `   ${m.toFixed(2)} ${t}`)) }
    }
    log = []
    const [ref] = await call('draft-referral', { signalId: id, caregiver: 'unknown', requests: ['assessment'], share: ['concern', 'identity'] })
    await call('record-consent', { id: ref.id, basis: 'override', ground: 'best-interests', reason: 'y', childTold: 'told', groups: ['concern', 'identity'] })
    log = []
    const [, ms] = await call('send-referral', { id: ref.id })
    if (i === 7) { out.push(`send ${ms.toFixed(1)} ms, ${log.length} statements, ${log.reduce((a, [, t]) => a + t, 0).toFixed(1)} ms in db`); out.push(...log.map(([t, m]) => `   ${m.toFixed(2)} ${t}`)) }
  }
  for (let i = 0; i < 12; i++) {
    const q = queryAt(country.seed, country.children, i)
    log = []
    const [, ms] = await call('search-children', { searchId: newId(), facts: { names: [{ text: q.text }], sex: q.sex, ageAtRegistration: { age: { about: q.ageAbout } } } })
    if (i > 8) { out.push(`search ${ms.toFixed(1)} ms, ${log.length} statements, ${log.reduce((a, [, t]) => a + t, 0).toFixed(1)} ms in db`); out.push(...log.map(([t, m]) => `   ${m.toFixed(2)} ${t}`)) }
  }
  for (const list of ['children', 'my-day']) { log = []; const [, ms] = list === 'my-day' ? await call('view-my-day', {}) : await call('view-list', { list }); out.push(`${list} ${ms.toFixed(1)} ms, ${log.length} statements`); out.push(...log.map(([t, m]) => `   ${m.toFixed(2)} ${t}`)) }
  await country.close()
  process.stderr.write(out.join('\n') + '\n')
  return {}
}
