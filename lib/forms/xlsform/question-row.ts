import { walkAst } from '../expression/ast.ts'
import { parseExpression } from '../expression/parse.ts'
import type { Question, QuestionType, Text } from '../model.ts'
import type { Columns } from './columns.ts'
import { findCell, findWords, isYes, mappingColumn, nameUnreadColumns, textOfCell } from './columns.ts'
import type { SheetRow } from './read-workbook.ts'
import { type RowContext, spotOf } from './row-context.ts'
import { isDecimalRange, nameParameters, readRange } from './parameters.ts'
import type { RowType } from './row-types.ts'

/** The columns of every row. */
const readAlways = ['type', 'name', 'label', 'hint', 'relevant', 'appearance', 'disabled']
/** The columns of a question. In the row of a group they are reported. */
const readInQuestions = [
  'required',
  'required_message',
  'constraint',
  'constraint_message',
  'calculation',
  'choice_filter',
  'default',
  'read_only',
  'parameters',
  'mapping',
]
const no = ['no', 'false', 'false()', '0']
/** A spreadsheet turns `true` in a cell into TRUE. pyxform reads such a cell as the function (BINDING_CONVERSIONS). */
const truthOf: Readonly<Record<string, string>> = { yes: 'true()', true: 'true()', no: 'false()', false: 'false()' }

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
export function nameUnread({ row, columns, problems }: RowContext, read: readonly string[] = []): void {
  nameUnreadColumns(row, columns, [...readAlways, ...read], problems)
}

/** A moment that is kept without asking. Nobody sees a label. */
export function readMoment(context: RowContext, name: string, calculation: string): Question {
  const relevant = readExpression(context, 'relevant')
  const mapping = readMapping(context.row, context.columns)
  nameUnread(context, ['mapping'])
  return {
    kind: 'question',
    name,
    type: 'calculate',
    label: {},
    calculation,
    ...(relevant === undefined ? {} : { relevant }),
    ...(mapping ? { mapping } : {}),
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
  if (said.otherWay !== undefined) problems.add('changed', 'appearance', spotOf(context, 'type'), said.otherWay)
  if (said.ranked) problems.add('changed', 'rank', spotOf(context, 'type'), 'rank')
  nameUnread(context, readInQuestions)
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
  if (said.ranged) return isDecimalRange(context) ? 'decimal' : 'integer'
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
  /^(?:select-contact|search\(.*|map|placement-map|draw|signature|annotate|new|likert|image-map|rating|masked|printer:.*|ex:.*|bikram-sambat|myanmar|year|month-year|bearing|mrdt-verify|countdown-timer|intent)$/

/** Reports the ways of answering that are not offered here. */
export function nameOtherWays(context: RowContext, appearance: string | undefined): void {
  for (const word of appearance?.split(/\s+/) ?? [])
    if (otherWays.test(word)) context.problems.add('changed', 'appearance', spotOf(context, 'appearance'), word)
}

function readAppearance(context: RowContext, type: QuestionType, appearance: string | undefined): string[] | undefined {
  const words = appearance?.split(/\s+/) ?? []
  nameOtherWays(context, appearance)
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
  return { required: isYes(written) ? true : written }
}

function readReadOnly(context: RowContext): Pick<Question, 'readOnly'> {
  const written = readExpression(context, 'read_only')
  if (written === undefined || no.includes(written.toLowerCase())) return {}
  return { readOnly: isYes(written) ? true : written }
}

function readConstraint(
  context: RowContext,
  said: Extract<RowType, { kind: 'question' }>,
): Pick<Question, 'constraint'> {
  const tests = [
    readExpression(context, 'constraint'),
    ...(said.tests ?? []),
    ...(said.ranged ? readRange(context) : nameParameters(context)),
  ]
  const kept = tests.filter((one) => one !== undefined)
  if (kept.length === 0) return {}
  const message = findWords(context.row, context.columns, 'constraint_message', context.problems) ?? {}
  return {
    constraint: { test: kept.length === 1 ? (kept[0] ?? '') : kept.map((one) => `(${one})`).join(' and '), message },
  }
}

/** Whether a default is worked out, as pyxform decides it: it calls, refers or calculates (`default_is_dynamic`). */
function isWorkedOut(written: string, type: QuestionType): boolean {
  if (/\$\{/.test(written) || /^[a-z][\w:-]*\(.*\)$/s.test(written)) return true
  const isNumber = type === 'integer' || type === 'decimal'
  // A date, a telephone number or a hyphenated word has a minus that is none.
  if (!/[\w)'"]\s*[+*|]|\s-\s|\s(?:div|mod)\s|\(/.test(written) && !(isNumber && /\d-\d/.test(written))) return false
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
    const standard = mappingColumn.exec(columns.bySheet.get(column)?.base ?? '')?.[1]
    return standard === undefined ? [] : [[standard, text]]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}
