import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { writeWorkbook } from '../../../../lib/forms/xlsform/write-workbook.ts'
import { desktop, openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, nextStep, openApp, say, signedIn } from '../../../../tests/screens.ts'
import { importForm } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const administrator = await node.person('MER-SCHOOL', ['administrator', 'caseworker'])
const account = accountOf(administrator)
const secrets = ['Lirrin', 'Intake']
const survey = join(process.cwd(), '../shared/data/htcds/htcds_xlsform.xlsx')
const ownForm = writeWorkbook({
  survey: [
    [
      'type',
      'name',
      'label::en',
      'label::ar',
      'hint::en',
      'hint::ar',
      'required',
      'relevant',
      'constraint',
      'constraint_message::en',
      'constraint_message::ar',
    ],
    ['text', 'prs_FirstName', 'What is the first name?', 'ما الاسم الأول؟', '', '', 'yes', '', '', '', ''],
    [
      'integer',
      'vic_AgeWhenTrafficked',
      'How old was the person then?',
      'كم كان العمر حينها؟',
      'A guess is fine.',
      'التقدير مقبول.',
      '',
      '',
      '. < 130',
      'Nobody is that old.',
      'لا أحد بهذا العمر.',
    ],
    [
      'select_multiple kinds',
      'vic_TypeOfExploitation',
      'What was the person made to do?',
      'على ماذا أُجبر الشخص؟',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ],
    [
      'text',
      'said',
      'What did ${prs_FirstName} say?',
      'ماذا قال ${prs_FirstName}؟',
      '',
      '',
      '',
      "selected(${vic_TypeOfExploitation}, 'Other')",
      '',
      '',
      '',
    ],
    ['geopoint', 'where', 'Where', 'أين', '', '', '', '', '', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::en', 'label::ar'],
    ['kinds', 'ForcedBegging', 'Begging', 'التسول'],
    ['kinds', 'Other', 'Something else', 'شيء آخر'],
  ],
  settings: [
    ['form_id', 'form_title', 'version', 'default_language'],
    ['meridia intake', 'Intake of Meridia', '3', 'en'],
  ],
})

async function bring(bytes: Uint8Array, fileName: string): Promise<string> {
  const answer = await importForm.run(
    node,
    { fileName, workbook: Buffer.from(bytes).toString('base64') },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer.id
}

const primary = (page: Page) => page.locator('button[data-kind=primary]').last()
const formId = await bring(ownForm, 'intake.xlsx')

for (const corner of corners) {
  const { name, language, small, device } = corner
  test(`an imported form is filled, and its row says what it cannot carry (${name})`, async () => {
    const page = await signedIn(browser, address, account, language, device)
    const good = (state: string) => assertGoodScreen(page, state, { corner, secrets })
    await page.goto(`${address}/forms`)
    await page.locator(`a[href="/forms/${encodeURIComponent(formId)}"]`).click()
    await page.locator('h1').waitFor()
    await page.locator('input[type=text], input:not([type])').first().waitFor()
    await good('forms-fill')

    if (!small) {
      await page.locator('input').first().fill('Lirrin')
      await page.locator('input[inputmode=numeric]').fill('13')
      for (const box of await page.locator('input[type=checkbox]').all()) await box.check()
      await page.locator('main input, main textarea').last().fill('We carried bags.')
      await good('forms-filled-in')
      await primary(page).click()
    } else {
      await page.locator('main input').first().fill('Lirrin')
      await nextStep(page)
      await page.locator('main input').first().fill('300')
      await nextStep(page)
      await page
        .getByText(language === 'en' ? 'Nobody is that old.' : 'لا أحد بهذا العمر.')
        .first()
        .waitFor()
      await good('forms-problem')
      await page.locator('main input').first().fill('13')
      await nextStep(page)
      await page.locator('main input[type=checkbox]').first().waitFor()
      for (const box of await page.locator('main input[type=checkbox]').all()) await box.check()
      await nextStep(page)
      await page.getByText('Lirrin').first().waitFor()
      await page.locator('main input, main textarea').first().fill('We carried bags.')
      await nextStep(page)
      await nextStep(page)
      await good('forms-check')
      await nextStep(page)
    }
    await page.waitForURL(/forms\/[^/]+\/[0-9a-f-]{36}$/)
    await page.getByText('We carried bags.').waitFor()
    await good('forms-read')
    await page.getByRole('button', { name: say(language, 'standards.filled.export.make') }).click()
    await page.getByText('prs_FirstName').waitFor()
    assert.ok(await page.getByText(say(language, 'standards.htcds.x-ForcedCriminality')).count())
    await good('forms-row')
    const download = page.waitForEvent('download')
    await primary(page).click()
    assert.equal((await download).suggestedFilename(), 'form.csv')
    await page.goto(`${address}/forms`)
    await page.locator('a[href*="/forms/meridia"]').nth(1).waitFor()
    await good('forms-list')
    await page.context().close()
  })
}

test('the published HTCDS survey form opens on a phone', {
  skip: existsSync(survey) ? false : `no HTCDS survey form in ${survey}`,
}, async () => {
  const id = await bring(readFileSync(survey), 'htcds_xlsform.xlsx')
  const page = await signedIn(browser, address, account, 'en', desktop('en'))
  await page.goto(`${address}/forms/${id}`)
  await page.getByText('Referring Primary Case Worker').waitFor()
  await assertGoodScreen(page, 'forms-htcds', { secrets })
  await page.context().close()
})
