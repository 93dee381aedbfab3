import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Node } from '#kernel/node'
import type { Voice } from './voice.ts'

/** The texts of all languages of the node. */
export interface PublicWords {
  languages: readonly string[]
  choose(...wishes: (string | undefined)[]): string
  say(language: string, id: string, values?: Record<string, string | number>): string
  receiptWords(language: string): readonly string[]
}

/** What the server hands to these pages. */
export interface PublicParts {
  node: Node
  catalogue: PublicWords
  demonstration: boolean
  logFailure(request: FastifyRequest, error: Error): void
}

/** Shared parts of both pages: what the server hands over, and sending a page. */
export interface PublicPages extends PublicParts {
  voiceOf(request: FastifyRequest): Voice
  send(reply: FastifyReply, voice: Voice, path: string, content: React.ReactNode, status?: number): FastifyReply
}
