import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { register, search } from '../../src/path/children/api.ts'
import { desktop, openBrowser, phone } from '../browser.ts'
import { fontsIn } from '../fonts.ts'
import { testNode } from '../node.ts'
import { accountOf, assertGoodScreen, openApp, picture, settled, signedIn } from '../screens.ts'

/** A name in each script, and the shipped font that must draw it. */
const names: Record<string, string> = {
  'Noto Sans Ethiopic': 'ሰላማዊት ተስፋዬ',
  'Noto Sans Myanmar': 'အောင်မြင့်သူ',
  'Noto Sans Devanagari': 'प्रज्ञा श्रेष्ठ',
  'Noto Sans Bengali': 'রিয়া চক্রবর্তী',
  'Noto Sans Thai': 'ปิ่นทิพย์ ใจดี',
  'Noto Sans Arabic': 'سادين الأوسندي',
  'Noto Sans': 'Зарема Žofka Łąszcz',
}
/** Two more names, each in another file of the same font family. */
const written = [...Object.values(names), 'Ελένη', 'Nguyễn']
const everyFont = Object.keys(names).sort()

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const worker = await node.person('MER-SCHOOL', ['supervisor', 'worker'], written[0])
const account = accountOf(worker)

async function registered(): Promise<string> {
  const [searchId, id] = [newId(), newId()]
  const facts = {
    names: written.map((text, index) => ({ text, kind: index === 0 ? 'full' : 'other' })),
    ageAtRegistration: { age: { about: 12 }, howKnown: 'told-by-child' },
  }
  const found = await search.run(node, { searchId, facts }, { actor: worker })
  assert.ok(!isRefusal(found))
  const followed = { kind: 'search', searchId, rejected: found.candidates.map(({ number }) => number) }
  assert.ok(
    !isRefusal(
      await register.run(
        node,
        { id, facts, followed, time: new Date().toISOString() },
        { actor: worker, commandId: newId() },
      ),
    ),
  )
  return id
}

const [one, other] = [await registered(), await registered()]

/** Asserts that our fonts drew every letter of the page, and that each script was present. */
async function assertOurFonts(page: Page, what: string, selector = 'body', wanted = everyFont): Promise<void> {
  const { own, foreign } = await fontsIn(page, selector)
  await picture(page, `scripts-${what}`)
  assert.deepEqual(foreign, [], `${what}: fonts that are not ours`)
  assert.deepEqual(
    wanted.filter((family) => !own.includes(family)),
    [],
    `${what}: ${own.join(', ')}`,
  )
}

test('a child’s names are drawn by shipped fonts on the page, in the list, beside another child, in a field and on paper', async () => {
  const page = await signedIn(browser, address, account, 'en', desktop('en'))
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${address}/children/${one}`)
  await page.getByText(written[1]!).first().waitFor()
  await settled(page)
  await assertOurFonts(page, 'child')
  await assertGoodScreen(page, 'scripts-child', { secrets: written })
  await page.emulateMedia({ media: 'print' })
  await settled(page)
  await assertOurFonts(page, 'child-on-paper')
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`${address}/children/${one}/compare/${other}`)
  await page.locator('table').waitFor()
  await settled(page)
  await assertOurFonts(page, 'compare')

  await page.goto(`${address}/children`)
  const field = page.locator('form input.input').first()
  await field.fill(written.join(' '))
  await settled(page)
  await assertOurFonts(page, 'field', 'form input.input')
  await field.fill(written[0]!)
  await page.locator('form button[type=submit]').click()
  await page.locator('.card').first().waitFor()
  await settled(page)
  await assertOurFonts(page, 'found')
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(address)),
    [],
    'nothing comes from elsewhere',
  )
  await page.context().close()
})

test('names told on the public page are drawn by shipped fonts without JavaScript', async () => {
  const context = await browser.newContext({ ...phone('en'), javaScriptEnabled: false })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${address}/tell`)
  await page.locator('[name=words]').fill(written.join(' '))
  await page.locator('[name="children/0/name"]').fill(written.join(' '))
  await page.locator('button[name=one-more]').click()
  await page.locator('[name="children/1/name"]').waitFor()
  assert.equal(await page.locator('[name="children/0/name"]').inputValue(), written.join(' '))
  await assertOurFonts(page, 'tell', '[name=words]')
  await assertOurFonts(page, 'tell-name', '[name="children/0/name"]')
  await assertOurFonts(page, 'tell-page', 'body', ['Noto Sans'])
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(address)),
    [],
    'nothing comes from elsewhere',
  )
  await context.close()
})

test('only the fonts of the scripts on the page are fetched', async () => {
  const context = await browser.newContext({ ...phone('en'), javaScriptEnabled: false })
  const page = await context.newPage()
  const fonts: string[] = []
  page.on('request', (request) => request.resourceType() === 'font' && fonts.push(new URL(request.url()).pathname))
  await page.goto(`${address}/tell`)
  await fontsIn(page, 'body')
  assert.ok(fonts.length > 0)
  assert.deepEqual(
    fonts.filter((file) => /ethiopic|myanmar|devanagari|bengali|thai|cyrillic|greek/.test(file)),
    [],
  )
  await page.locator('[name=words]').fill(names['Noto Sans Ethiopic']!)
  await fontsIn(page, '[name=words]')
  assert.ok(fonts.some((file) => file.includes('ethiopic')))
  await context.close()
})
