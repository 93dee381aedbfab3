import type { Actor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import type { CommandRoute, LookRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { later, type Span, whenOpen } from './calendar.ts'
import { idFor } from './ids.ts'
import type { PastNode } from './past-node.ts'

/** What a story can do. It runs only commands people use, as the people who would use them. */
export interface Teller {
  readonly node: Node
  now(): Date
  /** The time after this span, even at night or on a day off. */
  after(span: Span): Date
  /** The time after this span, moved to office hours. */
  atWork(span: Span): Date
  /** The same text gives the same id in this story at every load. */
  id(what: string): string
  person(who: string): Promise<Actor>
  /** Runs a command as a person (`name@agency`) or an actor. Throws if it is refused. */
  does<Input, Answer>(who: string | Actor, route: CommandRoute<Input, Answer>, input: Input): Promise<Answer>
  /** Stores a result of the first load, because after an interruption the same search could find something else. */
  remembers<Found extends string | readonly string[]>(what: string, find: () => Promise<Found>): Promise<Found>
  looks<Input, Answer>(who: string | Actor, route: LookRoute<Input, Answer>, input: Input): Promise<Answer>
}

/** A story yields the time of its next step. Steps after the end of the load do not happen. */
export type Story = AsyncGenerator<Date, void, void>

export interface ToldStory {
  key: string
  starts: Date
  tell(teller: Teller): Story
}

/** Runs many stories together, each step at its time, so that deadlines pass in between as they would have. */
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
