import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Node } from '#kernel/node'
import { isRefusal } from '#kernel/refusal'
import { importPlaces, importPlacesInput, inspectPlaces, type PlaceProblem } from '#places'
import { type Catalogue, readCatalogue } from '../server/catalogue.ts'

const USAGE =
  'npx tenfold import places <file.csv> --set <id> --version <date> --source <where it is from> --licence <its licence> [--countries AFG,PAK]'
const MOST_SHOWN = 50

/**
 * Loads a version of a place list into a node, running or not. If a line is wrong, it reports every such line and loads
 * nothing. It opens the node only for a valid list.
 */
export async function importPlacesCommand(
  words: string[],
  beside: (work: (node: Node) => Promise<number>) => Promise<number>,
): Promise<number> {
  const catalogue = readCatalogue()
  const language = catalogue.choose(process.env['LANG']?.replace('_', '-').split('.')[0])
  const say = (id: string, params: Record<string, string | number> = {}): string => catalogue.say(language, id, params)
  const asked = readWords(words)
  if (!asked) return fail(say('standards.cli.places.usage', { usage: USAGE }))
  const { file, countries, ...set } = asked
  let csv: string
  try {
    csv = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  } catch {
    return fail(say('standards.cli.places.file', { file }))
  }
  const input = importPlacesInput.safeParse({ ...set, countries, csv })
  if (!input.success) return fail(say('standards.cli.places.usage', { usage: USAGE }))
  const { problems, remarks } = inspectPlaces(csv, countries)
  for (const line of linesOf(problems.length > 0 ? problems : remarks, say)) process.stdout.write(`${line}\n`)
  if (problems.length > 0) return fail(say('standards.cli.places.nothing', { count: problems.length }))
  return beside(async (node) => {
    const began = performance.now()
    const answer = await importPlaces.run(node, input.data, { actor: nodeActor, commandId: newId() })
    if (isRefusal(answer)) return fail(refusalWords(catalogue, language, answer.code, answer.params))
    const done: z.infer<typeof importPlaces.answer> = answer
    const { unchanged, ...counts } = done
    process.stdout.write(
      `${say(unchanged ? 'standards.cli.places.unchanged' : 'standards.cli.places.loaded', { ...counts, seconds: ((performance.now() - began) / 1_000).toFixed(1) })}\n`,
    )
    return 0
  })
}

function readWords(
  words: string[],
): { file: string; setId: string; version: string; source: string; licence: string; countries: string[] } | undefined {
  const option = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { set: option, version: option, source: option, licence: option, countries: option },
    })
    const { set: setId, version, source, licence, countries } = values
    const [file, ...more] = positionals
    if (!file || more.length > 0 || !setId || !version || !source || !licence) return undefined
    return {
      file,
      setId,
      version,
      source,
      licence,
      countries: (countries ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    }
  } catch {
    return undefined
  }
}

function linesOf(
  found: readonly PlaceProblem[],
  say: (id: string, params?: Record<string, string | number>) => string,
): string[] {
  const shown = found
    .slice(0, MOST_SHOWN)
    .map(({ line, code, value = '' }) =>
      say('standards.cli.places.line', { line, problem: say(`standards.places.problem.${code}`, { value }) }),
    )
  return found.length > MOST_SHOWN
    ? [...shown, say('standards.cli.places.more', { count: found.length - MOST_SHOWN })]
    : shown
}

function refusalWords(
  catalogue: Catalogue,
  language: string,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return ['title', 'reason', 'next']
    .map((part) => catalogue.say(language, `refusal.${code}.${part}`, { ...params }))
    .join('\n')
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
