import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { packageRoot } from '#kernel/db/package-root'
import { nodeLanguages } from '#kernel/node-languages'
import { formatLocale } from '../../ui/language/text.ts'

/** All languages of the node, one folder each under `locales/`. Server and web app have the same. */
export interface Catalogue {
  languages: readonly string[]
  /** The best of our languages for an `Accept-Language` header or a stored choice; English if none matches. */
  choose(...wishes: (string | undefined)[]): string
  say(language: string, id: string, values?: Record<string, string | number>): string
  has(language: string, id: string): boolean
  receiptWords(language: string): readonly string[]
}

const wordList = 'receipt-words.json'

export function readCatalogue(root = packageRoot()): Catalogue {
  const folder = join(root, 'locales')
  const languages = nodeLanguages(root)
  const voices = new Map<string, Voice>()
  const words = new Map<string, readonly string[]>()
  for (const language of languages) {
    const texts = new Map<string, string>()
    for (const file of readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))) {
      const found = JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Record<string, string> | string[]
      if (Array.isArray(found)) continue // a list of words, not texts
      for (const [id, text] of Object.entries(found)) texts.set(id, text)
    }
    voices.set(language, voiceOf(language, texts))
    const list = join(folder, language, wordList)
    if (existsSync(list)) words.set(language, JSON.parse(readFileSync(list, 'utf8')) as string[])
  }
  const choose = (...wishes: (string | undefined)[]): string => {
    for (const tag of wishes.flatMap((text) => tagsIn(text ?? ''))) {
      const fit = fitting(tag, languages)
      if (fit) return fit
    }
    return 'en'
  }
  return {
    languages,
    choose,
    say: (language, id, values) => voices.get(language)?.say(id, values) ?? id,
    has: (language, id) => voices.get(language)?.has(id) ?? false,
    receiptWords: (language) => words.get(language) ?? words.get('en')!,
  }
}

interface Voice {
  say(id: string, values?: Record<string, string | number>): string
  has(id: string): boolean
}

/** Compiles a text when it is first said: a node says few of its thousands of texts, and all take half a second. */
function voiceOf(language: string, texts: ReadonlyMap<string, string>): Voice {
  const i18n = setupI18n({ locale: language, locales: [formatLocale(language)], messages: { [language]: {} } })
  const compiled = new Set<string>()
  return {
    has: (id) => texts.has(id),
    say(id, values) {
      const text = texts.get(id)
      if (text !== undefined && !compiled.has(id)) i18n.load(language, { [id]: compileMessage(text) })
      compiled.add(id)
      return i18n._(id, values)
    },
  }
}

/** The tags of an `Accept-Language` header by preference (RFC 9110, 12.5.4). A plain tag is a list of one. */
function tagsIn(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

/** The same tag, a wider one (`fr` for `fr-SN`), or the same language of another region (`pt-BR` for `pt-AO`). */
function fitting(tag: string, languages: readonly string[]): string | undefined {
  const named = (wanted: string) => languages.find((language) => language.toLowerCase() === wanted)
  const parts = tag.split('-')
  for (let length = parts.length; length > 0; length -= 1) {
    const found = named(parts.slice(0, length).join('-'))
    if (found) return found
  }
  return languages.find((language) => language.split('-')[0] === parts[0])
}
