import type { Actor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import type { CommandRoute, LookRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { later, type Span, whenOpen } from './calendar.ts'
import { idFor } from './ids.ts'
import type { PastNode } from './past-node.ts'

/** What a story may do. All it does are the commands people use, done by the people who would do them. */
export interface Teller {
  readonly node: Node
  now(): Date
  /** The time so much later, at night and on free days too. */
  after(span: Span): Date
  /** The time so much later, when offices are open. */
  atWork(span: Span): Date
  /** The same id for the same words of this story at every load. */
  id(what: string): string
  person(who: string): Promise<Actor>
  /** A command, by a person written as `name@agency` or by an actor. Throws when it is refused. */
  does<Input, Answer>(who: string | Actor, route: CommandRoute<Input, Answer>, input: Input): Promise<Answer>
  /** What was found at the first telling, for a telling that has to begin again when the world has moved on. */
  remembers<Found extends string | readonly string[]>(what: string, find: () => Promise<Found>): Promise<Found>
  looks<Input, Answer>(who: string | Actor, route: LookRoute<Input, Answer>, input: Input): Promise<Answer>
}

/** A story yields the time at which it goes on; what lies after the end of the telling stays untold. */
export type Story = AsyncGenerator<Date, void, void>

export interface ToldStory {
  key: string
  starts: Date
  tell(teller: Teller): Story
}

/** Tells many stories at once, each step at its hour, so that clocks run out between them as they would have. */
export async function tellAll(past: PastNode, stories: readonly ToldStory[], end: Date): Promise<void> {
  const people = new Map<string, Actor>()
  const running = stories.map(({ key, starts, tell }) => ({
    key,
    next: starts,
    story: tell(tellerFor(past, key, people)),
  }))
  for (;;) {
    const first = running.reduce<(typeof running)[number] | undefined>(
      (best, one) => (best && best.next <= one.next ? best : one),
      undefined,
    )
    if (!first || first.next > end) break
    await past.walkTo(first.next)
    const { value, done } = await first.story.next()
    if (done) running.splice(running.indexOf(first), 1)
    else first.next = value
  }
  await past.walkTo(end)
}

function tellerFor(past: PastNode, key: string, people: Map<string, Actor>): Teller {
  const { node } = past
  const made = { commands: 0 }
  const person = async (who: string): Promise<Actor> => {
    const known = people.get(who) ?? (await findActor(node.database, idFor(`${who}.meridia.example`)))
    if (!known) throw new Error(`Nobody in Meridia is ${who}.`)
    people.set(who, known)
    return known
  }
  const actorOf = async (who: string | Actor): Promise<Actor> => (typeof who === 'string' ? person(who) : who)
  return {
    node,
    now: () => node.clock.now(),
    after: (span) => later(node.clock.now(), span),
    atWork: (span) => whenOpen(later(node.clock.now(), span)),
    id: (what) => idFor(`${key}/${what}`),
    person,
    async does(who, route, input) {
      made.commands += 1
      const answer = await route.run(node, input, {
        actor: await actorOf(who),
        commandId: idFor(`${key}/command ${made.commands}`),
      })
      if (isRefusal(answer))
        throw new Error(
          `${key}: ${route.name} was refused (${answer.code}${answer.fields ? `: ${answer.fields.map(({ path, code }) => `${path} ${code}`).join(', ')}` : ''}).`,
        )
      return answer
    },
    async remembers(what, find) {
      const name = `demonstration/${key}/${what}`
      const kept = await node.database
        .selectFrom('kernel.setting')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst()
      if (kept) return kept.value as Awaited<ReturnType<typeof find>>
      const found = await find()
      await node.database
        .insertInto('kernel.setting')
        .values({ name, value: JSON.stringify(found) })
        .execute()
      return found
    },
    async looks(who, route, input) {
      const answer = await route.run(node, input, { actor: await actorOf(who) })
      if (isRefusal(answer)) throw new Error(`${key}: ${route.name} was refused (${answer.code}).`)
      return answer
    },
  }
}
