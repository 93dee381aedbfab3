import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { startWorker } from '#kernel/work'
import { storeAuthority } from '#referral'
import { type Person, signInAt } from '../app/cli/api-client.ts'
import { demonstrationAccounts } from '../app/demonstration/accounts.ts'
import { authorities } from '../app/demonstration/authorities.ts'
import { diceFor, pick } from '../app/demonstration/country/dice.ts'
import { recordAt, registeredIn } from '../app/demonstration/country/children.ts'
import { buildServer } from '../app/server/http.ts'
import { duties } from '../app/server/reactions.ts'
import { machine, openCountry, progress, waitsOf } from './country.ts'

/**
 * How long raising a concern and sending a referral wait with twenty workers at it, over HTTP, with every reaction at work beside them.
 * First each worker pauses between two concerns (`--pause`, milliseconds), then nobody pauses: what the node can carry at most.
 *
 *   node bench/run.mjs writing --children=1000000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const workers = Number(options['workers'] ?? 20)
  const pause = Number(options['pause'] ?? 1_000)
  const rounds = Number(options['rounds'] ?? 15)
  const country = await openCountry(options)
  const server = await buildServer({ node: country.node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const worker = startWorker(country.node, duties, (problem) => progress(problem))
  try {
    for (const authority of authorities()) await storeAuthority(country.node.database, authority, country.node.clock.now())
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const accounts = demonstrationAccounts().filter(({ roles }) => roles.includes('worker') || roles.includes('triage'))
    const people: Person[] = []
    for (let number = 0; number < workers; number += 1) {
      const { email, password } = accounts[number % accounts.length]!
      people.push(await signInAt(address, email, password))
    }
    await everybody(people, 2, 0, country.seed)
    const paused = await everybody(people, rounds, pause, country.seed)
    progress('without a pause')
    const hurried = await everybody(people, rounds, 0, country.seed)
    return { bench: 'writing', children: country.children, workers, ...machine(), [`each pauses ${pause} ms`]: paused, 'nobody pauses': hurried }
  } finally {
    await worker.stop()
    await server.close()
    await country.close()
  }
}

async function everybody(people: readonly Person[], rounds: number, pause: number, seed: number): Promise<unknown> {
  const times = { 'raise a concern': [] as number[], 'send a referral': [] as number[] }
  const began = performance.now()
  await Promise.all(
    people.map(async (person, number) => {
      const dice = diceFor('writing', number, rounds, pause)
      await wait(dice() * pause)
      for (let round = 0; round < rounds; round += 1) {
        const { name, child } = recordAt(seed, Math.floor(dice() * 1_000_000))
        const signalId = randomUUID()
        times['raise a concern'].push(
          await timed(() => person.post('/api/concerns', {
            id: signalId, words: 'The child works at the market until late and may not keep the money.', danger: 'not-now', place: { code: pick(dice, ['XM0101', 'XM0201', 'XM0301', 'XM0401']) },
            children: [{ name, age: { about: registeredIn - child.birthYear }, sex: child.sex, language: child.language }], howKnown: 'told-by-child', language: 'en',
          })),
        )
        const referral = await person.post<{ id: string }>('/api/referrals', { signalId, caregiver: 'unknown', requests: ['assessment'], share: ['concern', 'identity'] })
        await person.post(`/api/referrals/${referral.id}/consent`, { basis: 'override', ground: 'best-interests', reason: 'The child asks for help now.', childTold: 'told', groups: ['concern', 'identity'] })
        times['send a referral'].push(await timed(() => person.post(`/api/referrals/${referral.id}/send`)))
        await wait(pause * (0.5 + dice()))
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return { milliseconds: Object.fromEntries(Object.entries(times).map(([what, waited]) => [what, waitsOf(waited)])), 'commands a second': Math.round((people.length * rounds * 4) / seconds) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
