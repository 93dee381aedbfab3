import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluate, initialAnswers, stepsOf, withAnswer } from '../index.ts'
import { formSchema } from '../model.ts'
import type { Imported } from './import-xlsform.ts'
import { importXlsForm } from './import-xlsform.ts'
import type { SheetTexts } from './write-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

const folder = join(process.cwd(), '../shared/data/xlsforms')
const skip = existsSync(folder) ? false : `no XLSForms in ${folder}`
const files = skip ? [] : readdirSync(folder).filter((name) => name.endsWith('.xlsx'))
const today = { today: '2026-03-05', language: 'en' }

test('five forms that health workers use are imported, or say exactly what they cannot carry', { skip }, async () => {
  assert.equal(files.length, 5)
  for (const fileName of files) {
    const { form, problems } = await importXlsForm(readFileSync(join(folder, fileName)), { fileName })
    assert.ok(form, fileName)
    formSchema.parse(form)
    // Two constructs that only another program can resolve: a path into another document, and a name that no question
    // has.
    const notWorking = problems.filter(
      ({ severity, column }) =>
        (severity === 'unsupported' || severity === 'error') && !column.startsWith('instance::'),
    )
    for (const { sheet, row, construct } of notWorking) {
      assert.ok(sheet === 'survey' && row > 1)
      assert.match(construct, /^instance\('contact-summary'\)\/context\/\w+$|^NULL$/, fileName)
    }
    const state = evaluate(form, initialAnswers(form, today), today)
    assert.ok(stepsOf(form, state.values, today).length > 0, fileName)
  }
})

test('a real form asks, hides and calculates as its makers meant', { skip }, async () => {
  const { form } = await importXlsForm(readFileSync(join(folder, 'pregnancy.xlsx')))
  assert.ok(form)
  const place = 'gestational_age/method_lmp/u_lmp_date'
  const start = withAnswer(initialAnswers(form, today), 'gestational_age/register_method/lmp_method', 'method_approx')
  assert.equal(evaluate(form, start, today).byPath[place]?.relevant, false)
  const chosen = withAnswer(start, 'gestational_age/register_method/lmp_method', 'method_lmp')
  assert.equal(evaluate(form, chosen, today).byPath[place]?.problems[0]?.code, 'required')
  assert.equal(
    evaluate(form, withAnswer(chosen, place, '2026-03-01'), today).byPath[place]?.problems[0]?.code,
    'constraint',
  )
  const state = evaluate(form, withAnswer(chosen, place, '2025-12-25'), today)
  assert.deepEqual(state.byPath[place]?.problems, [])
  assert.equal(state.values['days_since_lmp'], 70)
  assert.equal(state.values['weeks_since_lmp_rounded'], 10)
  assert.equal(state.byPath['gestational_age/g_edd']?.value, '1 Oct, 2026')
  const visits = withAnswer(
    withAnswer(chosen, place, '2025-12-25'),
    'anc_visits_hf/anc_visits_hf_past/visited_hf_count',
    2,
  )
  assert.equal(
    evaluate(form, visits, today).byPath['anc_visits_hf/anc_visits_hf_past/visited_dates_group/visited_dates']?.count,
    2,
  )
})

test('no bytes make the importer throw', async () => {
  const zip = [0x50, 0x4b, 0x03, 0x04]
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, zipped) => {
      const { form, problems } = await importXlsForm(zipped ? Uint8Array.from([...zip, ...bytes]) : bytes)
      assert.equal(form, undefined)
      assert.equal(problems[0]?.severity, 'error')
    }),
    { numRuns: 40 },
  )
})

const survey = (...rows: string[][]): SheetTexts => ({
  survey: rows,
  choices: [
    ['list_name', 'name', 'label'],
    ['fruit', 'apple', 'Apple'],
    ['fruit', 'pear ', 'Pear'],
  ],
})
const named = ({ problems }: Imported): unknown[] =>
  problems.map(({ severity, sheet, row, column, message }) => [
    severity,
    sheet,
    row,
    column,
    'id' in message ? message.id : '',
  ])

test('a form keeps its questions, groups, repeats, languages, rules and choices', async () => {
  const { form, problems } = await importXlsForm(
    writeWorkbook({
      survey: [
        [
          'type',
          'name',
          'label::English (en)',
          'label::العربية (ar)',
          'label::Bahasa Indonesia (id)',
          'required',
          'relevant',
          'constraint',
          'constraint_message::en',
          'calculation',
          'appearance',
          'repeat_count',
          'choice_filter',
          'default',
          'mapping::htcds',
        ],
        ['text', 'name', 'Name', 'الاسم', 'Nama', 'yes', '', '', '', '', 'multiline', '', '', '', 'prs_FirstName'],
        ['integer', 'age', 'Age', '', '', "${name} != ''", '', '. < 130', 'Too old', '', '', '', '', '', ''],
        ['begin group', 'more', 'More', '', '', '', '${age} < 18', '', '', '', 'field-list', '', '', '', ''],
        [
          'select_multiple fruit',
          'eats',
          'Eats',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          'season = "all"',
          'apple pear',
          '',
        ],
        ['begin repeat', 'visits', 'Visits', '', '', '', '', '', '', '', '', '2', '', '', ''],
        ['date', 'day', 'Day', '', '', '', '', '', '', '', '', '', '', 'today()', ''],
        ['end repeat', '', '', '', '', '', '', '', '', '', '', '', '', '', ''],
        ['end group', '', '', '', '', '', '', '', '', '', '', '', '', '', ''],
        ['calculate', 'twice', '', '', '', '', '', '', '', '${age} * 2', '', '', '', '', ''],
      ],
      choices: [
        ['list_name', 'name', 'label::en', 'season'],
        ['fruit', 'apple', 'Apple', 'all'],
        ['fruit', 'pear', 'Pear', 'autumn'],
      ],
      settings: [
        ['form_id', 'form_title', 'version', 'default_language'],
        ['meridia', 'Intake', '7', 'English (en)'],
      ],
    }),
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(form, {
    id: 'meridia',
    version: '7',
    title: { en: 'Intake' },
    languages: ['en', 'ar', 'id-ID'],
    items: [
      {
        kind: 'question',
        name: 'name',
        type: 'long-text',
        label: { en: 'Name', ar: 'الاسم', 'id-ID': 'Nama' },
        required: true,
        appearance: 'multiline',
        mapping: { htcds: 'prs_FirstName' },
      },
      {
        kind: 'question',
        name: 'age',
        type: 'integer',
        label: { en: 'Age' },
        required: "${name} != ''",
        constraint: { test: '. < 130', message: { en: 'Too old' } },
      },
      {
        kind: 'group',
        name: 'more',
        label: { en: 'More' },
        relevant: '${age} < 18',
        appearance: 'field-list',
        items: [
          {
            kind: 'question',
            name: 'eats',
            type: 'choices',
            label: { en: 'Eats' },
            choices: 'fruit',
            choiceFilter: 'season = "all"',
            default: 'apple pear',
          },
          {
            kind: 'group',
            name: 'visits',
            label: { en: 'Visits' },
            repeat: { count: '2' },
            items: [
              { kind: 'question', name: 'day', type: 'date', label: { en: 'Day' }, defaultCalculation: 'today()' },
            ],
          },
        ],
      },
      { kind: 'question', name: 'twice', type: 'calculate', label: {}, calculation: '${age} * 2' },
    ],
    choiceLists: {
      fruit: [
        { season: 'all', value: 'apple', label: { en: 'Apple' } },
        { season: 'autumn', value: 'pear', label: { en: 'Pear' } },
      ],
    },
  })
  const state = evaluate(
    form,
    { name: 'Lum', age: 12, more: { eats: ['pear'], visits: [{ day: '2026-01-01' }] } },
    today,
  )
  assert.deepEqual(
    state.problems.map(({ path, code }) => [path, code]),
    [['more/eats', 'not-a-choice']],
  )
  assert.equal(state.values['twice'], 24)
})

test('what cannot be carried over is named with its cell', async () => {
  const imported = await importXlsForm(
    writeWorkbook(
      survey(
        [
          'type',
          'name',
          'label',
          'relevant',
          'calculation',
          'media::image',
          'parameters',
          'bind::odk:length',
          'colour',
        ],
        ['geopoint', 'where', 'Where', '', '', '', '', '', ''],
        ['deviceid', 'device', '', '', '', '', '', '', ''],
        ['text', 'a', 'A', "pulldata('x','y','z',1) = 1", '', 'a.png', '', '', ''],
        ['text', 'a', 'A', '', '', '', '', '5', 'red'],
        ['select_one nobody', 'b c ', 'B', '${where} = “x”', '', '', 'randomize=true', '', ''],
        ['calculate', 'd', '', '', '${e}', '', '', '', ''],
        ['calculate', 'e', '', '', '${d} +', '', '', '', ''],
        ['rank fruit', 'f', 'F', '', '', '', '', '', ''],
        ['range', 'g', 'G', '', '', '', 'start=1 end=5', '', ''],
        ['select_one fruit or_other', 'h', 'H', '', '', '', '', '', ''],
        ['end group', '', '', '', '', '', '', '', ''],
        ['begin group', 'open', 'Open', '', '', '', '', '', ''],
      ),
    ),
    { language: 'en', fileName: '/tmp/form.xlsx' },
  )
  const id = (name: string): string => `forms.import.${name}`
  assert.deepEqual(named(imported), [
    ['unsupported', 'survey', 2, 'type', id('type')],
    ['left-out', 'survey', 3, 'type', id('device')],
    ['unsupported', 'survey', 4, 'media::image', id('media')],
    ['unsupported', 'survey', 4, 'relevant', id('expression-unsupported')],
    ['error', 'survey', 5, 'name', id('name-twice')],
    ['unsupported', 'survey', 5, 'bind::odk:length', id('raw-attribute')],
    ['unsupported', 'survey', 5, 'colour', id('unknown-column')],
    ['mended', 'survey', 6, 'name', id('blanks')],
    ['changed', 'survey', 6, 'name', id('name')],
    ['mended', 'survey', 6, 'relevant', id('curly-quotes')],
    ['unsupported', 'survey', 6, 'parameters', id('parameters')],
    ['error', 'survey', 6, 'type', id('expression-unknown-choices')],
    ['error', 'survey', 8, 'calculation', id('expression-syntax')],
    ['changed', 'survey', 9, 'type', id('rank')],
    ['changed', 'survey', 10, 'type', id('range')],
    ['error', 'survey', 12, 'type', id('end-does-not-match')],
    ['error', 'survey', 13, 'type', id('group-not-closed')],
    ['mended', 'choices', 3, 'name', id('blanks')],
    ['changed', 'settings', 0, 'form_title', id('title-missing')],
  ])
  assert.deepEqual(
    imported.form?.items.map(({ name }) => name),
    ['where', 'a', 'a_2', 'b_c', 'd', 'e', 'f', 'g', 'h', 'h_other', 'open'],
  )
  assert.deepEqual(
    imported.form?.choiceLists?.['fruit']?.map(({ value }) => value),
    ['apple', 'pear', 'other'],
  )
  assert.deepEqual(imported.form?.id, 'form')
})

test('no survey makes the importer throw, and every form it makes is a form', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      '',
      'begin group',
      'end group',
      'begin repeat',
      'end repeat',
      'text',
      'select_one fruit',
      'calculate',
      'a',
      'b',
      '${a}',
      '${b} + 1',
      '__proto__',
      'constructor',
      '=1+1',
      'label',
      '. > (',
    ),
    fc.string(),
  )
  const rows = fc.array(fc.tuple(word, word, word, word, word), { maxLength: 15 })
  await fc.assert(
    fc.asyncProperty(rows, async (body) => {
      // XML does not allow control characters. Every other text may come.
      const clean = body.map((row) => row.map((text) => text.replace(/[^\P{C}\n]/gu, '')))
      const { form, problems } = await importXlsForm(
        writeWorkbook(survey(['type', 'name', 'label::en', 'relevant', 'calculation'], ...clean)),
      )
      assert.ok(form)
      formSchema.parse(form)
      assert.ok(problems.every(({ message }) => 'id' in message))
      evaluate(form, initialAnswers(form, today), today)
    }),
    { numRuns: 60 },
  )
})
