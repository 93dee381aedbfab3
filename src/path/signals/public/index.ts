import type { FastifyInstance } from 'fastify'
import { renderPage } from './page.tsx'
import type { PublicPages, PublicParts } from './pages.ts'
import { mountPageFiles } from './style.ts'
import { mountReceiptPage } from './receipt.tsx'
import { mountTellPage } from './tell.tsx'
import { chooseVoice } from './voice.ts'

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
  const { catalogue, demonstration } = parts
  const pages: PublicPages = {
    ...parts,
    voiceOf: (request) =>
      chooseVoice(catalogue, (request.query as Record<string, unknown>)['lang'], request.headers['accept-language']),
    send(reply, voice, path, content, status = 200) {
      const page = renderPage({ voice, languages: catalogue.languages, path, demonstration }, content)
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
