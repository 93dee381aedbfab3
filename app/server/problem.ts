import type { Refusal } from '#kernel/refusal'
import type { Catalogue } from './catalogue.ts'

/**
 * A refusal as RFC 9457 `application/problem+json` in the person's language, with what to do next. A program has no
 * page and has typed nothing, so some refusals have other words for it.
 */
export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  code: string
  next: string
  fields?: readonly { path: string; code: string; message: string }[]
  why?: readonly string[]
}

export function problemOf(
  refusal: Refusal,
  catalogue: Catalogue,
  language: string,
  { forProgram = false }: { forProgram?: boolean } = {},
): ProblemDocument {
  const { code, status, params = {}, fields } = refusal
  const say = (part: string): string => {
    const ids = [...(forProgram ? [`program.${code}.${part}`] : []), `refusal.${code}.${part}`]
    const id = ids.find((candidate) => catalogue.has(language, candidate)) ?? `refusal.step-not-expected.${part}`
    return catalogue.say(language, id, params)
  }
  const policies =
    code === 'action-not-permitted'
      ? String(params['policies'] ?? '')
          .split(' ')
          .filter(Boolean)
      : []
  return {
    type: `urn:tenfold:refusal:${code}`,
    title: say('title'),
    status,
    detail: say('reason'),
    code,
    next: say('next'),
    ...(fields && {
      fields: fields.map(({ path, code: field }) => ({
        path,
        code: field,
        message: fieldMessage(catalogue, language, field),
      })),
    }),
    ...(policies.length > 0 && { why: policies.map((id) => catalogue.say(language, `why.${id}`)) }),
  }
}

function fieldMessage(catalogue: Catalogue, language: string, code: string): string {
  const id = `kernel.field.${code}`
  return catalogue.say(language, catalogue.has(language, id) ? id : 'kernel.field.not-accepted')
}
