import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeWorkbook } from '../../lib/forms/xlsform/write-workbook.ts'
import { testNode } from '../../tests/node.ts'
import { importXlsformCommand } from './import-xlsform.ts'

const node = await testNode()
const folder = mkdtempSync(join(tmpdir(), 'tenfold-form-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'intake.xlsx')
writeFileSync(
  file,
  writeWorkbook({
    survey: [
      ['type', 'name', 'label'],
      ['text', 'prs_First_Name', 'Name '],
      ['image', 'face', 'A picture'],
    ],
  }),
)

async function printed(work: () => Promise<number>): Promise<{ code: number; out: string }> {
  let out = ''
  const kept = [process.stdout.write, process.stderr.write] as const
  const catchWrite = (text: string | Uint8Array): boolean => {
    out += String(text)
    return true
  }
  process.stdout.write = catchWrite
  process.stderr.write = catchWrite
  try {
    return { code: await work(), out }
  } finally {
    ;[process.stdout.write, process.stderr.write] = kept
  }
}

test('an administrator brings a form from the command line and reads, cell by cell, what was not carried over', async () => {
  const { LANG, LC_ALL, LC_MESSAGES } = process.env
  for (const name of ['LC_ALL', 'LC_MESSAGES']) delete process.env[name]
  process.env['LANG'] = 'en_GB.UTF-8'
  const first = await printed(() => importXlsformCommand([file], node))
  assert.equal(first.code, 0)
  assert.match(first.out, /survey 2 label +Corrected: Spaces around “Name” were removed\./)
  assert.match(first.out, /survey 3 type +Not supported: Questions of the type “image” are not supported\./)
  assert.match(first.out, /settings form_title +Changed: The form has no title\./)
  assert.match(first.out, /Imported form intake, version –: 1 question\. See 4 remarks above\./)
  assert.match(
    (await printed(() => importXlsformCommand([file], node))).out,
    /had already been imported\. Nothing changed\./,
  )
  process.env['LANG'] = 'ar_JO.UTF-8'
  assert.match((await printed(() => importXlsformCommand([file], node))).out, /لم يتغير شيء/)
  process.env['LC_ALL'] = 'es_CO.UTF-8'
  assert.match(
    (await printed(() => importXlsformCommand([join(folder, 'nowhere.xlsx')], node))).out,
    /No se puede leer el archivo/,
  )
  for (const [name, value] of Object.entries({ LANG, LC_ALL, LC_MESSAGES })) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

test('a file that is no form changes nothing and says what to do', async () => {
  writeFileSync(join(folder, 'letter.xlsx'), 'Dear colleague')
  const { code, out } = await printed(() => importXlsformCommand([join(folder, 'letter.xlsx')], node))
  assert.equal(code, 1)
  assert.match(out, /not a form/)
  assert.equal((await printed(() => importXlsformCommand([join(folder, 'nowhere.xlsx')], node))).code, 1)
  assert.equal((await printed(() => importXlsformCommand([], node))).code, 1)
})
