import { ProblemError, type Problem } from '../problem.ts'
import { request, send } from '../request.ts'
import { viewSession } from '../server-routes.ts'
import { tellSignedOut } from '../signed-out.ts'
import { keep, keeperNow, type Kept, keptNow, standingNow, type WaitsFor } from './kept.ts'

const AGAIN_MS = 20_000

/** What may still arrive, so it waits; undefined if the node has decided about the thing itself. */
export function waitsFor({ status }: Pick<Problem, 'status'>): WaitsFor | undefined {
  if (status === 401) return 'sign-in'
  if (status === 429) return 'pause'
  return status === 0 || status === 408 || status >= 500 ? 'connection' : undefined
}

let delivering: Promise<void> | undefined

/** Sends everything that waits, in the order it was written, as the person who wrote it. */
export function deliver(): Promise<void> {
  delivering ??= deliverAll().finally(() => (delivering = undefined))
  return delivering
}

async function deliverAll(): Promise<void> {
  const tried = new Set<string>()
  for (let next = nextOf(tried); next; next = nextOf(tried)) {
    tried.add(next.id)
    // What comes after would meet the same.
    if ((await deliverOne(next)) !== undefined) return
  }
}

function nextOf(tried: ReadonlySet<string>): Kept | undefined {
  return keptNow().find(({ id, state, send: command }) => command && state === 'waiting' && !tried.has(id))
}

/** What everything waits for, if this could not be sent. */
async function deliverOne(kept: Kept): Promise<WaitsFor | undefined> {
  const { waitsFor: _before, problem: _problem, ...rest } = kept
  const { address, body } = kept.send ?? { address: '', body: {} }
  const writer = keeperNow()
  keep({ ...rest, state: 'sending' })
  try {
    // Another person may have signed in in another window.
    const { account } = await request(viewSession, {})
    if (account?.id !== writer) throw new ProblemError({ status: 401, code: 'signed-out', title: '' })
    await send('POST', address, body, { headers: { 'idempotency-key': kept.id } })
    if (keeperNow() === writer) keep({ ...rest, state: 'sent' })
    return undefined
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause
    const { problem } = cause
    const reason = waitsFor(problem)
    if (keeperNow() === writer)
      keep({ ...rest, problem, ...(reason ? { state: 'waiting', waitsFor: reason } : { state: 'refused' }) })
    if (problem.status === 401) tellSignedOut()
    return reason
  }
}

/** Keeps a command until the node has it, and sends it now. Its id is the id of the command. */
export function keepToSend(kept: Omit<Kept, 'state' | 'at'>): void {
  keep({ ...kept, at: new Date().toISOString(), state: 'waiting' })
  void deliver()
}

let started = false

/** Looks again and again, as long as the page lives. */
export function startDelivering(): void {
  if (started) return
  started = true
  const again = (): void => void deliver()
  addEventListener('online', again)
  setInterval(again, AGAIN_MS)
  addEventListener('beforeunload', (event) => {
    if (standingNow() !== 'device') event.preventDefault()
  })
}
