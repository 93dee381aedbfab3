import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { saveFormDraft } from '../../src/path/intake-forms/api.ts'
import { phone } from '../browser.ts'
import { openApp, say, seenAtBothWidths } from '../screens.ts'
import { bothLanguages, smallCountry } from './small-country.ts'

const country = await smallCountry()
const { node, address, browser } = country
const administrator = await node.person('MER-SCHOOL', ['administrator'], 'Ansa Velde')

/** A form that nobody could hand in: a rule that no answer fulfils, a name that computers use, limits that exclude each other. */
const unfillable = {
  version: '',
  title: { en: 'Night shelter', ar: 'مأوى ليلي' },
  languages: ['en', 'ar'],
  items: [
    {
      kind: 'question',
      name: 'bed',
      type: 'text',
      label: { en: 'Which bed?', ar: 'أي سرير؟' },
      required: true,
      constraint: { test: 'false()', message: { en: 'No.', ar: 'لا.' } },
    },
    { kind: 'question', name: 'constructor', type: 'text', label: { en: 'Who came?', ar: 'من جاء؟' } },
    {
      kind: 'group',
      name: 'night',
      label: { en: 'Nights', ar: 'الليالي' },
      repeat: { min: 5, max: 2 },
      items: [{ kind: 'question', name: 'meal', type: 'text', label: { en: 'Which meal?', ar: 'أي وجبة؟' } }],
    },
  ],
}

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)

  test(`a form that nobody could fill in is not published, and the administrator reads why (${language})`, async () => {
    const id = `shelter-${language}`
    await country.run(saveFormDraft, { id, expected: 0, base: null, form: { ...unfillable, id } }, administrator)
    const page = await country.open(administrator, language)
    await page.goto(`${address}/forms/${id}/edit`)
    await page.getByRole('button', { name: t('form-editor.publish') }).click()
    const dialog = page.getByRole('dialog')
    for (const words of [
      t('form-editor.mistake.constraint-never', { detail: '\u2068false()\u2069' }),
      t('form-editor.mistake.name-reserved', { detail: 'constructor' }),
      t('form-editor.mistake.repeat-limits', { detail: '' }),
    ])
      await dialog.getByText(words).waitFor()
    assert.ok(await dialog.locator('button[data-kind=primary]').isDisabled())
    await seenAtBothWidths(page, 'not-published')
    await page.context().close()
  })

  test(`a person who is asked to wait reads what to do in danger, and keeps what they wrote (${language})`, async () => {
    // Its own server, because the tries of the last minute count on the other one.
    const { address: limited } = await openApp(node)
    const context = await browser.newContext(phone(language))
    await context.addCookies([{ name: 'language', value: language, url: limited }])
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${limited}/tell?lang=${language}`)
    const words = `He is locked in the yard. ${newId()}`
    await page.locator('[name=words]').fill(words)
    await page.locator('[name=danger][value=immediate]').check()
    let last = 200
    // Others at the same camp use the page as well.
    for (let tries = 0; tries < 62 && last !== 429; tries += 1)
      last = (
        await fetch(`${limited}/tell`, { method: 'POST', body: new URLSearchParams({ 'take-away': 'children/0' }) })
      ).status
    assert.equal(last, 429)
    await page.locator('.send button').click()
    // The question in the form may have the same words.
    await page
      .getByRole('paragraph')
      .filter({ hasText: t('public.tell.danger.title') })
      .waitFor()
    await page.getByText(t('public.trouble.too-many.title')).waitFor()
    assert.equal(await page.locator('input[name=words]').inputValue(), words)
    await seenAtBothWidths(page, 'asked-to-wait')
    await context.close()
  })
}
