import { createHmac } from 'node:crypto'
import { canonicalJson, type Json } from '#lib/ledger'
import type { z } from 'zod'
import type { Purpose, Resource } from './access/access.ts'
import type { Actor } from './actor.ts'
import type { Compartment } from './db/database.ts'
import type { DomainEvent } from './event.ts'
import { isUuid, newId, withPlainIds } from './ids.ts'
import type { Node } from './node.ts'
import type { Owed } from './owed.ts'
import { storeEvents } from './outbox/outbox.ts'
import { relate } from './barred/kin.ts'
import type { Room } from './room.ts'
import { isRefusal, refuse, type Refusal, Refused, type RefusalStatus } from './refusal.ts'
import { openWorkQueue, type WorkQueue } from './work-queue.ts'
import { openTx, type Tx } from './tx.ts'

/** The result of a pure use case: changes to rows, the events it may cause, and the answer for the person. */
export interface Decision<Change, Answer, Event extends DomainEvent = never> {
  changes: readonly Change[]
  events: readonly Event[]
  answer: Answer
}

/** Everything a use case knows besides its state and input. */
export interface Context {
  now: Date
  /** IANA name of the country's time zone: `dayIn(timeZone, now)` is its day. */
  timeZone: string
  newId: () => string
  actor: Actor
}

interface Route<Input, State, Raw = unknown> {
  /** Where it runs. Rooms outside care get it from their manifest, with `routesOf`. */
  compartment?: Compartment
  method: 'GET' | 'POST'
  path: string
  /** A verb from a worker's language, e.g. `send-referral`. It is written to the ledger. */
  name: string
  /** `Raw` is the input as a caller writes it, before defaults. */
  input: z.ZodType<Input, Raw>
  action: string
  purpose: Purpose
  /** Reads what the decision needs. Undefined means absent or hidden. Ids of the path are part of the input. */
  load(tx: Tx, input: NoInfer<Input>, context: Context): Promise<State | undefined>
  resource(state: NoInfer<State>, input: NoInfer<Input>): Resource
  /** Authorises before `load`, for routes whose `load` is expensive. */
  gate?(input: NoInfer<Input>): Resource
  /** Allows calls without a session: by the public page, or by a system with an agency key. */
  open?: 'public' | 'agency-key'
  /**
   * The statuses of its own refusals. Those that follow from what a route is, e.g. 404 from an id in its path, are not
   * written here (app/server/statuses.ts).
   */
  refuses?: readonly RefusalStatus[]
  summary: string
}

/** A command changes something. It has one effect, even if it is delivered several times. */
export interface Command<Input, State, Change, Answer, Raw = unknown> extends Route<Input, State, Raw> {
  method: 'POST'
  decide(
    state: NoInfer<State>,
    input: NoInfer<Input>,
    context: Context,
  ): Decision<Change, Answer, DomainEvent> | Refusal
  save(tx: Tx, change: NoInfer<Change>, state: NoInfer<State>, context: Context): Promise<void>
  /** Clocks that it starts itself, because no event tells of it: a draft is nobody's business but its desk's. */
  owes?: readonly Owed[]
  /** Only ids, codes and times: the answer is stored, so that a repeated command gets the same one. */
  answer: z.ZodType<Answer>
  /** The record's version, compared with `If-Match`. Leave it out if the record has none. */
  version?(state: NoInfer<State>): number | undefined
}

/** A look changes nothing. It is written to the ledger too, because looking can harm a child. */
export interface Look<Input, State, Answer, Raw = unknown> extends Route<Input, State, Raw> {
  /** At most this many at a time, one per person. For looks that need much processor time. */
  concurrency?: number
  show(state: NoInfer<State>, input: NoInfer<Input>, tx: Tx, context: Context): Answer | Promise<Answer>
  /** Ids of other records that the answer shows. Each gets its own line in the ledger. */
  alsoShows?(state: NoInfer<State>): readonly string[]
  answer: z.ZodType<Answer>
  /** Puts texts of the answer into the caller's language. `run` and `show` have their ids in the catalogues. */
  inWords?(answer: NoInfer<Answer>, say: (id: string) => string): Answer
}

type Mounted = Pick<
  Route<never, never>,
  'method' | 'path' | 'name' | 'action' | 'purpose' | 'open' | 'refuses' | 'summary'
>

/** A command or look without its types, for mounting. */
export type AnyRoute = { readonly kind: 'command' | 'look' } & Mounted & {
    readonly input: z.ZodType
    readonly answer: z.ZodType
    readonly compartment: Compartment
    run(node: Node, input: unknown, call: Call): Promise<unknown>
    inWords?(answer: never, say: (id: string) => string): unknown
  }

/**
 * The caller and the conditions of a call. The id makes a command idempotent; the version protects changes of others.
 */
export interface Call {
  actor: Actor
  commandId?: string | undefined
  expectedVersion?: number | undefined
}

/** Declares a command. Its `run` returns an answer or a Refusal. It never throws for a domain "no". */
export function command<Input, State, Change, Answer, Raw>(
  spec: Command<Input, State, Change, Answer, Raw>,
): CommandRoute<Input, Answer, Raw> {
  return {
    ...spec,
    kind: 'command',
    compartment: spec.compartment ?? 'care',
    run: (node, input, call) => perform(node, spec, input, call),
    within: (tx, node, input, call) => performWithin(tx, node, spec, input, call),
  }
}

export function look<Input, State, Answer, Raw>(spec: Look<Input, State, Answer, Raw>): LookRoute<Input, Answer, Raw> {
  const queue = spec.concurrency === undefined ? undefined : openWorkQueue(spec.concurrency)
  return {
    ...spec,
    kind: 'look',
    compartment: spec.compartment ?? 'care',
    run: (node, input, call) => show(node, spec, input, call, queue),
  }
}

/**
 * `command` and `look` for a room: they run in the compartment that its manifest names, as that login role, with the
 * ledger, the keys, the lists and the outbox of that compartment. Care is what `command` and `look` use without it.
 */
export function routesOf({ compartment }: Pick<Room, 'compartment'>): { command: typeof command; look: typeof look } {
  return {
    command: (spec) => command({ ...spec, compartment }),
    look: (spec) => look({ ...spec, compartment }),
  }
}

export interface CommandRoute<Input, Answer, Raw = unknown> extends Mounted {
  readonly kind: 'command'
  readonly compartment: Compartment
  readonly owes?: readonly Owed[]
  readonly input: z.ZodType<Input, Raw>
  readonly answer: z.ZodType<Answer>
  run(node: Node, input: unknown, call: Call): Promise<Answer | Refusal>
  /** Runs in an open transaction of the same actor. Throws a refusal. */
  within(tx: Tx, node: Node, input: unknown, call: Call): Promise<Answer>
}

export interface LookRoute<Input, Answer, Raw = unknown> extends Mounted {
  readonly kind: 'look'
  readonly compartment: Compartment
  readonly input: z.ZodType<Input, Raw>
  readonly answer: z.ZodType<Answer>
  run(node: Node, input: unknown, call: Call): Promise<Answer | Refusal>
  inWords?(answer: Answer, say: (id: string) => string): Answer
}

async function perform<Input, State, Change, Answer>(
  node: Node,
  spec: Command<Input, State, Change, Answer>,
  raw: unknown,
  call: Call,
): Promise<Answer | Refusal> {
  const input = parse(spec.input, raw)
  if (isRefusal(input)) return input
  if (!call.commandId) return refuse('command-id-missing', { status: 400 })
  const done = await refusable(node, call.actor, spec, input, (tx, context) =>
    effect(tx, node, spec, input, call, context),
  )
  if (isRefusal(done)) return done
  if (done.events > 0) node.wake()
  return done.answer
}

/**
 * As `perform`, in an open transaction of the same actor. Throws a refusal, which rolls back everything in that
 * transaction.
 */
async function performWithin<Input, State, Change, Answer>(
  tx: Tx,
  node: Node,
  spec: Command<Input, State, Change, Answer>,
  raw: unknown,
  call: Call,
): Promise<Answer> {
  if (tx.compartment !== (spec.compartment ?? 'care'))
    throw new Error(`${spec.name} does not run in a transaction of ${tx.compartment}.`)
  const input = parse(spec.input, raw)
  if (isRefusal(input)) throw new Refused(input)
  const { answer } = await effect(tx, node, spec, input, call, {
    now: tx.now,
    timeZone: node.timeZone,
    newId,
    actor: call.actor,
  })
  return answer
}

async function effect<Input, State, Change, Answer>(
  tx: Tx,
  node: Node,
  spec: Command<Input, State, Change, Answer>,
  input: Input,
  { actor, commandId = '', expectedVersion }: Call,
  context: Context,
): Promise<{ answer: Answer; events: number }> {
  const claiming = claim(tx, node, actor, commandId, spec.name, input)
  // Reads travel with the claim, after it. A second delivery reads only after the first has ended, and drops the
  // result.
  const loading = spec.gate ? undefined : spec.load(tx, input, context)
  loading?.catch(() => {})
  const before = await claiming
  if (before !== undefined) {
    await loading?.catch(() => {})
    return { answer: before as Answer, events: 0 }
  }
  if (spec.gate) permit(node, spec, spec.gate(input), actor)
  const state = await (loading ?? spec.load(tx, input, context))
  if (state === undefined) throw new Refused(refuse('record-not-found', { status: 404 }))
  const { resource, policies } = authorise(tx, node, spec, state, input, actor)
  const version = spec.version?.(state)
  if (version !== undefined && expectedVersion !== undefined && version !== expectedVersion)
    throw new Refused(refuse('record-changed'))
  const decision = spec.decide(state, input, context)
  if (isRefusal(decision)) throw new Refused(decision)
  for (const change of decision.changes) await spec.save(tx, change, state, context)
  for (const event of decision.events) node.checkEvent?.(event)
  storeEvents(tx, decision.events, context.now)
  await relate(tx, node, decision.events)
  tx.write(
    tx.db
      .updateTable(tx.kernel.command)
      .set({ answer: JSON.stringify(decision.answer) })
      .where('actor', '=', actorKey(actor))
      .where('id', '=', commandId),
  )
  const subject = decision.events[0]?.aggregate.id ?? resource.id
  record(
    tx,
    spec,
    actor,
    'command',
    context.now,
    subject,
    policies,
    keyed(node, JSON.stringify(decision.changes)).toString('hex'),
  )
  return { answer: decision.answer, events: decision.events.length }
}

async function show<Input, State, Answer>(
  node: Node,
  spec: Look<Input, State, Answer>,
  raw: unknown,
  call: Call,
  queue?: WorkQueue,
): Promise<Answer | Refusal> {
  const input = parse(spec.input, raw)
  if (isRefusal(input)) return input
  const look = (): Promise<Answer | Refusal> =>
    refusable(node, call.actor, spec, input, async (tx, context) => {
      const state = await spec.load(tx, input, context)
      if (state === undefined) throw new Refused(refuse('record-not-found', { status: 404 }))
      const { resource, policies } = authorise(tx, node, spec, state, input, call.actor)
      const answer = await spec.show(state, input, tx, context)
      for (const subject of [resource.id, ...(spec.alsoShows?.(state) ?? [])])
        record(tx, spec, call.actor, 'look', context.now, subject, policies)
      return answer
    })
  return queue ? queue(actorKey(call.actor), look) : look()
}

function parse<Input>(schema: z.ZodType<Input>, raw: unknown): Input | Refusal {
  const parsed = schema.safeParse(withPlainIds(raw))
  if (parsed.success) return parsed.data
  return refuse('answers-not-accepted', {
    status: 400,
    fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: codeOf(issue) })),
  })
}

/** A schema names its own fault (`not-an-age`) as the message of an issue; every other message is zod's English. */
function codeOf({ code, message }: z.core.$ZodIssue): string {
  return /^[a-z]+(-[a-z]+)+$/.test(message) ? message : code
}

/** Runs the work in one transaction. A refusal rolls it back and is returned, not thrown. */
async function refusable<Result>(
  node: Node,
  actor: Actor,
  spec: { name: string; purpose: Purpose; compartment?: Compartment },
  input: unknown,
  work: (tx: Tx, context: Context) => Promise<Result>,
): Promise<Result | Refusal> {
  const context: Context = { now: node.clock.now(), timeZone: node.timeZone, newId, actor }
  const { compartment = 'care' } = spec
  const { id } = input as { id?: unknown }
  // Record attempts to reach hidden records, with the id that was tried.
  const asked = typeof id === 'string' && isUuid(id) ? id : undefined
  try {
    return await openTx(node, actor, (tx) => work(tx, context), { prepared: true, compartment })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.refusal.code === 'action-not-permitted' || error.refusal.code === 'record-not-found') {
      const policies = String(error.refusal.params?.policies ?? '')
        .split(' ')
        .filter(Boolean)
      await openTx(node, actor, async (tx) => record(tx, spec, actor, 'refused', context.now, asked, policies), {
        compartment,
      })
    }
    node.checkRefusal?.(spec.name, error.refusal)
    return error.refusal
  }
}

function authorise<Input, State>(
  tx: Tx,
  node: Node,
  spec: Route<Input, State>,
  state: State,
  input: Input,
  actor: Actor,
): { resource: Resource; policies: string[] } {
  const resource = spec.resource(state, input)
  return { resource, policies: permit(node, spec, { ...resource, barred: tx.barredFrom(resource.id) }, actor) }
}

function permit(node: Node, spec: { action: string; purpose: Purpose }, resource: Resource, actor: Actor): string[] {
  const { allowed, policies } = node.access.decide(actor, spec.action, resource, spec.purpose)
  if (!allowed)
    throw new Refused(
      refuse('action-not-permitted', { status: 403, params: { action: spec.action, policies: policies.join(' ') } }),
    )
  return policies
}

/**
 * Claims the command id. A second delivery waits here until the first has committed, then gets its answer. The same id
 * with other content is a mistake of the caller and is refused, except for the node: it makes ids from event and
 * consequence, and a newer version may write the input of an already completed consequence differently.
 */
async function claim(tx: Tx, node: Node, actor: Actor, id: string, name: string, input: unknown): Promise<unknown> {
  const inputHash = keyed(node, canonicalJson(JSON.parse(JSON.stringify([name, input])) as Json))
  const inserted = await tx.db
    .insertInto(tx.kernel.command)
    .values({ actor: actorKey(actor), id, name, input_hash: inputHash, at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return undefined
  const before = await tx.db
    .selectFrom(tx.kernel.command)
    .select(['input_hash', 'answer'])
    .where('actor', '=', actorKey(actor))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (actor.kind !== 'node' && !before.input_hash.equals(inputHash)) throw new Refused(refuse('command-id-reused'))
  return before.answer
}

function actorKey(actor: Actor): string {
  return `${actor.kind}:${actor.id}`
}

function record(
  tx: Tx,
  spec: { name: string; purpose: Purpose },
  actor: Actor,
  kind: 'command' | 'look' | 'refused',
  now: Date,
  subject: string | undefined,
  policies: string[],
  changes?: string,
): void {
  tx.ledger({
    at: now.toISOString(),
    actor: actorKey(actor),
    act: spec.name,
    kind,
    purpose: spec.purpose,
    policies,
    ...(subject && { subject }),
    ...(changes && { digest: changes }),
  })
}

/** Digests use the node key, so that nobody without it can test guesses of a name. */
function keyed(node: Node, text: string): Buffer {
  return createHmac('sha256', node.vaultKeys.index).update(`command\n${text}`).digest()
}
