import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { type Person, signInAt } from '../app/cli/api-client.ts'
import { demonstrationAccounts } from '../app/demonstration/accounts.ts'
import { diceFor, pick } from '../app/demonstration/country/dice.ts'
import { recordAt, registeredIn } from '../app/demonstration/country/children.ts'

/**
 * The clients that raise concerns and send referrals. They run in their own thread, because in the node's they would
 * slow it down.
 */
export interface People {
  readonly address: string
  readonly workers: number
  readonly seed: number
}

/** Number of rounds for each person, with the average pause after each in milliseconds. */
export interface Shift {
  readonly rounds: number
  readonly pause: number
}

/** Waiting times of each act in milliseconds. */
export type Waited = Record<'raise a concern' | 'send a referral', number[]>

async function work(people: readonly Person[], seed: number, { rounds, pause }: Shift): Promise<Waited> {
  const waited: Waited = { 'raise a concern': [], 'send a referral': [] }
  await Promise.all(
    people.map(async (person, number) => {
      const dice = diceFor('writing', number, rounds, pause)
      await wait(dice() * pause)
      for (let round = 0; round < rounds; round += 1) {
        const { name, child } = recordAt(seed, Math.floor(dice() * 1_000_000))
        const concernId = randomUUID()
        waited['raise a concern'].push(
          await timed(() =>
            person.post('/api/concerns', {
              id: concernId,
              words: 'The child works at the market until late and may not keep the money.',
              danger: 'not-now',
              place: { code: pick(dice, ['XM0101', 'XM0201', 'XM0301', 'XM0401']) },
              children: [
                { name, age: { about: registeredIn - child.birthYear }, sex: child.sex, language: child.language },
              ],
              howKnown: 'told-by-child',
              language: 'en',
            }),
          ),
        )
        const referral = await person.post<{ id: string }>('/api/referrals', {
          concernId,
          caregiver: 'unknown',
          requests: ['assessment'],
          share: ['concern', 'identity'],
        })
        await person.post(`/api/referrals/${referral.id}/consent`, {
          basis: 'override',
          ground: 'best-interests',
          reason: 'The child asks for help now.',
          childTold: 'told',
          groups: ['concern', 'identity'],
        })
        waited['send a referral'].push(await timed(() => person.post(`/api/referrals/${referral.id}/send`)))
        await wait(pause * (0.5 + dice()))
      }
    }),
  )
  return waited
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

async function serve(port: NonNullable<typeof parentPort>, { address, workers, seed }: People): Promise<void> {
  const accounts = demonstrationAccounts().filter(({ roles }) => roles.includes('worker') || roles.includes('triage'))
  const people: Person[] = []
  for (let number = 0; number < workers; number += 1) {
    const { email, password } = accounts[number % accounts.length]!
    people.push(await signInAt(address, email, password))
  }
  port.on('message', (shift: Shift) => void work(people, seed, shift).then((waited) => port.postMessage(waited, [])))
}

if (parentPort) void serve(parentPort, workerData as People)
