import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { Node } from '#kernel/node'
import type { AnyRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import type { Catalogue } from '../server/catalogue.ts'
import { readCatalogue } from '../server/catalogue.ts'
import { routes } from '../server/modules.ts'

interface Said {
  severity: string
  sheet: string
  row: number
  column: string
  message: { id: string }
  params: Record<string, string | number>
}

/**
 * `npx tenfold import xlsform <file.xlsx>`: imports a form and reports everything it could not import. Returns the exit
 * code.
 */
export async function importXlsformCommand(args: string[], node: Node): Promise<number> {
  const [file] = args
  const catalogue = readCatalogue()
  const language = catalogue.choose(languageOf(process.env))
  if (file === undefined)
    return fail(
      catalogue.say(language, 'standards.cli.which-file', { command: 'npx tenfold import xlsform form.xlsx' }),
    )
  let workbook: string
  try {
    workbook = readFileSync(file).toString('base64')
  } catch {
    return fail(catalogue.say(language, 'standards.cli.unreadable', { file }))
  }
  const imported = await getRoute('import-form').run(
    node,
    { fileName: basename(file), workbook },
    { actor: nodeActor, commandId: newId() },
  )
  if (isRefusal(imported)) return fail(refusalWords(catalogue, language, imported.code, imported.params))
  const { id, version, questions, unchanged } = imported as {
    id: string
    version: string
    questions: number
    unchanged: boolean
  }
  const shown = (await getRoute('view-form').run(node, { id }, { actor: nodeActor })) as { problems: Said[] }
  for (const problem of shown.problems) process.stdout.write(`${problemLine(catalogue, language, problem)}\n`)
  const summary = { id, version: version === '' ? '–' : version, count: questions, problems: shown.problems.length }
  process.stdout.write(
    `${catalogue.say(language, unchanged ? 'standards.cli.unchanged' : 'standards.cli.imported', summary)}\n`,
  )
  return 0
}

/** The language of a terminal's messages (POSIX 8.2): `fr_SN.UTF-8` is French. */
function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string | undefined {
  return (LC_ALL || LC_MESSAGES || LANG)?.split(/[.@]/)[0]?.replace('_', '-')
}

function getRoute(name: string): AnyRoute {
  const route = routes.find((one) => one.name === name)
  if (!route) throw new Error(`This node has no route ${name}.`)
  return route
}

function problemLine(
  catalogue: Catalogue,
  language: string,
  { severity, sheet, row, column, message, params }: Said,
): string {
  const place = [sheet, row > 0 ? String(row) : '', column].filter((part) => part !== '').join(' ')
  return `${place.padEnd(36)} ${catalogue.say(language, `forms.severity.${severity}`)}: ${catalogue.say(language, message.id, params)}`
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
