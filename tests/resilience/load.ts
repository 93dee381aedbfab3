/** Simulates people at work over HTTP: concerns from teachers and the public, the desk, the authority, the case. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { GaveUp, type Callers } from './acknowledged.ts'

export interface Child {
  name: string
  words: string
  phone: string
  document: string
}

export interface Load {
  /** Ids of acknowledged records of each kind. */
  readonly concerns: ReadonlySet<string>
  readonly referrals: ReadonlySet<string>
  readonly children: ReadonlySet<string>
  /** Failures that no fault excuses. */
  readonly failures: readonly string[]
  /** Waits for running journeys and starts no new ones. */
  finish(): Promise<void>
}

const teachers = ['tamsin@sch', 'lior@sch', 'cosmo@sch']
const desk = ['ivo@line', 'hanne@line', 'rashid@line']
const shared = ['concern', 'identity', 'place', 'screening']

/**
 * Runs `journeys` at a time and restarts each when it ends. The caller gives the dice, so that a run can be repeated.
 */
export function startLoad(
  callers: Callers,
  dice: () => number,
  { journeys = 4, child = someChild }: { journeys?: number; child?: (dice: () => number) => Child } = {},
): Load {
  const [concerns, referrals, children] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const failures: string[] = []
  let going = true
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(dice() * items.length)]!

  async function raise(): Promise<string> {
    const id = randomUUID()
    const { name, words, phone } = child(dice)
    const danger = dice() < 0.25 ? 'immediate' : dice() < 0.5 ? 'unknown' : 'not-now'
    await callers.command(pick(teachers), 'raise-concern', '/api/concerns', {
      id,
      words,
      danger,
      place: { code: 'XM0201', text: 'Behind the market hall' },
      children: [{ name, age: { about: 12 }, sex: 'female', language: 'ar' }],
      howKnown: 'told-by-child',
      replyWanted: true,
      reply: phone,
      language: 'en',
    })
    concerns.add(id)
    return id
  }

  async function onlyRaised(): Promise<void> {
    const id = await raise()
    if (dice() < 0.5) return
    await callers.command(pick(desk), 'take-concern', `/api/concerns/${id}/take`)
    await callers.command(pick(desk), 'write-about-concern', `/api/concerns/${id}/messages`, {
      text: child(dice).words,
      side: 'desk',
    })
  }

  async function toldByAnybody(): Promise<void> {
    const { words, name, phone } = child(dice)
    await callers.tell({
      seed: uuidV7(),
      words,
      danger: dice() < 0.3 ? 'immediate' : 'not-now',
      'children.count': '1',
      'children/0/name': name,
      replyWanted: 'yes',
      reply: phone,
    })
  }

  async function wholePath(): Promise<void> {
    const by = pick(desk)
    const concernId = await raise()
    await callers.command(by, 'take-concern', `/api/concerns/${concernId}/take`)
    const { name, document } = child(dice)
    const searchId = randomUUID()
    const facts = {
      names: [{ text: name, kind: 'full' }],
      sex: 'female',
      ageAtRegistration: { age: { about: 12 }, howKnown: 'told-by-child' },
      languages: ['ar'],
      documents: [{ kind: 'passport', number: document }],
    }
    const { candidates } = await callers.ask<{ candidates: { number: number }[] }>(by, '/api/children/search', {
      searchId,
      facts,
    })
    const childId = randomUUID()
    await callers.command(by, 'register-child', '/api/children', {
      id: childId,
      facts,
      followed: { kind: 'search', searchId, rejected: candidates.map(({ number }) => number) },
      device: 'load',
      time: new Date().toISOString(),
    })
    children.add(childId)
    await callers.command(by, 'link-child', `/api/concerns/${concernId}/children`, { person: 1, childId })
    const { id } = await callers.command<{ id: string }>(by, 'draft-referral', '/api/referrals', {
      concernId,
      childId,
      risk: 'high',
      concerns: ['forced-work'],
      caregiver: 'under-concern',
      requests: ['safety-check', 'assessment'],
      share: shared,
    })
    referrals.add(id)
    const path = `/api/referrals/${id}`
    await callers.command(by, 'record-consent', `${path}/consent`, {
      basis: 'override',
      ground: 'best-interests',
      reason: 'The caregiver is part of the worry.',
      childTold: 'told',
      groups: shared,
    })
    await callers.command(by, 'send-referral', `${path}/send`)
    if (dice() < 0.3) return
    await callers.command('sahar@cpl', 'receive-referral', `${path}/receive`)
    await callers.command('sahar@cpl', 'acknowledge-referral', `${path}/acknowledge`)
    if (dice() < 0.3) return
    await callers.command('sahar@cpl', 'accept-referral', `${path}/accept`)
  }

  async function goOn(): Promise<void> {
    while (going) {
      const journey = pick([onlyRaised, onlyRaised, toldByAnybody, wholePath, wholePath])
      try {
        await journey()
        await callers.look(pick(desk), '/api/worklists/triage')
      } catch (error) {
        if (!(error instanceof GaveUp)) failures.push(error instanceof Error ? error.message : String(error))
      }
      // So that a journey that fails at once does not keep the processor from the others.
      await sleep(5)
    }
  }

  const running = Array.from({ length: journeys }, goOn)
  return {
    concerns,
    referrals,
    children,
    failures,
    async finish() {
      going = false
      await Promise.all(running)
    },
  }
}

const syllables = [
  'ar',
  'bel',
  'dun',
  'el',
  'fen',
  'ili',
  'ka',
  'lor',
  'mi',
  'nav',
  'ori',
  'ren',
  'sa',
  'tam',
  'ul',
  'ven',
  'yas',
  'zo',
]

function someChild(dice: () => number): Child {
  const word = (parts: number): string =>
    Array.from({ length: parts }, () => syllables[Math.floor(dice() * syllables.length)]!).join('')
  return {
    name: `${word(2)} ${word(3)}`,
    words: `The child works until late; ${word(6)}.`,
    phone: `000 ${Math.floor(dice() * 1e6)}`,
    document: `X${Math.floor(dice() * 1e7)}`,
  }
}

function uuidV7(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
