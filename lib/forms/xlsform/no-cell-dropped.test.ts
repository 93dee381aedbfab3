import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readHeadings, types, unreadHeadings } from './constructs.test-data.ts'
import { importXlsForm } from './import-xlsform.ts'
import { writeWorkbook, zip } from './write-workbook.ts'

const choices = [
  ['list_name', 'name', 'label'],
  ['l', 'blue', 'Blue'],
]

/** A workbook whose survey is this XML, to write cells as spreadsheets do and `writeWorkbook` does not. */
function workbookOf(rows: string): Uint8Array {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`
  const parts: [string, string][] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns:r="${office}"><sheets><sheet name="survey" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `<Relationships>${relation}</Relationships>`],
    ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`],
  ]
  return zip(parts.map(([name, text]) => [name, Buffer.from(text)]))
}

test('cells far away with a formula that gives nothing do not make a form too large, and a failed formula is words', async () => {
  const text = (cell: string, words: string): string => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`
  const head = `<row r="1">${text('A1', 'type')}${text('B1', 'name')}${text('C1', 'label')}</row>`
  const question = `<row r="2">${text('A2', 'text')}${text('B2', 'q')}<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`
  const far = [
    '<row r="900000"><c r="A900000" t="str"><f>IF(B1="","",1)</f><v></v></c></row>',
    '<row r="1048576"><c r="A1048576" s="3"><f t="shared" si="0"/><v/></c></row>',
  ]
  const { form, problems } = await importXlsForm(workbookOf(head + question + far.join('')))
  assert.deepEqual(form?.items[0]?.label, { und: '#DIV/0!' }, JSON.stringify(problems))
})

/** What pyxform passes over too: a message without its rule, and words for what nobody sees. */
function meansNothing(heading: string, type: string): boolean {
  if (/constraint_message/.test(heading)) return true
  if (/^(?:end |end_)/.test(type)) return true
  const isMoment = /start|end|today/.test(type)
  return isMoment && /label|caption|hint|appearance/i.test(heading)
}

const headings = [
  ...readHeadings.flatMap(([names]) => names),
  ...unreadHeadings.map(([heading]) => heading),
  'constraint_message',
  'default',
  'mapping::htcds',
  'count',
  'parameters',
]

test('no cell of a survey is dropped without a word', async () => {
  const column = fc.constantFrom(...headings)
  const type = fc.constantFrom(
    ...types.map(([written]) => written),
    'begin group',
    'begin repeat',
    'end group',
    'end repeat',
  )
  const row = fc.tuple(type, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(column, { minLength: 8, maxLength: 8 }),
      fc.array(row, { maxLength: 6 }),
      async (chosen, rows) => {
        const body = rows.map(([written, filled], at) => [
          written,
          `q${at}`,
          ...filled.map((one, index) => (one ? `'word${at}x${index}' = 'y'` : '')),
        ])
        const { form, problems } = await importXlsForm(
          writeWorkbook({ survey: [['type', 'name', ...chosen], ...body], choices, settings: [] }),
        )
        const kept = JSON.stringify(form)
        for (const [at, cells] of body.entries())
          for (const [index, heading] of chosen.entries()) {
            const cell = cells[index + 2] ?? ''
            const [word = ''] = /word\w+/.exec(cell) ?? []
            if (cell === '' || kept.includes(word)) continue
            const said = problems.some(
              ({ row: number, column: named, params }) =>
                (number === at + 2 || hasRow(String(params['rows'] ?? ''), at + 2)) &&
                [heading, 'type'].includes(named),
            )
            assert.ok(said || meansNothing(heading, cells[0] ?? ''), `${heading} in ${cells[0]}: ${cell}`)
          }
      },
    ),
    { numRuns: 60 },
  )
})

function hasRow(rows: string, row: number): boolean {
  return rows.split(', ').some((part) => {
    const [from = 0, to = from] = part.split('–').map(Number)
    return row >= from && row <= to
  })
}
