import type { EvaluationContext, Text } from './model.ts'

/** True for a message id. `textSchema` explains why the key `id` is never a language. */
export function isMessageId(text: Text): text is { id: string } {
  return Object.keys(text).length === 1 && typeof text['id'] === 'string'
}

/**
 * The best words for a language, in this order: the same tag, the same language in another
 * region, English, no particular language (`und`, ISO 639-2), any other.
 */
export function wordsIn(text: Text, language: string): string {
  const inline: Record<string, string> = text
  const base = language.split('-')[0] ?? language
  const tags = Object.keys(inline)
  const tag =
    tags.find((one) => one === language) ??
    tags.find((one) => one.split('-')[0] === base) ??
    tags.find((one) => one.split('-')[0] === 'en') ??
    tags.find((one) => one === 'und') ??
    tags[0]
  return tag === undefined ? '' : (inline[tag] ?? '')
}

/** Words in the language of the context, with message ids looked up by its `translate`. */
export function wordsOf(text: Text, context: EvaluationContext): string {
  return isMessageId(text) ? (context.translate?.(text.id) ?? text.id) : wordsIn(text, context.language ?? 'en')
}
