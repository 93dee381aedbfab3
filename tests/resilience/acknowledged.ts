/** Speaks to a node over HTTP as people do, keeps asking through every outage, and remembers each answer it was given. */
import { appendFileSync } from 'node:fs'
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A command the node has answered with "done": from here on it must be there, once. */
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
  /** Sends one command until it is answered; the same words and number every time. */
  command<Answer>(who: string, name: string, path: string, input?: object): Promise<Answer>
  look<Answer>(who: string, path: string): Promise<Answer>
  /** A look with much to say, such as a search: sent as a body, and leaves nothing behind. */
  ask<Answer>(who: string, path: string, input: object): Promise<Answer>
  /** The public page without JavaScript; answers with the words of the receipt. */
  tell(fields: Record<string, string>): Promise<string>
  /** Sends everything that was acknowledged again, and answers with what was not answered as before. */
  sendAgain(): Promise<Acknowledged[]>
  readonly acknowledged: readonly Acknowledged[]
  readonly told: readonly { form: string; receipt: string }[]
  readonly wrong: readonly Wrong[]
  /** The bodies of all answers that were refusals or outages, as they came. */
  readonly problems: readonly string[]
  /** How often an answer was "not now": the price of the faults. */
  notNow(): number
  /** The longest a single request waited for its answer, in milliseconds. */
  longestWait(): number
  /** From now on nobody asks again: what is under way ends without an answer. */
  giveUp(): void
}

export class GaveUp extends Error {}

const password = 'meridia-demo'

/** `addresses` says where the nodes are now; it is asked before every try, since a node that starts again has another port. */
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
      // Tries are counted for each caller; a hundred people do not come from one address.
      const from = { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` }
      const response = await fetch(base + path, {
        ...init,
        headers: { ...from, ...(init.headers as Record<string, string>) },
        redirect: 'manual',
      })
      const text = await response.text()
      // The public page shows again what was typed on it, to whoever typed it.
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
      // The node is away, or went away while it answered: whether it had an effect is not known.
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
