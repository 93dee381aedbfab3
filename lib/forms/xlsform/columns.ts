import type { Text } from '../model.ts'
import type { ImportProblems } from './import-problems.ts'
import { findLanguageTag, privateTag } from './languages.ts'
import { isStyled, plainWords } from './plain-words.ts'
import type { Cell, SheetRow, WorkSheet } from './read-workbook.ts'

/** One heading of a sheet: its purpose and its language. */
export interface Heading {
  base: string
  language: string | undefined
}

export interface Columns {
  bySheet: Map<string, Heading>
  /** Language of columns that name none. */
  plain: string
}

const aliases: Record<string, string> = {
  caption: 'label',
  relevance: 'relevant',
  calculate: 'calculation',
  count: 'repeat_count',
  'jr:count': 'repeat_count',
  requiredmsg: 'required_message',
  'required-message': 'required_message',
  noapperrorstring: 'no_app_error_string',
  constraint_msg: 'constraint_message',
  'constraint-msg': 'constraint_message',
  constraining_message: 'constraint_message',
  'bind::relevant': 'relevant',
  'bind::required': 'required',
  'bind::readonly': 'read_only',
  'bind::constraint': 'constraint',
  'bind::calculate': 'calculation',
  'bind::jr:constraintmsg': 'constraint_message',
  'bind::jr:requiredmsg': 'required_message',
  'control::appearance': 'appearance',
  'body::appearance': 'appearance',
  'control::jr:count': 'repeat_count',
  'body::jr:count': 'repeat_count',
  title: 'form_title',
  set_form_title: 'form_title',
  set_form_id: 'form_id',
  readonly: 'read_only',
  list: 'list_name',
  list_name: 'list_name',
  value: 'name',
  image: 'media::image',
  audio: 'media::audio',
  video: 'media::video',
  'big-image': 'media::big-image',
}
/** Names of columns in the survey sheet only. In the choices a `tag` is a column like any other. */
const surveyAliases: Record<string, string> = { command: 'type', tag: 'name' }
const translated = [
  'form_title',
  'label',
  'hint',
  'constraint_message',
  'required_message',
  'guidance_hint',
  'media::image',
  'media::audio',
  'media::video',
  'media::big-image',
]

/** Reads the headings of a sheet. An unknown language is a problem, and its column keeps a private tag. */
export function readHeadings(sheet: WorkSheet, plain: string, problems: ImportProblems): Columns {
  const bySheet = new Map<string, Heading>()
  const read = new Map<string, string>()
  for (const heading of sheet.headings) {
    if (heading === '' || bySheet.has(heading)) continue
    const { base, language } = readHeading(heading, sheet.name, problems)
    const known = `${base} ${language ?? ''}`
    const before = read.get(known)
    if (before !== undefined && language !== undefined)
      problems.add('error', 'language-twice', { sheet: sheet.name, row: 1, column: heading }, heading, {
        column: before,
      })
    // Of `relevance` and `relevant` the proper name is read. A column that is not read keeps its heading, and its cells
    // are reported.
    const isProper = language === undefined && plainHeading(heading) === base
    const wins = before !== undefined && isProper && plainHeading(before) !== base
    if (wins) bySheet.set(before, unreadHeading(before))
    const isRead = before === undefined || wins
    bySheet.set(heading, isRead ? { base, language } : unreadHeading(heading))
    if (isRead) read.set(known, heading)
  }
  return { bySheet, plain }
}

/** No column that is read begins with a blank. */
function unreadHeading(heading: string): Heading {
  return { base: ` ${heading}`, language: undefined }
}

function plainHeading(written: string): string {
  return written.trim().toLowerCase().replace(/\s+/g, '_')
}

function baseOf(written: string, sheet: string): string {
  const base = plainHeading(written)
  const survey = sheet.trim().toLowerCase() === 'survey'
  return aliases[base] ?? (survey ? surveyAliases[base] : undefined) ?? base
}

function readHeading(heading: string, sheet: string, problems: ImportProblems): Heading {
  // One colon separates too, unless it belongs to a name such as `jr:count`.
  const parts = heading.includes('::') ? heading.split('::') : heading.split(/(?<!\bjr):/)
  const plain = baseOf(parts.map((part) => part.trim()).join('::'), sheet)
  if (parts.length < 2) return { base: plain, language: undefined }
  for (const taken of [parts.length - 1, parts.length]) {
    const base = baseOf(
      parts
        .slice(0, taken)
        .map((part) => part.trim())
        .join('::'),
      sheet,
    )
    if (!translated.includes(base)) continue
    const written = parts.slice(taken).join('::').trim()
    if (written === '') return { base, language: undefined }
    const language = findLanguageTag(written)
    if (language !== undefined) return { base, language }
    const tag = privateTag(written)
    problems.add('changed', 'unknown-language', { sheet, row: 1, column: heading }, written, { tag })
    return { base, language: tag }
  }
  return { base: plain, language: undefined }
}

export function findCell(row: SheetRow, columns: Columns, base: string): Cell | undefined {
  for (const [heading, cell] of row.cells) {
    const known = columns.bySheet.get(heading)
    if (known?.base === base && known.language === undefined) return cell
  }
  return undefined
}

export function textOfCell(row: SheetRow, columns: Columns, base: string): string | undefined {
  return findCell(row, columns, base)?.text
}

/** The words for yes that pyxform takes (`yes_no`). A spreadsheet turns `true` into TRUE. */
export function isYes(written: string | undefined): boolean {
  return /^(?:yes|true|true\(\)|1)$/i.test(written ?? '')
}

/** Forms in use write these where a row has no label. */
const noWords = ['NO_LABEL', 'DELETE_THIS_LINE']
/** Columns for another program. Leaving them out changes nothing for the person who fills in the form. */
const harmlessAttributes = ['instance::tag']

/** Words of a row in all its languages, without styling; undefined when there are none. */
export function findWords(row: SheetRow, columns: Columns, base: string, problems: ImportProblems): Text | undefined {
  const words: Record<string, string> = {}
  const from = new Map<string, string>()
  for (const [heading, cell] of row.cells) {
    const known = columns.bySheet.get(heading)
    if (known?.base !== base) continue
    const spot = { sheet: row.sheet, row: row.number, column: heading }
    if (noWords.includes(cell.text)) {
      problems.addOnce('changed', 'no-label', spot, cell.text)
      continue
    }
    const styled = isStyled(cell.text)
    const plain = styled ? plainWords(cell.text) : cell.text
    if (styled) problems.addOnce('changed', 'styled-text', spot, heading)
    if (plain === '') continue
    const language = known.language ?? columns.plain
    const before = from.get(language)
    // A column that names its language wins over one that does not.
    const wins = before === undefined || known.language !== undefined
    if (before !== undefined && words[language] !== plain)
      problems.addOnce('left-out', 'words-twice', { ...spot, column: wins ? before : heading }, base)
    if (!wins) continue
    words[language] = plain
    from.set(language, heading)
  }
  return Object.keys(words).length > 0 ? words : undefined
}

/** The name of a question in another standard. */
export const mappingColumn = /^mapping:{1,2}([\w-]+)$/

/** Reports every filled column that the importer does not read. */
export function nameUnreadColumns(
  row: SheetRow,
  columns: Columns,
  read: readonly string[],
  problems: ImportProblems,
): void {
  for (const [heading, cell] of row.cells) {
    const base = columns.bySheet.get(heading)?.base ?? heading
    if (read.includes(base) || (read.includes('mapping') && mappingColumn.test(base))) continue
    const spot = { sheet: row.sheet, row: row.number, column: heading }
    if (base.startsWith('media::')) problems.add('unsupported', 'media', spot, cell.text.slice(0, 80))
    else if (harmlessAttributes.includes(base)) problems.addOnce('left-out', 'raw-attribute', spot, heading)
    else if (/^(bind|body|control|instance)::/.test(base))
      problems.add('unsupported', 'raw-attribute', spot, `${heading} = ${cell.text.slice(0, 80)}`, {
        count: 1,
        rows: String(row.number),
      })
    else if (/(^|::|_)(notes?|comments?|description|remarks?)$/.test(base))
      problems.addOnce('left-out', 'note-column', spot, heading)
    else problems.addOnce('unsupported', 'unknown-column', spot, heading)
  }
}
