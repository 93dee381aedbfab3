import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { writeWorkbook } from '../../../lib/forms/xlsform/write-workbook.ts'
import { testNode } from '../../../tests/node.ts'
import { importForm } from './api.ts'

const node = await testNode()
const administrator = await node.person('MER-SCHOOL', ['administrator'])

test('an administrator who brings many workbooks at once does not take the database from everybody else', async () => {
  const workbook = Buffer.from(
    writeWorkbook({
      survey: [
        ['type', 'name', 'label::en'],
        ['text', 'said', 'What was said?'],
      ],
    }),
  ).toString('base64')
  const bring = () =>
    importForm.run(node, { fileName: 'said.xlsx', workbook }, { actor: administrator, commandId: newId() })
  const answers = await Promise.all(Array.from({ length: 8 }, bring))
  assert.ok(answers.filter((answer) => isRefusal(answer) && answer.code === 'attempts-limited').length >= 4)
  assert.ok(!isRefusal(await bring()), 'one after the other they are read')
})
