import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { writeWorkbook } from '../../../../lib/forms/xlsform/write-workbook.ts'
import { desktop, openBrowser, phone } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, openApp, say, signedIn } from '../../../../tests/screens.ts'
import { importForm, viewForm, viewSubmission } from '../api.ts'
import { fillToTheEnd } from '../testing/fill-robot.ts'
import { visitForm } from '../testing/visit-form.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const administrator = await node.person('MER-SCHOOL', ['administrator', 'caseworker'])
const folder = join(process.cwd(), '../shared/data/xlsforms')
const given = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xlsx')) : []

async function bring(bytes: Uint8Array, fileName: string): Promise<string> {
  const answer = await importForm.run(
    node,
    { fileName, workbook: Buffer.from(bytes).toString('base64') },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer.id
}

async function fillAndHandIn(
  id: string,
  language: string,
  name: string,
): Promise<{ asked: string[]; answers: Record<string, unknown> }> {
  const page = await signedIn(browser, address, accountOf(administrator), language, phone(language))
  await page.goto(`${address}/forms/${encodeURIComponent(id)}`)
  await page.locator('main .steps').waitFor()
  const asked = await fillToTheEnd(page)
  await assertGoodScreen(page, `forms-health-check-${name}`, { secrets: ['Orrel'] })
  await page.locator('main .steps-actions button[data-kind=primary]').click()
  await page.waitForURL(/forms\/[^/]+\/[0-9a-f-]{36}$/)
  await page.getByText('Orrel').first().waitFor()
  await assertGoodScreen(page, `forms-health-read-${name}`, { secrets: ['Orrel'] })
  const submission = page.url().split('/').at(-1) ?? ''
  const shown = await viewSubmission.run(node, { id, submission }, { actor: administrator })
  assert.ok(!isRefusal(shown), JSON.stringify(shown))
  await page.context().close()
  return { asked, answers: shown.answers }
}

for (const language of ['en', 'ar']) {
  test(`a form made like those of health workers is filled on a phone to its end (${language})`, async () => {
    const id = await bring(writeWorkbook(visitForm()), 'visit.xlsx')
    const { asked, answers } = await fillAndHandIn(id, language, `visit-${language}`)
    assert.ok(
      asked.some((path) => path.endsWith('child-0-about-child_name')),
      asked.join(' '),
    )
    const visited = answers['visit'] as Record<string, unknown>
    assert.match(String(visited['next_date']), /^\d{4}-\d{2}-\d{2}$/)
    assert.deepEqual((answers['children'] as { child: { about: unknown }[] }).child[0]?.about, {
      child_name: 'Orrel',
      signs: ['tired', 'hurt'],
      child_doc: { type: 'person' },
    })
    assert.deepEqual(answers['data'], {
      __visit_dates: (visited['visit_date'] as { iso: string }).iso,
      __source: 'user',
    })
  })
}

test('an administrator sees by sheet, row and column what such a form could not carry', async () => {
  const id = await bring(writeWorkbook(visitForm()), 'visit.xlsx')
  const shown = await viewForm.run(node, { id }, { actor: administrator })
  assert.ok(!isRefusal(shown))
  assert.deepEqual(shown.form['title'], { en: 'Home visit', ar: 'زيارة منزلية' })
  const unsupported = shown.problems.filter(({ severity }) => severity === 'unsupported' || severity === 'error')
  assert.deepEqual(
    unsupported.map(({ sheet, row, column, construct }) => [sheet, row, column, construct]),
    [
      ['survey', 17, 'calculation', "instance('contact-summary')/context/last_visit"],
      ['survey', 35, 'instance::db-doc', 'instance::db-doc = true'],
      ['survey', 51, 'calculation', 'NULL'],
    ],
  )
  const page = await signedIn(browser, address, accountOf(administrator), 'en', desktop('en'))
  await page.goto(`${address}/forms/${encodeURIComponent(id)}`)
  const remarks = shown.problems.filter(({ severity }) => severity !== 'mended')
  await page.getByText(say('en', 'standards.form.problems', { count: remarks.length })).click()
  const where = { sheet: 'survey', row: 17, column: 'calculation' }
  await page.getByText(say('en', 'standards.form.problems.where', where)).waitFor()
  await assertGoodScreen(page, 'forms-health-remarks-en-1280')
  await page.context().close()
})

test('the five forms that health workers use are filled on a phone to their end', {
  skip: given.length > 0 ? false : `no XLSForms in ${folder}`,
}, async () => {
  assert.equal(given.length, 5)
  for (const fileName of given) {
    const id = await bring(readFileSync(join(folder, fileName)), fileName)
    const { asked, answers } = await fillAndHandIn(id, 'en', fileName.replace('.xlsx', ''))
    assert.ok(asked.length > 5 && Object.keys(answers).length > 0, fileName)
  }
})
