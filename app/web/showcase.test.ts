import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { desktop, openBrowser, phone } from '../../tests/browser.ts'
import { assertAccessible, say } from '../../tests/screens.ts'
import { builtApp } from './build/testing/built-app.ts'

const PARTS = ['controls', 'feedback', 'records', 'form']
const LANGUAGES = ['en', 'ar']
const THEMES = ['light', 'dark']

const [browser, app] = await Promise.all([openBrowser(), builtApp()])

/** Opens a part of the /ui page in a new browser context. */
async function open(part: string, { language = 'en', small = false } = {}): Promise<Page> {
  const context = await browser.newContext({
    ...(small ? phone(language) : desktop(language)),
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${app.address}/ui?part=${part}&language=${language}&theme=light`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate('document.fonts.ready')
  return page
}

for (const language of LANGUAGES) {
  for (const small of [true, false]) {
    test(`nothing keeps anybody out in ${language} on a ${small ? 'phone' : 'desk'}, by day and by night`, async () => {
      for (const part of PARTS) {
        const page = await open(part, { language, small })
        assert.equal(
          await page.evaluate('document.documentElement.scrollWidth'),
          page.viewportSize()?.width,
          `${part} is wider than the screen`,
        )
        assert.equal(await page.evaluate('document.documentElement.dir'), language === 'ar' ? 'rtl' : 'ltr')
        // As in a walk, axe judges a desk in English and a phone in Arabic; the width has to be right in all four.
        for (const theme of small === (language === 'ar') ? THEMES : []) {
          await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
          await assertAccessible(page, `${part}, ${theme}`)
        }
        await page.context().close()
      }
    })
  }
}

test('everything on a phone can be touched: 44 px or more', async () => {
  const page = await open('controls', { small: true })
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main button, main a.button, main select, main input:not([type=radio]):not([type=checkbox]), main label.choice, main label.tick, main summary',
      ),
    ]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 80)),
  )
  assert.deepEqual(small, [])
  await page.context().close()
})

test('a worker finds a place by typing, with the keyboard alone', async () => {
  const page = await open('controls')
  const where = page.getByRole('combobox', { name: 'Where?' })
  await where.focus()
  await page.keyboard.type('alder')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await where.inputValue(), 'Alder Harbour')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('behind the old mill')
  await page.keyboard.press('Tab')
  assert.equal(await where.inputValue(), 'behind the old mill', 'own words are an answer too')
  await page.context().close()
})

test('an age is taken the way people write it, on the keyboard and pasted', async () => {
  const page = await open('controls', { small: true })
  const field = page.getByRole('group', { name: 'How old is the child?' })
  await field.getByRole('combobox').selectOption('about')
  const said = () =>
    field.locator('input, select').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
  await field.locator('input').first().fill('')
  await field.locator('input').first().pressSequentially('12')
  assert.deepEqual(await said(), ['about', '12'])
  await page.keyboard.type('-14')
  assert.deepEqual(await said(), ['between', '12', '14'])
  await field.getByRole('combobox').selectOption('about')
  await field.locator('input').first().fill('٩–١١')
  assert.deepEqual(await said(), ['between', '9', '11'])
  await page.context().close()
})

test('what is typed into a list stays when it is no entry, and the field says so', async () => {
  const page = await open('controls')
  const language = page.getByRole('combobox', { name: 'Language of the child' })
  await language.focus()
  await page.keyboard.type('amhar')
  await page.keyboard.press('Enter')
  assert.equal(await language.inputValue(), 'amhar', 'nothing is chosen for a person, and nothing is taken away')
  await page.keyboard.press('Tab')
  assert.equal(await language.inputValue(), 'amhar')
  await page.getByText(say('en', 'ui.combo.not-chosen')).waitFor()
  assert.equal(await language.getAttribute('aria-invalid'), 'true')
  await assertAccessible(page, 'controls')
  await language.focus()
  await page.keyboard.type('ic')
  await page.keyboard.press('Enter')
  assert.equal(await language.inputValue(), 'Amharic')
  assert.equal(await page.getByText(say('en', 'ui.combo.not-chosen')).count(), 0)
  await page.context().close()
})

test('a question in front takes the focus, gives it back, and is left with Escape', async () => {
  const page = await open('feedback')
  const ask = page.getByRole('button', { name: 'Ask a question' })
  await ask.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor()
  await assertAccessible(page, 'feedback')
  await page.waitForFunction(() => document.activeElement?.closest('[role=alertdialog]'))
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.textContent === 'Ask a question')
  await page.context().close()
})

test('a refusal takes the focus so that nobody misses it', async () => {
  const page = await open('feedback', { language: 'ar', small: true })
  await page.getByRole('button', { name: 'أظهر رفضًا' }).tap()
  await page.getByRole('alert').first().waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  await assertAccessible(page, 'feedback')
  await page.context().close()
})

test('why a deadline is there is one tap away, with its source not yet checked', async () => {
  const page = await open('records', { small: true })
  await page.getByRole('button', { name: 'Why this deadline?' }).tap()
  const why = page.getByRole('dialog')
  await why.waitFor()
  assert.match((await why.textContent()) ?? '', new RegExp(say('en', 'ui.source.unverified')))
  await assertAccessible(page, 'records')
  await page.context().close()
})

test('j and k go through a list', async () => {
  const page = await open('records')
  await page.locator('a.work').first().focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('ليلى نور'))
  await page.context().close()
})

test('a form on a phone asks one question a screen, stops at what is missing and shows everything before it is sent', async () => {
  const page = await open('form', { small: true })
  const form = page.locator('form.steps')
  const go = async () => {
    const before = await form.innerText()
    await form.getByRole('button', { name: say('en', 'ui.steps.next') }).tap()
    await page.waitForFunction(
      (shown) => document.querySelector<HTMLElement>('form.steps')?.innerText !== shown,
      before,
    )
  }
  await go()
  await form.getByText(say('en', 'forms.problem.required')).waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await assertAccessible(page, 'form')
  await form.locator('textarea').fill('A boy sells tissues at night.')
  await go()
  await form.getByLabel('No', { exact: true }).check()
  await go()
  await form.getByRole('combobox').fill('lantern')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await go()
  await form.getByLabel(say('en', 'ui.date.year'), { exact: true }).fill('2026')
  await go()
  await form.getByLabel(say('en', 'ui.age.years')).fill('13')
  await go()
  await go()
  await form.getByRole('button', { name: 'Add a child' }).tap()
  await form.getByLabel(/^I do not know/).check()
  await go()
  await go()
  await go()
  await form.getByLabel('I saw it').check()
  await go()
  const summary = (await form.textContent()) ?? ''
  for (const said of [
    'A boy sells tissues at night.',
    'Lantern Cross',
    '2026',
    'about 13 years',
    'I do not know',
    'I saw it',
  ])
    assert.ok(summary.includes(said), said)
  await assertAccessible(page, 'form')
  await page.context().close()
})

test('a form on one page names every question that needs an answer and leads to it', async () => {
  const page = await open('form')
  const form = page.locator('form.form-page')
  await form.getByRole('button', { name: say('en', 'ui.form.submit') }).click()
  await form.getByRole('alert').waitFor()
  await form.getByRole('link', { name: /What worries you\?/ }).click()
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await assertAccessible(page, 'form')
  await page.context().close()
})

test('only the fonts of the scripts on the page are fetched', async () => {
  const context = await browser.newContext({ ...desktop('en'), serviceWorkers: 'block' })
  const page = await context.newPage()
  const fonts: string[] = []
  page.on('request', (request) => request.resourceType() === 'font' && fonts.push(request.url()))
  await page.goto(`${app.address}/about`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate('document.fonts.ready')
  assert.ok(fonts.length > 0)
  // The Arabic letters are the name of the language in the switch.
  assert.deepEqual(
    fonts.filter((url) => !/noto-sans-(latin|arabic-arabic)-\d/.test(url)),
    [],
  )
  await context.close()
})

// This test comes last, because it stops the server.
test('the app opens again without network', async () => {
  const context = await browser.newContext(desktop('en'))
  const page = await context.newPage()
  await page.goto(`${app.address}/about`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => caches.keys().then((names) => names.length > 0))
  await app.stop()
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal((await page.getByText(say('en', 'ui.offline.title')).count()) > 0, true)
  const kept = await page.evaluate(async () => {
    const urls: string[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
    return urls
  })
  assert.deepEqual(
    kept.filter((path) => path.startsWith('/api')),
    [],
  )
  await context.close()
})
