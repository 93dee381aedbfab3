import type { Group, Item, Question } from '../model.ts'
import type { Columns } from './columns.ts'
import { findWords, isYes, textOfCell } from './columns.ts'
import type { ImportProblems } from './import-problems.ts'
import { nameOtherWays, nameUnread, readExpression, readMoment, readQuestion } from './question-row.ts'
import type { SheetRow, WorkSheet } from './read-workbook.ts'
import { type RowContext, spotOf } from './row-context.ts'
import type { RowType } from './row-types.ts'
import { readRowType } from './row-types.ts'

export interface Survey {
  items: Item[]
  /** The row of every item by its path in the form, to report the cell of a broken expression. */
  rows: Map<string, SheetRow>
  /** Lists to which `or_other` adds "other". */
  withOther: Set<string>
  /** Names of rows about the device, which make no question. */
  device: Set<string>
  /** Settings that rows of the survey hold, by their heading in the settings. */
  settings: Map<string, string>
}

interface Open {
  of: 'group' | 'repeat'
  path: string
  items: Item[]
  row: SheetRow
}

const nameRule = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u
const deepest = 40

/** Reads the survey sheet row by row into nested items. */
export function readSurvey(sheet: WorkSheet, columns: Columns, problems: ImportProblems): Survey {
  const survey: Survey = { items: [], rows: new Map(), withOther: new Set(), device: new Set(), settings: new Map() }
  const open: Open[] = []
  for (const row of sheet.rows) {
    const context: RowContext = { row, columns, problems }
    const written = textOfCell(row, columns, 'type')
    if (written === undefined) {
      addWithoutType(context)
      continue
    }
    if (isYes(textOfCell(row, columns, 'disabled'))) {
      problems.add('left-out', 'disabled', spotOf(context, 'disabled'), written)
      continue
    }
    const type = readRowType(written)
    if (type.kind === 'end') closeGroup(context, open, type.of)
    else addRow(survey, open, context, type)
  }
  for (const left of open)
    problems.add(
      'error',
      'group-not-closed',
      { sheet: sheet.name, row: left.row.number, column: 'type' },
      `begin ${left.of}`,
    )
  return survey
}

/** A row with neither type, name nor label is a remark of whoever made the form. pyxform passes over it too. */
function addWithoutType(context: RowContext): void {
  const { row, columns, problems } = context
  const name = textOfCell(row, columns, 'name')
  if (name === undefined && findWords(row, columns, 'label', problems) === undefined)
    problems.addOnce('left-out', 'remark-row', spotOf(context, 'type'), [...row.cells.values()][0]?.text ?? '')
  else problems.add('error', 'type-missing', spotOf(context, 'type'), name ?? '')
}

function closeGroup(context: RowContext, open: Open[], of: Open['of']): void {
  const last = open.pop()
  if (last?.of === of) return
  context.problems.add('error', 'end-does-not-match', spotOf(context, 'type'), `end ${of}`)
  if (last && open.some((one) => one.of === of)) closeGroup(context, open, of)
  else if (last) open.push(last)
}

function addRow(survey: Survey, open: Open[], context: RowContext, type: Exclude<RowType, { kind: 'end' }>): void {
  const { problems } = context
  if (type.kind === 'device') {
    problems.add('left-out', 'device', spotOf(context, 'type'), type.construct)
    survey.device.add(`\${${textOfCell(context.row, context.columns, 'name') ?? ''}}`)
    return
  }
  if (type.kind === 'elsewhere') {
    const name = textOfCell(context.row, context.columns, 'name') ?? ''
    problems.add('unsupported', 'expression-other-data', spotOf(context, 'type'), name)
    return
  }
  if (type.kind === 'setting') {
    addSetting(survey, context, type.setting)
    return
  }
  const parent = open.at(-1)
  const siblings = parent?.items ?? survey.items
  const name = readName(context, siblings)
  const path = parent ? `${parent.path}/${name}` : name
  survey.rows.set(path, context.row)
  if (type.kind === 'begin') {
    if (type.loop !== undefined) problems.add('unsupported', 'loop', spotOf(context, 'type'), type.loop)
    if (open.length >= deepest) problems.add('error', 'too-deep', spotOf(context, 'type'), name)
    const group = readGroup(context, name, type.of)
    if (open.length < deepest) siblings.push(group)
    open.push({ of: type.of, path, items: group.items, row: context.row })
    return
  }
  if (type.kind === 'unsupported') {
    problems.add('unsupported', 'type', spotOf(context, 'type'), type.construct)
    // The person who fills in the form still sees a line here, and expressions can still refer to its name.
    siblings.push({
      ...readQuestion(context, name, { kind: 'question', type: 'note' }),
      hint: { id: 'forms.unsupported' },
    })
    return
  }
  if (type.kind === 'moment') {
    siblings.push(readMoment(context, name, type.calculation))
    return
  }
  const question = readQuestion(context, name, type)
  siblings.push(question)
  if (type.orOther && type.list !== undefined) addOther(survey, siblings, context, question, type.list)
}

/** A setting may be a row of the survey; its name is the value (pyxform). */
function addSetting(survey: Survey, context: RowContext, setting: string): void {
  const value = textOfCell(context.row, context.columns, 'name')
  if (value !== undefined && setting.startsWith('form_')) survey.settings.set(setting, value)
  else context.problems.add('unsupported', 'setting', spotOf(context, 'type'), setting)
}

function readName(context: RowContext, siblings: readonly Item[]): string {
  const { row, columns, problems } = context
  const written = textOfCell(row, columns, 'name')
  let name = written ?? `row_${row.number}`
  if (written === undefined) problems.add('mended', 'name-missing', spotOf(context, 'name'), name)
  if (!nameRule.test(name)) {
    const mended = name.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '_')
    name = /^[\p{L}_]/u.test(mended) ? mended : `_${mended}`
    problems.add('changed', 'name', spotOf(context, 'name'), written ?? '', { name })
  }
  if (siblings.some((item) => item.name === name)) {
    let number = 2
    while (siblings.some((item) => item.name === `${name}_${number}`)) number += 1
    problems.add('error', 'name-twice', spotOf(context, 'name'), name, { name: `${name}_${number}` })
    name = `${name}_${number}`
  }
  return name
}

function readGroup(context: RowContext, name: string, of: 'group' | 'repeat'): Group {
  const { row, columns, problems } = context
  const label = findWords(row, columns, 'label', problems)
  const hint = findWords(row, columns, 'hint', problems)
  const relevant = readExpression(context, 'relevant')
  const count = of === 'repeat' ? readExpression(context, 'repeat_count') : undefined
  const appearance = textOfCell(row, columns, 'appearance')
  nameOtherWays(context, appearance)
  nameUnread(context, of === 'repeat' ? ['repeat_count'] : [])
  return {
    kind: 'group',
    name,
    ...(label ? { label } : {}),
    ...(hint ? { hint } : {}),
    ...(relevant === undefined ? {} : { relevant }),
    ...(of === 'repeat' ? { repeat: count === undefined ? {} : { count } } : {}),
    ...(appearance === undefined ? {} : { appearance }),
    items: [],
  }
}

function addOther(survey: Survey, siblings: Item[], context: RowContext, question: Question, list: string): void {
  survey.withOther.add(list)
  const name = `${question.name}_other`
  if (siblings.some((item) => item.name === name)) {
    context.problems.add('error', 'name-twice', spotOf(context, 'type'), name, { name })
    return
  }
  siblings.push({
    kind: 'question',
    name,
    type: 'text',
    label: { id: 'forms.other.label' },
    relevant: `selected(../${question.name}, 'other')`,
  })
}
