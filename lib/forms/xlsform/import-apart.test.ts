import assert from 'node:assert/strict'
import { test } from 'node:test'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { importApart } from './import-apart.ts'
import { importXlsForm } from './import-xlsform.ts'
import { writeWorkbook, zip } from './write-workbook.ts'

const own = writeWorkbook({
  survey: [
    ['type', 'name', 'label::en'],
    ['text', 'said', 'What was said?'],
  ],
  settings: [
    ['form_title', 'form_id'],
    ['Said', 'said'],
  ],
})
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** A workbook whose survey sheet is this XML. */
function withSheet(sheet: string): Uint8Array {
  const text = Buffer.from(own).toString('latin1')
  const names = [
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
  ]
  const files = names.map((name): [string, Buffer] => {
    const from = text.indexOf(name) + name.length
    const next = text.indexOf('PK\u0003\u0004', from)
    const body = text.slice(from, next < 0 ? text.indexOf('PK\u0001\u0002', from) : next)
    return [name, Buffer.from(name === 'xl/worksheets/sheet1.xml' ? sheet : body, 'latin1')]
  })
  return zip(files)
}
const sheetOf = (rows: string): string =>
  `<?xml version="1.0"?><worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`

/** A file that claims to be small and unpacks to many megabytes. */
function bomb(megabytes: number, claimed: number): Uint8Array {
  const megabyte = Buffer.alloc(1_000_000, 0x20)
  // A full flush ends a block on a whole byte, so that one packed block can stand a thousand times.
  const block = deflateRawSync(megabyte, { finishFlush: constants.Z_FULL_FLUSH })
  const content = Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync(Buffer.alloc(0))])
  let sum = 0
  for (let packed = 0; packed < megabytes; packed += 1) sum = crc32(megabyte, sum)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt32LE(sum, 10)
  facts.writeUInt32LE(content.length, 14)
  facts.writeUInt32LE(claimed, 18)
  facts.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, name, content])
  const directory = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (all: readonly string[]): Buffer =>
  Buffer.from(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map((one, index) => `<Relationship Id="rId${index + 1}" Type="${office}/${one.split(' ')[0]}" Target="${one.split(' ')[1]}"/>`).join('')}</Relationships>`,
  )

/** A small file with the same long text in every row of column `letter`. */
function withOneText(text: string, letter: 'A' | 'C'): Uint8Array {
  const row = (index: number): string => {
    const [type, label] = [
      letter === 'A' ? '<c r="A2" t="s"><v>3</v></c>' : '<c r="A2" t="s"><v>4</v></c>',
      letter === 'C' ? '<c r="C2" t="s"><v>3</v></c>' : '',
    ]
    return `<row r="${index}">${type}<c r="B2" t="inlineStr"><is><t>q${index}</t></is></c>${label}</row>`.replaceAll(
      '2" t=',
      `${index}" t=`,
    )
  }
  const headings =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
  return zip([
    [
      '[Content_Types].xml',
      Buffer.from(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      ),
    ],
    ['_rels/.rels', relations(['officeDocument xl/workbook.xml'])],
    [
      'xl/workbook.xml',
      Buffer.from(
        `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    ],
    ['xl/_rels/workbook.xml.rels', relations(['worksheet worksheets/sheet1.xml', 'sharedStrings sharedStrings.xml'])],
    [
      'xl/sharedStrings.xml',
      Buffer.from(
        `<sst ${main}>${['type', 'name', 'label::en', text, 'text'].map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`,
      ),
    ],
    [
      'xl/worksheets/sheet1.xml',
      Buffer.from(sheetOf(headings + Array.from({ length: 1_000 }, (_, index) => row(index + 2)).join(''))),
    ],
  ])
}

const hostile: Record<string, () => Uint8Array> = {
  'one long text as the label of a thousand questions': () => withOneText('word '.repeat(2_000), 'C'),
  'one long text a thousand times where the importer names what it cannot carry': () =>
    withOneText('word '.repeat(2_000), 'A'),
  'an archive that unpacks to a gigabyte and says it is small': () => bomb(1000, 100),
  'an archive that unpacks to a gigabyte and says so': () => bomb(1000, 1_000_000_000),
  'two cells at the far ends of a sheet': () =>
    withSheet(
      sheetOf(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      ),
    ),
  'a million columns': () => withSheet(sheetOf(`<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(1_000_000)}</row>`)),
  'cells in columns nobody has': () => withSheet(sheetOf('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>')),
  'tags in tags without end': () => withSheet(sheetOf('<a>'.repeat(500_000))),
  'words that unfold into other words': () =>
    withSheet(
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet ${main}><sheetData>&b;</sheetData></worksheet>`,
    ),
}

for (const [what, make] of Object.entries(hostile)) {
  test(`${what}: refused as too large, and the next form is read`, async () => {
    const { form, problems } = await importApart(make())
    assert.equal(form, undefined)
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [['error', { id: 'forms.import.too-large' }]],
    )
    assert.equal((await importApart(own)).form?.id, 'said')
  })
}

test('a workbook that needs more memory or time than it may have ends with its thread, not with the node', async () => {
  const rows = Array.from({ length: 15_000 }, (_, index) => [
    'text',
    `question_${index}`,
    `Question ${index}`.repeat(20),
  ])
  const large = writeWorkbook({ survey: [['type', 'name', 'label::en'], ...rows] })
  for (const limits of [
    { memoryMb: 8, seconds: 60 },
    { memoryMb: 512, seconds: 0.01 },
  ]) {
    const { form, problems } = await importApart(large, {}, limits)
    assert.equal(form, undefined)
    assert.deepEqual(problems[0]?.message, { id: 'forms.import.too-large' })
  }
  assert.equal((await importApart(own)).form?.id, 'said')
})

test('a form read apart is the form read here', async () => {
  assert.deepEqual(await importApart(own, { language: 'en' }), await importXlsForm(own, { language: 'en' }))
})
