import { walkAst } from '../expression/ast.ts'
import { parseExpression } from '../expression/parse.ts'
import type { Question, QuestionType, Text } from '../model.ts'
import type { Columns } from './columns.ts'
import { findCell, findWords, nameUnreadColumns, textOfCell } from './columns.ts'
import type { ImportProblems, Spot } from './import-problems.ts'
import type { SheetRow } from './read-workbook.ts'
import type { RowType } from './row-types.ts'

const read = [
  'type',
  'name',
  'label',
  'hint',
  'required',
  'required_message',
  'relevant',
  'constraint',
  'constraint_message',
  'calculation',
  'choice_filter',
  'default',
  'read_only',
  'appearance',
  'repeat_count',
  'parameters',
  'trigger',
  'guidance_hint',
  'disabled',
]
const yes = ['yes', 'true', 'true()', '1']
const no = ['no', 'false', 'false()', '0']
/** A spreadsheet turns `true` in a cell into TRUE. pyxform reads such a cell as the function (BINDING_CONVERSIONS). */
const truthOf: Readonly<Record<string, string>> = { yes: 'true()', true: 'true()', no: 'false()', false: 'false()' }

export interface RowContext {
  row: SheetRow
  columns: Columns
  problems: ImportProblems
}

export function spotOf({ row }: RowContext, column: string): Spot {
  return { sheet: row.sheet, row: row.number, column }
}

/** Reads an expression of a group or a question. Curly quotes are read as straight ones and reported. */
export function readExpression(context: RowContext, base: string): string | undefined {
  const cell = findCell(context.row, context.columns, base)
  if (!cell) return undefined
  if (/[“”‘’]/.test(cell.text))
    context.problems.add('mended', 'curly-quotes', spotOf(context, cell.column), cell.text.slice(0, 80))
  const word = cell.text.toLowerCase()
  return Object.hasOwn(truthOf, word) ? truthOf[word] : cell.text
}

/** Reports the cells of the row that the importer does not read. */
export function nameUnread(context: RowContext): void {
  const { row, columns, problems } = context
  nameUnreadColumns(row, columns, read, problems)
  for (const base of ['trigger', 'guidance_hint']) {
    const cell =
      findCell(row, columns, base) ??
      [...row.cells.values()].find(({ column }) => columns.bySheet.get(column)?.base === base)
    if (cell)
      problems.add('unsupported', 'unknown-column', spotOf(context, cell.column), cell.text.slice(0, 80), {
        count: 1,
        rows: String(row.number),
      })
  }
}

/** One question from one row. */
export function readQuestion(
  context: RowContext,
  name: string,
  said: Extract<RowType, { kind: 'question' }>,
): Question {
  const { row, columns, problems } = context
  const appearance = textOfCell(row, columns, 'appearance')
  const type = finalType(context, said, appearance)
  const choiceFilter = readExpression(context, 'choice_filter')
  const hint = findWords(row, columns, 'hint', problems)
  const relevant = readExpression(context, 'relevant')
  const calculation = readExpression(context, 'calculation')
  const requiredMessage = findWords(row, columns, 'required_message', problems)
  const mapping = readMapping(row, columns)
  const calendars = readAppearance(context, type, appearance)
  if (said.instead !== undefined) problems.add('changed', 'record-type', spotOf(context, 'type'), said.instead)
  if (said.ranked) problems.add('changed', 'rank', spotOf(context, 'type'), 'rank')
  nameUnread(context)
  if (said.type === 'calculate' && !said.hidden && calculation === undefined && !textOfCell(row, columns, 'default'))
    problems.add('error', 'calculation-missing', spotOf(context, 'calculation'), name)
  return {
    kind: 'question',
    name,
    type,
    label: readLabel(context, name, type, calculation !== undefined),
    ...(hint ? { hint } : {}),
    ...readRequired(context),
    ...(requiredMessage ? { requiredMessage } : {}),
    ...(relevant === undefined ? {} : { relevant }),
    ...readConstraint(context, said),
    ...(calculation === undefined ? {} : { calculation }),
    ...(said.list === undefined ? {} : { choices: said.list }),
    ...(choiceFilter === undefined ? {} : { choiceFilter }),
    ...readDefault(context, type),
    ...readReadOnly(context),
    ...(appearance === undefined ? {} : { appearance }),
    ...(calendars ? { calendars } : {}),
    ...(mapping ? { mapping } : {}),
  }
}

function finalType(
  context: RowContext,
  said: Extract<RowType, { kind: 'question' }>,
  appearance: string | undefined,
): QuestionType {
  if (said.ranged)
    return /\bstep\s*=\s*\d*\.\d/.test(textOfCell(context.row, context.columns, 'parameters') ?? '')
      ? 'decimal'
      : 'integer'
  return said.type === 'text' && said.instead === undefined && appearance?.split(/\s+/).includes('multiline')
    ? 'long-text'
    : said.type
}

/** Calendar of each appearance (docs.getodk.org/form-question-types, "Date with … calendar"). */
const calendarOf: Readonly<Record<string, string>> = {
  ethiopian: 'ethiopic',
  coptic: 'coptic',
  islamic: 'islamic-umalqura',
  persian: 'persian',
}
/** Appearances that change how a person answers, not only how the question looks. */
const otherWays =
  /^(?:select-contact|search\(.*|map|placement-map|draw|signature|annotate|new|likert|image-map|rating|masked|printer:.*|ex:.*|bikram-sambat|myanmar|mrdt-verify|countdown-timer|intent)$/

function readAppearance(context: RowContext, type: QuestionType, appearance: string | undefined): string[] | undefined {
  const words = appearance?.split(/\s+/) ?? []
  const other = words.find((word) => otherWays.test(word))
  if (other !== undefined) context.problems.add('changed', 'appearance', spotOf(context, 'appearance'), other)
  const own =
    type === 'date' ? words.flatMap((word) => (Object.hasOwn(calendarOf, word) ? [calendarOf[word] ?? ''] : [])) : []
  return own.length > 0 ? [...own, 'gregory'] : undefined
}

/** A calculated or hidden question needs no label. */
function readLabel(context: RowContext, name: string, type: QuestionType, worksItselfOut: boolean): Text {
  const { row, columns, problems } = context
  const label = findWords(row, columns, 'label', problems)
  if (label) return label
  if (type === 'calculate' || type === 'note' || worksItselfOut) return {}
  problems.add('changed', 'label-missing', spotOf(context, 'label'), name)
  return { [columns.plain]: name }
}

function readRequired(context: RowContext): Pick<Question, 'required'> {
  const written = readExpression(context, 'required')
  if (written === undefined || no.includes(written.toLowerCase())) return {}
  return { required: yes.includes(written.toLowerCase()) ? true : written }
}

function readReadOnly(context: RowContext): Pick<Question, 'readOnly'> {
  const written = readExpression(context, 'read_only')
  if (written === undefined || no.includes(written.toLowerCase())) return {}
  return { readOnly: yes.includes(written.toLowerCase()) ? true : written }
}

function readConstraint(
  context: RowContext,
  said: Extract<RowType, { kind: 'question' }>,
): Pick<Question, 'constraint'> {
  const parameters = textOfCell(context.row, context.columns, 'parameters')
  const tests = [readExpression(context, 'constraint'), ...(said.ranged ? limitsOf(parameters ?? '') : [])]
  if (said.ranged) context.problems.add('changed', 'range', spotOf(context, 'type'), 'range')
  if (parameters !== undefined && !said.ranged)
    context.problems.add('unsupported', 'parameters', spotOf(context, 'parameters'), parameters)
  const kept = tests.filter((one) => one !== undefined)
  if (kept.length === 0) return {}
  const message = findWords(context.row, context.columns, 'constraint_message', context.problems) ?? {}
  return {
    constraint: { test: kept.length === 1 ? (kept[0] ?? '') : kept.map((one) => `(${one})`).join(' and '), message },
  }
}

/** xlsform.org, "Range": from 1 to 10 in steps of 1 where the parameters say nothing else. */
function limitsOf(parameters: string): string[] {
  const said = (key: string, otherwise: number): number =>
    Number(new RegExp(`\\b${key}\\s*=\\s*(-?\\d*\\.?\\d+)`).exec(parameters)?.[1] ?? otherwise)
  const [start, end, step] = [said('start', 1), said('end', 10), Math.abs(said('step', 1))]
  const limits = [`. >= ${Math.min(start, end)}`, `. <= ${Math.max(start, end)}`]
  // Decimal fractions are not exact, so a step is met within a millionth of it.
  const turns = `(. - ${start}) div ${step}`
  return step === 0 ? limits : [...limits, `abs(${turns} - round(${turns})) < 0.000001`]
}

/** Whether a default is worked out, as pyxform decides it: it calls, refers or calculates (`default_is_dynamic`). */
function isWorkedOut(written: string, type: QuestionType): boolean {
  if (/\$\{/.test(written) || /^[a-z][\w:-]*\(.*\)$/s.test(written)) return true
  // A date, a telephone number or a hyphenated word has a minus that is none.
  if (!/[\w)'"]\s*[+*|]|\s-\s|\s(?:div|mod)\s|\(/.test(written)) return false
  const { ast } = parseExpression(written)
  if (!ast) return false
  let [works, names] = [false, false]
  walkAst(ast, (part) => {
    if (part.kind === 'call' || (part.kind === 'binary' && /^(?:[-+*|]|div|mod)$/.test(part.operator))) works = true
    if (part.kind === 'path') names = true
  })
  // In a question for words, `bread + milk` is words.
  return works && !(names && (type === 'text' || type === 'long-text'))
}

function readDefault(context: RowContext, type: QuestionType): Pick<Question, 'default' | 'defaultCalculation'> {
  const written = textOfCell(context.row, context.columns, 'default')
  if (written === undefined) return {}
  return isWorkedOut(written, type) ? { defaultCalculation: written } : { default: written }
}

function readMapping(row: SheetRow, columns: Columns): Record<string, string> | undefined {
  const pairs = [...row.cells.values()].flatMap(({ text, column }) => {
    const standard = /^mapping:{1,2}([\w-]+)$/.exec(columns.bySheet.get(column)?.base ?? '')?.[1]
    return standard === undefined ? [] : [[standard, text]]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}
