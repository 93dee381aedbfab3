import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate, initialAnswers } from '../index.ts'
import type { Item, Question } from '../model.ts'
import { appearances, ranges, readHeadings, settings, types, unreadHeadings } from './constructs.test-data.ts'
import { importXlsForm, type Imported } from './import-xlsform.ts'
import { type SheetTexts, writeWorkbook } from './write-workbook.ts'

const today = { today: '2026-11-29', now: '2026-11-29T08:00:00.000Z', language: 'en' }
const titled = [
  ['form_id', 'form_title', 'default_language'],
  ['f', 'Form', 'English (en)'],
]
const colours = [
  ['list_name', 'name', 'label', 'shade'],
  ['l', 'blue', 'Blue', 'dark'],
  ['l', 'coral', 'Coral', 'light'],
]

const bring = (survey: string[][], more: Partial<SheetTexts> = {}): Promise<Imported> =>
  importXlsForm(writeWorkbook({ survey, choices: colours, settings: titled, ...more } as SheetTexts))

/** The remarks about a workbook, or about one row of its survey. */
const remarksOf = ({ problems }: Imported, row?: number): string[] =>
  problems
    .filter((one) => row === undefined || (one.row === row && one.sheet === 'survey'))
    .map(({ severity, message }) => `${severity} ${'id' in message ? message.id?.split('.').at(-1) : ''}`)

function firstQuestion({ form }: Imported): Question | undefined {
  const visit = (items: readonly Item[]): Question | undefined =>
    items.map((item) => (item.kind === 'question' ? item : visit(item.items))).find(Boolean)
  return visit(form?.items ?? [])
}

test('each question type that pyxform knows is imported as meant, or named', async () => {
  const rows = types.map(([written], at) => [written, `q${at}`, 'Words'])
  const imported = await bring([['type', 'name', 'label'], ...rows])
  for (const [at, [written, becomes, remark]] of types.entries()) {
    assert.deepEqual(remarksOf(imported, at + 2), remark === undefined ? [] : [remark], written)
    const item = imported.form?.items.find(({ name }) => name === `q${at}`)
    assert.equal(item?.kind === 'question' ? item.type : 'gone', becomes, written)
  }
})

test('a type with limits keeps them', async () => {
  for (const [type, passes, refused] of [
    ['percentage', 100, 101],
    ['number of days in last month', 31, 32],
    ['number of days in last year', 365, -1],
    ['phone number', '0123', '+0123'],
  ] as const) {
    const { form } = await bring([
      ['type', 'name', 'label', 'constraint'],
      [type, 'q', 'Words', ". != '7'"],
    ])
    assert.ok(form)
    assert.deepEqual(evaluate(form, { q: passes }, today).problems, [], type)
    assert.equal(evaluate(form, { q: refused }, today).problems[0]?.code, 'constraint', type)
    assert.equal(evaluate(form, { q: '7' }, today).problems[0]?.code, 'constraint', type)
  }
})

test('the name of a row about the device is no mistake of the form', async () => {
  const imported = await bring([
    ['type', 'name', 'label', 'relevant'],
    ['deviceid', 'phone', '', ''],
    ['text', 'q', 'On ${phone}', "${phone} = 'x'"],
  ])
  assert.deepEqual(remarksOf(imported), [
    'left-out device',
    'unsupported expression-unknown-name',
    'unsupported expression-unknown-name',
  ])
})

test('each name of a column is read', async () => {
  for (const [headings, property] of readHeadings)
    for (const heading of headings) {
      const isWords = ['label', 'hint', 'requiredMessage'].includes(property)
      const cell = isWords ? 'Some words' : property === 'appearance' ? 'minimal' : "1 = '1'"
      const label = property === 'label' ? [] : ['label']
      const imported = await bring([
        ['type', 'name', ...label, heading],
        ['select_one l', 'q', ...label, cell],
      ])
      assert.deepEqual(remarksOf(imported), [], heading)
      const value = firstQuestion(imported)?.[property as keyof Question]
      assert.ok(JSON.stringify(value).includes(cell), `${heading}: ${JSON.stringify(value)}`)
    }
})

test('each column that is not read is named with its cell', async () => {
  for (const [heading, remark] of unreadHeadings) {
    const imported = await bring([
      ['type', 'name', 'label', heading],
      ['text', 'q', 'Words', 'cell'],
    ])
    assert.deepEqual(remarksOf(imported), [remark], heading)
    assert.deepEqual([imported.problems[0]?.row, imported.problems[0]?.column], [2, heading])
  }
})

test('of two columns with one meaning the proper name is read, and the other is named', async () => {
  for (const headings of [
    ['relevance', 'relevant'],
    ['relevant', 'relevance'],
  ]) {
    const proper = headings.indexOf('relevant')
    const cells = ['1 = 2', '1 = 3']
    const imported = await bring([
      ['type', 'name', 'label', ...headings],
      ['text', 'q', 'Words', ...cells],
    ])
    assert.deepEqual(remarksOf(imported), ['unsupported unknown-column'])
    assert.equal(imported.problems[0]?.column, 'relevance')
    assert.equal(firstQuestion(imported)?.relevant, cells[proper])
  }
  const twice = await bring([
    ['type', 'name', 'label', 'label::English (en)'],
    ['text', 'q', 'One', 'Other'],
    ['text', 'r', 'Same', 'Same'],
    ['text', 's', 'Only', ''],
  ])
  assert.deepEqual(remarksOf(twice), ['left-out words-twice'])
  assert.deepEqual(
    twice.form?.items.map(({ label }) => label),
    [{ en: 'Other' }, { en: 'Same' }, { en: 'Only' }],
  )
})

test('what a group cannot have is named in its row', async () => {
  const columns = ['required', 'constraint', 'calculation', 'default', 'read_only', 'choice_filter', 'parameters']
  for (const column of columns) {
    const imported = await bring([
      ['type', 'name', 'label', column],
      ['begin group', 'g', 'Group', "1 = '1'"],
      ['text', 'q', 'Words', ''],
      ['end group', '', '', ''],
    ])
    assert.deepEqual(remarksOf(imported), ['unsupported unknown-column'], column)
    assert.deepEqual([imported.problems[0]?.row, imported.problems[0]?.column], [2, column])
  }
  const counted = await bring([
    ['type', 'name', 'label', 'repeat_count', 'appearance'],
    ['begin group', 'g', 'Group', '3', 'ex:org.example.app'],
    ['text', 'q', 'Words', '', ''],
    ['end group', '', '', '', ''],
  ])
  assert.deepEqual(remarksOf(counted), ['changed appearance', 'unsupported unknown-column'])
})

test('groups and repeats close under all their names, and a loop over choices is named', async () => {
  for (const [begin, end, repeats] of [
    ['begin group', 'end group', false],
    ['begin_group', 'end_group', false],
    ['begin repeat', 'end_repeat', true],
    ['begin lgroup', 'end lgroup', true],
    ['begin looped group', 'end looped group', true],
    ['begin loop over l', 'end loop', false],
  ] as const) {
    const imported = await bring([
      ['type', 'name', 'label'],
      [begin, 'g', 'Group'],
      ['text', 'q', 'Words'],
      [end, '', ''],
      ['text', 'after', 'After'],
    ])
    assert.deepEqual(remarksOf(imported), begin.includes('loop over') ? ['unsupported loop'] : [], begin)
    const [group, after] = imported.form?.items ?? []
    assert.equal(group?.kind === 'group' && group.items.length === 1 && group.repeat !== undefined, repeats, begin)
    assert.equal(after?.name, 'after')
  }
})

test('each setting is read or named', async () => {
  for (const [heading, remark] of settings) {
    const isTitle = /title/.test(heading)
    const imported = await bring(
      [
        ['type', 'name', 'label'],
        ['text', 'q', 'Words'],
      ],
      {
        settings: isTitle
          ? [[heading], ['x']]
          : [
              ['form_title', heading],
              ['Form', heading === 'default_language' ? 'en' : 'x'],
            ],
      },
    )
    const said = remarksOf(imported).filter((one) => one !== '')
    assert.deepEqual(said, remark === '' ? [] : [remark], heading)
  }
  const second = await bring(
    [
      ['type', 'name', 'label'],
      ['form_title', 'Title in the survey', ''],
      ['set form id', 'named', ''],
      ['text', 'q', 'Words'],
    ],
    { settings: [['form_title'], ['Title'], ['Another']] },
  )
  assert.deepEqual(remarksOf(second), ['left-out setting'])
  assert.deepEqual([second.form?.id, Object.values(second.form?.title ?? {})], ['named', ['Title in the survey']])
})

test('an appearance only looks different, or is named', async () => {
  const rows = appearances.map(([type, written], at) => [type, `q${at}`, 'Words', written])
  const imported = await bring([['type', 'name', 'label', 'appearance'], ...rows])
  for (const [at, [, written, remark]] of appearances.entries()) {
    const said = remarksOf(imported, at + 2).filter((one) => one !== 'changed range')
    assert.deepEqual(said, remark === '' ? [] : [remark], written)
    assert.equal(imported.form?.items[at]?.appearance, written)
  }
})

test('a range asks for the numbers of its parameters, and names others', async () => {
  const rows = ranges.map(([parameters], at) => ['range', `q${at}`, 'Words', parameters])
  const imported = await bring([['type', 'name', 'label', 'parameters'], ...rows])
  const { form } = imported
  assert.ok(form)
  const findings = (name: string, answer: number): number => evaluate(form, { [name]: answer }, today).problems.length
  for (const [at, [parameters, type, passes, refused]] of ranges.entries()) {
    assert.deepEqual(remarksOf(imported, at + 2), ['changed range'], parameters)
    const item: Item | undefined = form.items[at]
    assert.equal(item?.kind === 'question' && item.type, type, parameters)
    assert.deepEqual([findings(`q${at}`, passes), findings(`q${at}`, refused)], [0, 1], parameters)
  }
  for (const [type, parameters, remark] of [
    ['range', 'start=0 tick_interval=2', ['unsupported parameters']],
    ['range', 'start=some end=5', ['unsupported parameters']],
    ['text', 'rows=5', ['unsupported parameters']],
    ['select_one l', 'randomize=true seed=3', ['unsupported parameters']],
    ['select_one l', 'randomize=false', []],
  ] as const) {
    const imported = await bring([
      ['type', 'name', 'label', 'parameters'],
      [type, 'q', 'Words', parameters],
    ])
    assert.deepEqual(
      remarksOf(imported).filter((one) => one !== 'changed range'),
      remark,
      parameters,
    )
  }
})

test('every column of the choices is for filters, or named', async () => {
  const survey = [
    ['type', 'name', 'label', 'choice_filter'],
    ['select_one l', 'q', 'Words', "count = '2' and image_of = 'x'"],
  ]
  const imported = await bring(survey, {
    choices: [
      ['list_name', 'name', 'label', 'count', 'image_of', 'value', 'unfiltered', 'image'],
      ['l', 'a', 'A', '2', 'x', 'v', 'yes', 'a.png'],
      ['l', 'b', '', '3', 'x', '', '', ''],
      ['__proto__', 'c', 'C', '', '', '', '', ''],
    ],
  })
  assert.deepEqual(remarksOf(imported), [
    'unsupported unknown-column',
    'unsupported unknown-column',
    'unsupported media',
    'changed choice-label-missing',
    'error choice-without-name',
  ])
  assert.ok(imported.form)
  assert.deepEqual(
    evaluate(imported.form, {}, today).byPath['q']?.choices?.map(({ value }) => value),
    ['a'],
  )
})

test('defaults and calculations come in the shape of their question', async () => {
  for (const [type, column, written, right] of [
    ['integer', 'default', '7-2', 5],
    ['integer', 'default', '-5', -5],
    ['text', 'default', '7-2', '7-2'],
    ['date', 'default', '2026-11-02', '2026-11-02'],
    ['date', 'default', 'now()', '2026-11-29'],
    ['time', 'default', 'now()', '08:00'],
    ['integer', 'calculation', '7 div 2', 3],
    ['integer', 'calculation', '-7 div 2', -3],
    ['integer', 'calculation', '2 > 1', 1],
    ['decimal', 'calculation', '7 div 2', 3.5],
    ['text', 'calculation', '2 > 1', 'true'],
    ['date', 'calculation', 'now()', '2026-11-29'],
    ['select_one n', 'calculation', '1 + 1', '2'],
    ['select_multiple n', 'calculation', '1 + 1', ['2']],
    ['note', 'calculation', '1 + 1', 2],
  ] as const) {
    const { form } = await bring(
      [
        ['type', 'name', 'label', column],
        [type, 'q', 'Words', written],
      ],
      {
        choices: [
          ['list_name', 'name', 'label'],
          ['n', '1', 'One'],
          ['n', '2', 'Two'],
        ],
      },
    )
    assert.ok(form)
    const state = evaluate(form, initialAnswers(form, today), today)
    assert.deepEqual(state.byPath['q']?.value, right, `${type} ${written}`)
    assert.deepEqual(state.problems, [], `${type} ${written}`)
    assert.deepEqual(state.values['q'], right, `${type} ${written}`)
  }
})

test('curly quotes are read in any pair, and an apostrophe stays one', async () => {
  for (const written of ['${q} = ‘it’', '${q} = “it"', '${q} = "it”', '${q} = ”it“', "${q} = ’it'", "${q} = 'it’"]) {
    const { form } = await bring([
      ['type', 'name', 'label', 'relevant'],
      ['text', 'q', 'Words', ''],
      ['text', 'r', 'Words', written],
    ])
    assert.ok(form)
    for (const [answer, shown] of [
      ['it', true],
      ['other', false],
    ] as const)
      assert.equal(evaluate(form, { q: answer }, today).byPath['r']?.relevant, shown, written)
  }
  const { form } = await bring([
    ['type', 'name', 'label', 'relevant'],
    ['text', 'q', 'Words', ''],
    ['text', 'r', 'Words', "${q} = 'don’t'"],
  ])
  assert.ok(form)
  assert.equal(evaluate(form, { q: 'don’t' }, today).byPath['r']?.relevant, true)
})

test('words in angle brackets stay, and tags go', async () => {
  for (const [written, shown] of [
    ['Is <a friend> here?', 'Is <a friend> here?'],
    ['<i am lost> or <b or c>', '<i am lost> or <b or c>'],
    ['Is it <the child = you>?', 'Is it <the child = you>?'],
    ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
    ['<b>Bold</b><br/><span style="color:red">red</span>', 'Bold\nred'],
    ["<a href='x' target=_blank>here</a>", 'here'],
    ['<font color=red size="3">big</font>', 'big'],
    ['<o:p lang="en">words</o:p>', 'words</o:p>'],
  ] as const) {
    const imported = await bring([
      ['type', 'name', 'label'],
      ['text', 'q', written],
    ])
    assert.deepEqual(firstQuestion(imported)?.label, { en: shown })
  }
})

test('the label of a choice is filled in wherever it is said', async () => {
  const { form } = await bring(
    [
      ['type', 'name', 'label', 'calculation'],
      ['text', 'child', 'Name', ''],
      ['select_one who', 'q', 'Who?', ''],
      ['calculate', 'x', '', "jr:choice-name(${q}, '${q}')"],
      ['calculate', 'y', '', "instance('who')/root/item[name = 'c']/label"],
    ],
    {
      choices: [
        ['list_name', 'name', 'label'],
        ['who', 'c', 'Child ${child}'],
      ],
    },
  )
  assert.ok(form)
  const { values } = evaluate(form, { child: 'Anouk', q: 'c' }, today)
  assert.deepEqual([values['x'], values['y']], ['Child Anouk', 'Child Anouk'])
})
