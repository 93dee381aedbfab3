import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { viewConcern, writeOnConcern } from '../../src/path/signals/api.ts'
import { openBrowser } from '../browser.ts'
import { assertGoodScreen, corners, picture, say } from '../screens.ts'
import { publicSite } from './public-site.ts'

const { node, address } = await publicSite()
const browser = await openBrowser()
const desk = await node.person('MER-LINE', ['triage'])

const words = 'A girl of about twelve carries loads at the quay before school hours. She sleeps in the store.'

async function visit(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

async function fillIn(page: Page, danger: 'immediate' | 'not-now' = 'not-now'): Promise<void> {
  await page.locator('[name=words]').fill(words)
  await page.locator(`[name=danger][value=${danger}]`).check()
}

async function waiting(): Promise<string[]> {
  const { rows } = await openTx(node, desk, (tx) => readWorklist(tx, { list: 'triage', scopes: desk.scopes }))
  return rows.map((row) => row.recordId)
}

async function receiptOn(page: Page): Promise<string[]> {
  return page.locator('.receipt li').allTextContents()
}

for (const corner of corners) {
  for (const scripts of [false, true]) {
    const kind = scripts ? 'scripts' : 'plain'
    const how = `${corner.name}-${kind}`
    test(`a neighbour tells of a girl, keeps the words and reads the answer (${how})`, async () => {
      const page = await visit({ ...corner.device, javaScriptEnabled: scripts })
      const reader = scripts ? undefined : await visit({})
      const good = (state: string) =>
        assertGoodScreen(page, `${state}-${kind}`, { corner, secrets: ['quay'], ...(reader && { reader }) })
      await page.goto(`${address}/tell`)
      assert.equal(await page.locator('html').getAttribute('dir'), corner.language === 'ar' ? 'rtl' : 'ltr')
      await good('tell')

      await page.locator('.send button').click()
      await page.locator('.questions [role=alert] li').first().waitFor()
      await good('tell-problems')
      assert.equal(await page.locator('.questions [role=alert] li').count(), 2)

      await fillIn(page)
      await page.locator('[name="children/0/name"]').fill('Lirrin')
      await page.locator('button[name=one-more]').click()
      assert.equal(await page.locator('[name=words]').inputValue(), words, 'what was typed stays')
      await page.locator('[name="children/1/age.years"]').fill('9')
      await good('tell-two-children')
      await page.locator('[name="place.code"]').selectOption('XM0203')
      await page.locator('[name="happened.year"]').fill('2026')
      await page.locator('[name=keptFrom][value=police]').check()
      await picture(page, `${corner.name}-tell-filled-${kind}`)
      const before = await waiting()
      await page.locator('.send button').click()
      await page.locator('.receipt').waitFor()
      const receipt = await receiptOn(page)
      assert.equal(receipt.length, 8)
      const hidden = page.locator('.notice[data-kind=hidden]')
      assert.equal(await hidden.locator('li').textContent(), say(corner.language, 'signals.kept-from.police'))
      await good('tell-arrived')
      assert.ok(receipt.every((word) => !decodeURIComponent(page.url()).includes(word)))

      const id = (await waiting()).find((candidate) => !before.includes(candidate))!
      const shown = await viewConcern.run(node, { id }, { actor: desk })
      assert.ok(!isRefusal(shown))
      assert.equal(shown.words, words)
      assert.deepEqual(
        shown.persons.map((person) => [person.name, person.age]),
        [
          ['Lirrin', null],
          [null, { about: 9 }],
        ],
      )
      assert.equal(shown.placeCode, 'XM0203')
      assert.deepEqual(shown.happened, { iso: '2026-01-01', calendar: 'gregory', precision: 'year' })
      await writeOnConcern.run(
        node,
        { id, text: 'At what time did you see her?', side: 'desk' },
        { actor: desk, commandId: newId() },
      )
      await writeOnConcern.run(
        node,
        { id, text: 'For the desk only.', side: 'note' },
        { actor: desk, commandId: newId() },
      )

      await page.goto(`${address}/tell/receipt`)
      await good('receipt')
      await page.locator('[name=receipt]').fill('one two three')
      await page.locator('.send button').click()
      await page.locator('.questions > [role=alert]:not([hidden])').waitFor()
      await good('receipt-wrong')
      await page.locator('[name=receipt]').fill(`  ${receipt.join(', ').toUpperCase()} `)
      await page.locator('.send button').click()
      await page.getByText('At what time did you see her?').waitFor()
      assert.doesNotMatch(await page.content(), /For the desk only/)
      await page.locator('[name=text]').fill('Before six in the morning.')
      await page.locator('.send button').click()
      await page.locator('main [role=alert]:not([hidden])').waitFor()
      await good('receipt-concern')
      assert.deepEqual(await page.locator('.said-text').allTextContents(), [
        'At what time did you see her?',
        'Before six in the morning.',
      ])
      assert.equal(await page.title(), 'Tenfold')
      assert.deepEqual(await page.context().cookies(), [])
      for (const one of [page, reader]) await one?.context().close()
    })
  }
}

test('a child who fears the police says so without script, and no police officer reads it', async () => {
  const policeman = await node.person('MER-POLICE', ['triage', 'supervisor'])
  await node.asOwner((client) => client.query(`update kernel.agency set kind = 'police' where code = 'MER-POLICE'`))
  const page = await visit({ javaScriptEnabled: false })
  await page.goto(`${address}/tell`)
  await fillIn(page)
  await page.locator('[name=keptFrom][value=police]').check()
  const before = await waiting()
  await page.locator('.send button').click()
  await page.locator('.receipt').waitFor()
  const id = (await waiting()).find((candidate) => !before.includes(candidate))!
  await node.asOwner((client) =>
    client.query('update signals.signal set scopes = scopes || $1::int[] where id = $2', [policeman.scopes, id]),
  )
  // Their kind is read when they sign in.
  const signedIn = (await findActor(node.database, policeman.id))!
  assert.ok(isRefusal(await viewConcern.run(node, { id }, { actor: signedIn })))
  assert.ok(!isRefusal(await viewConcern.run(node, { id }, { actor: desk })))
})
