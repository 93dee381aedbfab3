import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { publicActor } from '#kernel/actor'
import { isUuid, newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { addByReceipt, viewByReceipt } from '../api.ts'
import { concernIdFrom, readReceipt, receiptDigest } from '../store/receipt.ts'
import type { PublicPages } from './pages.ts'
import { AskReceiptPage, ConcernPage, type ConcernProps } from './receipt-page.tsx'
import { mostBytes, troubleOf } from './trouble.ts'
import { textTyped, typedOf } from './typed.ts'
import { WaitPage } from './wait-page.tsx'

const path = '/tell/receipt'
const perMinute = 60

/** The pages where the words of a receipt open a concern again: its state, replies, and a field to add something. */
export function mountReceiptPage(server: FastifyInstance, pages: PublicPages): void {
  const { node, catalogue } = pages
  const lists = catalogue.languages.map((language) => catalogue.receiptWords(language))

  function ask(
    request: FastifyRequest,
    reply: FastifyReply,
    typed = '',
    refused?: 'unknown' | 'away',
    status = 200,
  ): FastifyReply {
    const voice = pages.voiceOf(request)
    return pages.send(reply, voice, path, <AskReceiptPage voice={voice} typed={typed} refused={refused} />, status)
  }

  async function open(
    request: FastifyRequest,
    reply: FastifyReply,
    digest: string,
    shown: Pick<ConcernProps, 'typed' | 'note'>,
    status = 200,
  ): Promise<FastifyReply> {
    const voice = pages.voiceOf(request)
    const concern = await viewByReceipt.run(node, { digest }, { actor: publicActor })
    // The same answer for words that are not a receipt and for an unknown receipt.
    if (isRefusal(concern)) return ask(request, reply, textTyped(typedOf(request.body), 'receipt'), 'unknown', 404)
    return pages.send(
      reply,
      voice,
      path,
      <ConcernPage
        voice={voice}
        timeZone={node.timeZone}
        concern={concern}
        digest={digest}
        seed={newId()}
        {...shown}
      />,
      status,
    )
  }

  server.get(path, async (request, reply) => ask(request, reply))

  server.post(path, {
    bodyLimit: mostBytes,
    config: { rateLimit: { max: perMinute, timeWindow: '1 minute', hook: 'preHandler' } },
    errorHandler: (error, request, reply) => {
      const { kind, status } = troubleOf(error, request, pages.logFailure)
      const typed = typedOf(request.body)
      if (kind === 'too-many') {
        const voice = pages.voiceOf(request)
        return void pages.send(reply, voice, path, <WaitPage voice={voice} path={path} typed={typed} />, status)
      }
      const digest = textTyped(typed, 'digest')
      const note = { typed: textTyped(typed, 'text'), note: kind }
      // If a person was adding something, show the text again, as long as the concern can be read.
      return void (digest
        ? open(request, reply, digest, note, status).catch(() => ask(request, reply, '', kind, status))
        : ask(request, reply, textTyped(typed, 'receipt'), kind, status))
    },
    handler: async (request, reply) => {
      const typed = typedOf(request.body)
      const [digest, text, seed] = ['digest', 'text', 'seed'].map((name) => textTyped(typed, name)) as [
        string,
        string,
        string,
      ]
      if (digest === '') {
        const numbers = readReceipt(textTyped(typed, 'receipt'), lists)
        return open(request, reply, numbers ? receiptDigest(numbers) : '', { typed: '' })
      }
      if (text.trim() === '') return open(request, reply, digest, { typed: '', note: 'nothing-written' }, 422)
      // The same text sent twice from one page is stored once.
      const commandId = concernIdFrom(node.nodeKey, isUuid(seed) ? seed : newId(), [digest, text])
      const answer = await addByReceipt.run(node, { digest, text }, { actor: publicActor, commandId })
      if (isRefusal(answer)) return open(request, reply, digest, { typed: text, note: 'away' }, answer.status)
      return open(request, reply, digest, { typed: '', note: 'added' })
    },
  })
}
