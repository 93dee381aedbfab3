/** Sends requests to a node over HTTP, retries through every outage, and remembers all answers. */
import { appendFileSync } from 'node:fs'
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A command the node has acknowledged. From then on its effect must be there exactly once. */
export interface Acknowledged {
  who: string
  name: string
  path: string
  key: string
  body: string
  answer: string
}

/** An answer that no fault excuses. */
export interface Wrong {
  path: string
  status: number
  code: string
}

export interface Callers {
  /** Sends one command until it is answered, each time with the same content and id. */
  command<Answer>(who: string, name: string, path: string, input?: object): Promise<Answer>
  look<Answer>(who: string, path: string): Promise<Answer>
  /** A look with a body, such as a search. It has no effect to remember. */
  ask<Answer>(who: string, path: string, input: object): Promise<Answer>
  /** Raises a concern on the public page without JavaScript. Returns the words of the receipt. */
  tell(fields: Record<string, string>): Promise<string>
  /** Sends all acknowledged commands again and returns those with another answer. */
  sendAgain(): Promise<Acknowledged[]>
  readonly acknowledged: readonly Acknowledged[]
  readonly told: readonly { form: string; receipt: string }[]
  readonly wrong: readonly Wrong[]
  /** The bodies of all refusals and outages. */
  readonly problems: readonly string[]
  notNow(): number
  /** The longest wait of a single request, in milliseconds. */
  longestWait(): number
  /** Stops all retries. Open commands end without an answer. */
  giveUp(): void
}

export class GaveUp extends Error {}

const password = 'meridia-demo'

/**
 * `addresses` gives the current addresses of the nodes. It is called before every try, because a restarted node has
 * another port.
 */
export function openCallers(addresses: () => readonly string[], keptIn?: string): Callers {
  const acknowledged: Acknowledged[] = []
  const told: { form: string; receipt: string }[] = []
  const wrong: Wrong[] = []
  const problems: string[] = []
  const cookies = new Map<string, string>()
  let [refusedForNow, longest, over] = [0, 0, false]

  async function once(
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; text: string; cookie: string } | undefined> {
    const all = addresses()
    const base = all[randomInt(Math.max(all.length, 1))]
    if (base === undefined) return undefined
    const began = performance.now()
    try {
      // The node limits tries for each address, and a hundred people do not share one.
      const from = { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` }
      const response = await fetch(base + path, {
        ...init,
        headers: { ...from, ...(init.headers as Record<string, string>) },
        redirect: 'manual',
      })
      const text = await response.text()
      // The public page shows the typed text again, which is not a leak.
      if (response.status >= 400 && path !== '/tell') problems.push(text)
      return {
        status: response.status,
        text,
        cookie: response.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      }
    } catch {
      // The node did not answer, so the effect is unknown.
      return undefined
    } finally {
      longest = Math.max(longest, performance.now() - began)
    }
  }

  async function until(path: string, init: () => Promise<RequestInit>, who?: string): Promise<string> {
    for (;;) {
      if (over) throw new GaveUp('the test is over')
      const answer = await once(path, await init())
      if (answer?.status === 200) return answer.text
      if (answer?.status === 401 && who) cookies.delete(who)
      else if (answer === undefined || answer.status === 503 || answer.status === 429) refusedForNow += 1
      else {
        wrong.push({ path: path.replace(/[0-9a-f-]{36}/g, '…'), status: answer.status, code: codeIn(answer.text) })
        if (answer.status < 500) throw new Error(`${path}: ${answer.status} ${codeIn(answer.text)}`)
      }
      // The pause of somebody who tries again.
      await sleep(40 + randomInt(60))
    }
  }

  async function cookieOf(who: string): Promise<string> {
    while (!cookies.has(who)) {
      if (over) throw new GaveUp('the test is over')
      const body = JSON.stringify({ email: `${who}.meridia.example`, password })
      const answer = await once('/api/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      if (answer?.status === 200) cookies.set(who, answer.cookie)
      else {
        if (answer && ![503, 429].includes(answer.status))
          wrong.push({ path: '/api/sign-in', status: answer.status, code: codeIn(answer.text) })
        // As above: the pause before the next try.
        await sleep(100)
      }
    }
    return cookies.get(who)!
  }

  const send = async ({ who, path, key, body }: Omit<Acknowledged, 'answer'>): Promise<string> =>
    until(
      path,
      async () => ({
        method: 'POST',
        headers: { cookie: await cookieOf(who), 'content-type': 'application/json', 'idempotency-key': key },
        body,
      }),
      who,
    )

  const sendForm = async (form: string): Promise<string> => {
    const page = await until('/tell', async () => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    }))
    const receipt = [...(/<ol class="receipt">(.*?)<\/ol>/s.exec(page)?.[1]?.matchAll(/<li>([^<]+)</g) ?? [])]
      .map(([, word]) => word)
      .join(' ')
    if (receipt === '') throw new Error('The public page answered without a receipt.')
    return receipt
  }

  return {
    async command(who, name, path, input = {}) {
      const wanted = { who, name, path, key: randomUUID(), body: JSON.stringify(input) }
      const answer = await send(wanted)
      const kept = { ...wanted, answer }
      acknowledged.push(kept)
      if (keptIn) appendFileSync(keptIn, `${JSON.stringify(kept)}\n`)
      return JSON.parse(answer)
    },
    look: async (who, path) =>
      JSON.parse(await until(path, async () => ({ headers: { cookie: await cookieOf(who) } }), who)),
    ask: async (who, path, input) =>
      JSON.parse(await send({ who, name: '', path, key: randomUUID(), body: JSON.stringify(input) })),
    async tell(fields) {
      const form = new URLSearchParams(fields).toString()
      const receipt = await sendForm(form)
      told.push({ form, receipt })
      if (keptIn) appendFileSync(keptIn, `${JSON.stringify({ form, receipt })}\n`)
      return receipt
    },
    async sendAgain() {
      const different: Acknowledged[] = []
      for (const one of acknowledged) if ((await send(one)) !== one.answer) different.push(one)
      for (const { form, receipt } of told) {
        if ((await sendForm(form)) !== receipt)
          different.push({ who: 'public', name: 'tell', path: '/tell', key: '', body: form, answer: receipt })
      }
      return different
    },
    acknowledged,
    told,
    wrong,
    problems,
    notNow: () => refusedForNow,
    longestWait: () => Math.round(longest),
    giveUp: () => {
      over = true
    },
  }
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code)
  } catch {
    return 'no problem body'
  }
}
