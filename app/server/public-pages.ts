import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Node } from '#kernel/node'
import type { Catalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { renderPage } from './public-pages/page.tsx'
import { mountPageFiles } from './public-pages/style.ts'
import { mountReceiptPage } from './public-pages/receipt.tsx'
import { mountTellPage } from './public-pages/tell.tsx'
import { chooseVoice, type Voice } from './public-pages/voice.ts'

export interface PublicParts {
  node: Node
  catalogue: Catalogue
  config: Pick<Config, 'mode'>
}

/** Shared parts of both pages: the node, the texts, and sending a page. */
export interface PublicPages extends PublicParts {
  voiceOf(request: FastifyRequest): Voice
  send(reply: FastifyReply, voice: Voice, path: string, content: React.ReactNode, status?: number): FastifyReply
}

/** These pages load nothing from other sites, send nothing to them, and have no inline style or script. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The pages for people without an account, at /tell. They work without JavaScript, set no cookie and store no address.
 */
export async function mountPublicPages(server: FastifyInstance, parts: PublicParts): Promise<void> {
  const { catalogue, config } = parts
  const pages: PublicPages = {
    ...parts,
    voiceOf: (request) =>
      chooseVoice(catalogue, (request.query as Record<string, unknown>)['lang'], request.headers['accept-language']),
    send(reply, voice, path, content, status = 200) {
      const page = renderPage(
        { voice, languages: catalogue.languages, path, demonstration: config.mode === 'demonstration' },
        content,
      )
      return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .headers({
          'cache-control': 'no-store',
          'content-language': voice.language,
          'content-security-policy': contentPolicy,
          'referrer-policy': 'no-referrer',
          'x-robots-tag': 'noindex',
          vary: 'accept-language',
        })
        .send(page)
    },
  }
  mountPageFiles(server)
  mountTellPage(server, pages)
  mountReceiptPage(server, pages)
}
