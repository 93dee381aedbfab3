import { checkForm } from '../compile.ts'
import type { Choice, Form, FormProblem, Text } from '../model.ts'
import { readChoices } from './choices.ts'
import type { Columns } from './columns.ts'
import { readHeadings } from './columns.ts'
import type { ImportProblem } from './import-problems.ts'
import { ImportProblems, tooLarge } from './import-problems.ts'
import { findLanguageTag, privateTag } from './languages.ts'
import type { WorkSheet } from './read-workbook.ts'
import { readWorkbook } from './read-workbook.ts'
import { readSettings } from './settings.ts'
import type { Survey } from './survey.ts'
import { readSurvey } from './survey.ts'
import { mostText, saysMoreThan } from './text-size.ts'

export type { ImportProblem, Severity } from './import-problems.ts'

export interface ImportOptions {
  /** Name of the file, the id of a form that has none. */
  fileName?: string
  /** Language of labels whose column names none. Default: `und` (not known). */
  language?: string
}

export interface Imported {
  /** Undefined only if the workbook has no readable survey. */
  form: Form | undefined
  problems: ImportProblem[]
}

const columnOf: Record<string, string> = {
  count: 'repeat_count',
  choiceFilter: 'choice_filter',
  defaultCalculation: 'default',
  choices: 'type',
}

/** Replaces the form's default language until the settings are read. */
const unnamed = 'und'

function titleOf(title: Text | undefined, plain: string): Text | undefined {
  if (!title) return undefined
  const words = Object.entries(title).map(([language, text]): [string, string] => [
    language === unnamed ? plain : language,
    text,
  ])
  return Object.fromEntries(words)
}

/**
 * Reads an XLSForm workbook (xlsform.org) into a form. Everything it cannot import is reported
 * with sheet, row and column. Never throws. Server only: it reads .xlsx.
 */
export async function importXlsForm(bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  const problems = new ImportProblems()
  const sheets = await readWorkbook(bytes, problems)
  const find = (name: string): WorkSheet | undefined =>
    sheets?.find((sheet) => sheet.name.trim().toLowerCase() === name)
  const survey = find('survey')
  if (!survey) {
    if (sheets) problems.add('error', 'no-survey', { sheet: 'survey', row: 0, column: '' }, 'survey')
    return { form: undefined, problems: problems.list }
  }
  const settingsSheet = find('settings')
  const settings = readSettings(settingsSheet, headingsOf(settingsSheet, unnamed, problems), problems)
  const plain =
    (settings.language === undefined
      ? undefined
      : (findLanguageTag(settings.language) ?? privateTag(settings.language))) ??
    options.language ??
    'und'
  const read = readSurvey(survey, headingsOf(survey, plain, problems), problems)
  const choiceSheet = find('choices')
  const choices = readChoices(
    choiceSheet,
    headingsOf(choiceSheet, plain, problems),
    settings.allowChoiceTwice,
    problems,
  )
  addOthers(choices, read.withOther)
  for (const sheet of sheets ?? []) {
    if ([survey, choiceSheet, settingsSheet].includes(sheet) || sheet.rows.length === 0) continue
    const works = ['entities', 'external_choices', 'osm'].includes(sheet.name.trim().toLowerCase())
    problems.add(works ? 'unsupported' : 'left-out', 'sheet', { sheet: sheet.name, row: 0, column: '' }, sheet.name)
  }
  const id =
    read.settings.get('form_id') ??
    settings.id ??
    options.fileName?.replace(/^.*[\\/]/, '').replace(/\.xlsx$/i, '') ??
    'form'
  const own = read.settings.get('form_title')
  const title = own === undefined ? titleOf(settings.title, plain) : { [plain]: own }
  if (!title)
    problems.add(
      'changed',
      'title-missing',
      { sheet: 'settings', row: settingsSheet?.rows[0]?.number ?? 0, column: 'form_title' },
      id,
    )
  const form: Form = {
    id,
    version: settings.version,
    title: title ?? { [plain]: id },
    languages: languagesOf(read, choices, plain),
    items: read.items,
    choiceLists: choices,
  }
  for (const problem of checkForm(form)) addFormProblem(problems, survey, read, problem)
  for (const sheet of [survey, choiceSheet]) if (sheet) nameEmptyLanguages(sheet, form.languages, problems)
  if (saysMoreThan([form, problems.list], mostText)) return { form: undefined, problems: tooLarge() }
  return { form, problems: problems.sorted() }
}

function headingsOf(sheet: WorkSheet | undefined, plain: string, problems: ImportProblems): Columns {
  return sheet ? readHeadings(sheet, plain, problems) : { bySheet: new Map(), plain }
}

function addOthers(choices: Record<string, Choice[]>, lists: ReadonlySet<string>): void {
  for (const name of lists) {
    const list = (choices[name] ??= [])
    if (!list.some(({ value }) => value === 'other'))
      list.push({ value: 'other', label: { id: 'forms.other.choice' }, unfiltered: true })
  }
}

function languagesOf(survey: Survey, choices: Record<string, Choice[]>, plain: string): string[] {
  const languages = new Set<string>()
  const addTags = (text: object | undefined): void => {
    for (const tag of Object.keys(text ?? {})) if (tag !== 'id') languages.add(tag)
  }
  const visit = (items: Survey['items']): void => {
    for (const item of items) {
      addTags(item.label)
      if (item.kind === 'group') visit(item.items)
    }
  }
  visit(survey.items)
  for (const { label } of Object.values(choices).flat()) addTags(label)
  // The form's own language first, then the others in the order of the file.
  return [...languages].sort((one, other) => Number(other === plain) - Number(one === plain))
}

/** Reports languages without any words: an empty column would look like a translation. */
function nameEmptyLanguages(sheet: WorkSheet, languages: readonly string[], problems: ImportProblems): void {
  const headings = [...readHeadings(sheet, unnamed, new ImportProblems()).bySheet]
  const empty = headings.flatMap(([heading, { base, language }]) =>
    base === 'label' && language !== undefined && !languages.includes(language) ? [heading] : [],
  )
  const [first] = empty
  if (first !== undefined)
    problems.add('left-out', 'empty-language', { sheet: sheet.name, row: 1, column: first }, empty.join(', '), {
      count: empty.length,
    })
}

function addFormProblem(problems: ImportProblems, sheet: WorkSheet, survey: Survey, problem: FormProblem): void {
  const row = survey.rows.get(problem.path)?.number ?? 0
  const base = columnOf[problem.property] ?? problem.property
  const column = sheet.headings.find((heading) => heading.toLowerCase().replace(/\s+/g, '_') === base) ?? base
  // The name of a row about the device is no mistake of the form.
  const isRight = ['unsupported', 'other-data'].includes(problem.code) || survey.device.has(problem.detail)
  const severity = isRight ? 'unsupported' : 'error'
  const params: Record<string, string | number> = { name: problem.path, at: (problem.at ?? 0) + 1 }
  problems.add(severity, `expression-${problem.code}`, { sheet: sheet.name, row, column }, problem.detail, params)
}
