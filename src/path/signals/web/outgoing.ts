import { useSyncExternalStore } from 'react'
import type { Answers } from '#lib/forms'
import { nodeNow, noteUnsent, ProblemError, request, tellSignedOut, viewSession } from '#ui/data'
import type { InputOf, Problem } from '#ui/data'
import type { Concern } from '../model.ts'
import { raiseConcern } from './routes.ts'

/** A concern that is being sent. It stays in the memory of this page until the node confirms it. */
export interface Outgoing {
  id: string
  /** Account of its writer. Nobody else who signs in on this device sees it or sends it. */
  owner: string
  answers: Answers
  body: InputOf<typeof raiseConcern>
  state: 'sending' | 'waiting' | 'arrived' | 'refused'
  problem?: Problem
}

const againAfterMs = 20_000
let all: readonly Outgoing[] = []
const listeners = new Set<() => void>()

function keep(next: readonly Outgoing[]): void {
  all = next
  noteUnsent(all.filter(({ state }) => state === 'waiting' || state === 'sending').length)
  for (const listener of listeners) listener()
}

function change(id: string, part: Partial<Outgoing>): void {
  keep(all.map((each) => (each.id === id ? { ...each, ...part } : each)))
}

/** Concerns that this person sent from this page and has not put away. */
export function useOutgoing(owner: string): readonly Outgoing[] {
  return useSyncExternalStore(subscribe, () => all).filter((each) => each.owner === owner)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Sends a finished concern now, or as soon as there is a network. Id and time are made here, so it arrives once and its
 * deadline counts from now.
 */
export function sendConcern(owner: string, values: Answers, answers: Answers, language: string): string {
  const id = crypto.randomUUID()
  // The form is made from the input of this route (`raiseForm`), so its answers are one.
  const body = { ...(values as unknown as Concern), id, raisedAt: nodeNow().toISOString(), language }
  keep([...all, { id, owner, answers, body, state: 'sending' }])
  void deliver(id)
  return id
}

/** Drops a concern that arrived, or returns a refused one to the form. */
export function putAway(id: string): void {
  keep(all.filter((each) => each.id !== id))
}

export function sendAgain(): void {
  for (const each of all) if (each.state === 'waiting') void deliver(each.id)
}

async function deliver(id: string): Promise<void> {
  const outgoing = all.find((each) => each.id === id)
  if (!outgoing) return
  change(id, { state: 'sending' })
  try {
    // While this waited, another person may have signed in.
    const session = await request(viewSession, {})
    if (session.account?.id !== outgoing.owner) {
      change(id, { state: 'waiting' })
      // The page then asks to sign in, and says that something waits for it.
      if (!session.signedIn) tellSignedOut()
      return
    }
    await request(raiseConcern, outgoing.body, { headers: { 'idempotency-key': id } })
    change(id, { state: 'arrived' })
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause
    const { problem } = cause
    // Signed out, no network or a failure of the node: keep waiting. Only an answer about the concern itself ends this.
    const decided = problem.status >= 400 && problem.status < 500 && ![401, 403, 408, 429].includes(problem.status)
    change(id, { state: decided ? 'refused' : 'waiting', problem })
    if (problem.status === 401) tellSignedOut()
  }
}

addEventListener('online', sendAgain)
setInterval(sendAgain, againAfterMs)
addEventListener('beforeunload', (event) => {
  if (all.some(({ state }) => state === 'waiting' || state === 'sending')) event.preventDefault()
})
