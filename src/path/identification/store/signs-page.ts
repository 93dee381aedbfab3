import { readFileSync } from 'node:fs'
import { exploitationForm, formsOfExploitation } from '#standards/codes'
import { readingOf, sourceOf, type StatementId, statementIds } from '#standards/sources'
import type { Indicator, IndicatorPack } from '../pack-model.ts'
import { readPacks } from './packs.ts'

/** The page docs/signs.md: every sign with its hint and why the hint is no wider, every form, every sentence of law. */
export function signsPage(words: Readonly<Record<string, string>>): string {
  const file = new URL('../indicators/not-wider.json', import.meta.url)
  const narrow = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const loaded = readPacks().filter(({ status }) => status === 'loaded')
  return [
    '# Signs, forms and sources',
    '',
    'Written by `node scripts/signs-page.mjs`. Do not edit; the check `signs` compares it.',
    '',
    'A hint helps to see a sign. It may give an example of it and may never let in more than the sign says: a hint that is wider',
    'lifts a weight onto something that the source does not name.',
    '',
    ...loaded.flatMap((pack) => signsOf(pack, narrow)),
    ...forms(words),
    ...statements(),
  ].join('\n')
}

function signsOf(pack: IndicatorPack, narrow: Readonly<Record<string, string>>): string[] {
  const signs = pack.families.filter(({ signs: derived }) => !derived).flatMap(({ indicators }) => indicators)
  const line = (sign: Indicator): string => {
    const why = narrow[sign.id]
    if (!why || !('en' in sign.text) || !('en' in sign.look))
      throw new Error(`${sign.id}: say why its hint is no wider`)
    return row(
      `\`${sign.id.slice(pack.id.length + 1)}\``,
      sign.text.en!,
      sign.look.en!,
      sign.shows,
      sign.weight ?? '–',
      why,
    )
  }
  const shown = ['sign', 'what it says', 'hint', 'seen or told', 'weight', 'not wider, because']
  return [
    `## ${pack.title.en}`,
    '',
    `\`${pack.id}\`, version ${pack.version}. ${pack.source.instrument}.`,
    '',
    ...table(shown, signs.map(line)),
  ]
}

function forms(words: Readonly<Record<string, string>>): string[] {
  const lines = exploitationForm.values.map((form) => {
    const { named, law, htcds } = formsOfExploitation[form]
    const value = typeof htcds === 'string' ? `\`${htcds}\`` : `– (${htcds.lost})`
    const { instrument, paragraph, verified } = sourceOf(law)
    const said = words[`standards.form.${form}`] ?? ''
    return row(
      `\`${form}\``,
      said,
      namedAs[named],
      `${instrument}, ${paragraph}${verified ? '' : ' (unverified)'}`,
      value,
    )
  })
  const shown = ['form', 'words', 'named in law', 'source', '`vic_TypeOfExploitation`']
  return ['## Forms of exploitation', '', ...table(shown, lines)]
}

const namedAs = {
  trafficking: 'as exploitation in trafficking',
  'other-offence': 'by another instrument',
  nowhere: 'by none we know',
} as const

function statements(): string[] {
  const line = (id: StatementId): string => {
    const { instrument, paragraph } = sourceOf(id)
    const read = readingOf(id)
    return row(
      `\`${id}\``,
      instrument,
      paragraph,
      read ? `${read.by}: ${read.copy}` : '**nobody yet**',
      read?.on ?? '–',
    )
  }
  return [
    '## Who read which sentence',
    '',
    ...table(['id', 'instrument', 'sentence', 'read by', 'when'], statementIds.map(line)),
  ]
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function table(shown: string[], lines: string[]): string[] {
  return [row(...shown), row(...shown.map(() => '---')), ...lines, '']
}
