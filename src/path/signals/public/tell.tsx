import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { dayIn } from '#lib/civil-time'
import { publicActor } from '#kernel/actor'
import { isUuid, newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import type { Form, AnswerProblem } from '#lib/forms'
import { readPlacesOf } from '#places'
import { raisePublicly } from '../api.ts'
import { concern, raiseForm } from '../model.ts'
import { concernIdFrom, receiptDigest, receiptNumbers, receiptWords } from '../store/receipt.ts'
import type { PublicPages } from './pages.ts'
import { ArrivedPage, TellPage, type TellProps } from './tell-page.tsx'
import { mostBytes, troubleOf } from './trouble.ts'
import { entriesShown, readForm, textTyped, type Typed, typedOf, withOneMore, withoutOne } from './typed.ts'
import type { Voice } from './voice.ts'
import { WaitPage } from './wait-page.tsx'

const path = '/tell'

/** Tries from one address in a minute. It is generous, because a camp or a school shares one address. */
const perMinute = 60

/** The page where a person without an account raises a concern and gets the words of a receipt. */
export function mountTellPage(server: FastifyInstance, pages: PublicPages): void {
  const { node, catalogue } = pages
  const form = raiseForm(catalogue.languages)

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: Shown,
    status = 200,
  ): Promise<FastifyReply> {
    const voice = pages.voiceOf(request)
    const typed = wanted.typed ?? {}
    const { state } = readForm(form, typed, today(), voice.language)
    const props: TellProps = {
      form,
      typed,
      state,
      voice,
      problems: wanted.problems ?? [],
      // Without the list of places the page still works, and the person can describe the place in words.
      places: await readPlacesOf(node.database, node.country, mostPlaces).catch(() => []),
      seed: seedOf(typed),
      added: wanted.added,
      trouble: wanted.trouble,
    }
    return pages.send(reply, voice, path, <TellPage {...props} />, status)
  }

  const today = (): string => dayIn(node.timeZone, node.clock.now())

  server.get(path, async (request, reply) => show(request, reply, {}))

  server.post(path, {
    bodyLimit: mostBytes,
    config: { rateLimit: { max: perMinute, timeWindow: '1 minute', hook: 'preHandler' } },
    errorHandler: (error, request, reply) => {
      const { kind, status } = troubleOf(error, request, pages.logFailure)
      const typed = typedOf(request.body)
      if (kind === 'away') return void show(request, reply, { typed, trouble: kind }, status)
      const voice = pages.voiceOf(request)
      return void pages.send(reply, voice, path, <WaitPage voice={voice} path={path} typed={typed} />, status)
    },
    handler: async (request, reply) => {
      const voice = pages.voiceOf(request)
      const typed = typedOf(request.body)
      const changed = changedEntries(form, typed)
      if (changed) return show(request, reply, changed)
      const { state, values } = readForm(form, withReplyWanted(typed), today(), voice.language)
      const parsed = concern.safeParse(values)
      const problems = [...state.problems, ...(state.complete && !parsed.success ? problemsOf(parsed.error) : [])]
      if (problems.length > 0 || !parsed.success) return show(request, reply, { typed, problems }, 422)
      const id = concernIdFrom(node.nodeKey, seedOf(typed), [parsed.data, voice.language])
      const numbers = receiptNumbers(node.nodeKey, id)
      const answer = await raisePublicly.run(
        node,
        { ...parsed.data, id, language: voice.language, receiptDigest: receiptDigest(numbers) },
        { actor: publicActor, commandId: id },
      )
      if (isRefusal(answer)) return show(request, reply, { typed, trouble: 'away' }, answer.status)
      const words = receiptWords(numbers, catalogue.receiptWords(voice.language))
      return pages.send(reply, voice, path, arrived(voice, words, parsed.data))
    },
  })
}

interface Shown {
  typed?: Typed
  problems?: readonly AnswerProblem[]
  added?: string
  trouble?: TellProps['trouble']
}

function arrived(voice: Voice, words: readonly string[], data: z.infer<typeof concern>) {
  return (
    <ArrivedPage
      voice={voice}
      words={words}
      danger={data.danger === 'immediate'}
      replyWanted={data.replyWanted}
      hiddenFrom={data.keptFrom ?? []}
    />
  )
}

function seedOf(typed: Typed): string {
  const seed = textTyped(typed, 'seed')
  return isUuid(seed) ? seed : newId()
}

/** "Add another" and "Remove" only show the page again, with everything that was typed. */
function changedEntries(form: Form, typed: Typed): Shown | undefined {
  const repeats = form.items.filter((item) => item.kind === 'group' && item.repeat).map((item) => item.name)
  const more = textTyped(typed, 'one-more')
  if (repeats.includes(more)) {
    const longer = withOneMore(typed, more)
    return { typed: longer, added: `${more}/${entriesShown(longer, more) - 1}` }
  }
  const [away = '', index = ''] = textTyped(typed, 'take-away').split('/')
  return repeats.includes(away) && /^\d+$/.test(index) ? { typed: withoutOne(typed, away, Number(index)) } : undefined
}

/** A person who gives a contact and skips the question before it wants a reply. */
function withReplyWanted(typed: Typed): Typed {
  return textTyped(typed, 'reply').trim() !== '' && textTyped(typed, 'replyWanted') === ''
    ? { ...typed, replyWanted: ['yes'] }
    : typed
}

/** Problems that the form does not find but the model does: a far too long text, an invalid age. */
function problemsOf(error: z.ZodError): AnswerProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.join('/'),
    code: issue.code,
    message: { id: issue.code === 'too_big' ? 'public.problem.too-long' : 'forms.problem.constraint' },
    params: {},
  }))
}

/** A country with more places offers only the upper levels. The person then writes the village in words. */
const mostPlaces = 400
