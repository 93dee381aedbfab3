import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../eventually.ts'
import { say, seenAtBothWidths } from '../screens.ts'
import { bothLanguages, smallCountry } from './small-country.ts'

const country = await smallCountry()
const { node, address } = country
const atDesk = await node.person('MER-LINE', ['triage', 'worker'], 'Ilse Doran')

/** Ages as people type them, and the same in words. The names have particles that are names, too. */
const told = {
  en: {
    name: 'Anh Do',
    typed: ['12.5', '18 months', '12-14', '12 or 13'],
    said: ['12 years, 6 months', '18 months', 'between 12 and 14', 'between 12 and 13'],
    other: 'Anh Le',
    phone: ['+226 70 12 34 56', '70123456'],
  },
  ar: {
    name: 'نور دي لا كروث',
    typed: ['١٢٫٥', '١٨ شهرًا', '١٢-١٤', '١٢ أو ١٣'],
    said: ['12 سنة و6 أشهر', '18 شهرًا', '12 و14', '12 و13'],
    other: 'نور ديلان',
    phone: ['+961 3 123 456', '٠٣ ١٢٣ ٤٥٦'],
  },
} as const

async function choose(
  page: Page,
  within: Page | Locator,
  label: string,
  kind: 'language' | 'region',
  code: string,
): Promise<string> {
  const name = await page.evaluate(
    ([type, of]) =>
      new Intl.DisplayNames([document.documentElement.lang], { type: type as 'language' | 'region' }).of(of!)!,
    [kind, code],
  )
  await within.getByRole('combobox', { name: label }).fill(name)
  await page.getByRole('option', { name, exact: true }).first().click()
  return name
}

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)
  const { name, typed, said, other, phone } = told[language]
  const secrets = [name, other]

  test(`what is told of four children is said as it was meant, and kept when one of them is registered (${language})`, async () => {
    const page = await country.open(atDesk, language)
    await page.goto(`${address}/concerns/new`)
    await page.locator('textarea').first().fill('They sort waste behind the market.')
    await page.locator('input[type=radio][value=not-now]').check()
    const entry = (number: number) => page.getByRole('group', { name: t('ui.form.number', { number }), exact: true })
    for (const [index, age] of typed.entries()) {
      await page.getByRole('button', { name: t('signals.ask.children.add') }).click()
      await entry(index + 1)
        .getByLabel(t('ui.age.years'))
        .pressSequentially(age)
    }
    await entry(1).getByLabel(t('signals.ask.child-name')).fill(name)
    const spoken = await choose(page, entry(1), t('signals.ask.child-language'), 'language', 'ht')
    await page.getByRole('button', { name: t('signals.raise.send') }).click()
    await page.locator('a[data-kind=primary][href^="/concerns/"]').click()
    await page.locator('.lrp-record').getByRole('heading', { level: 3 }).nth(3).waitFor()
    const concern = await page.locator('.lrp-record').innerText()
    for (const words of said) assert.ok(concern.includes(words), `${words} in ${concern}`)
    assert.ok(concern.includes(spoken), spoken)
    await seenAtBothWidths(page, 'four-ages-told', secrets)

    await page.locator('a[href*="person=1"]').click()
    await page.getByText(t('children.search.more')).click()
    const asked = page.locator('form').getByRole('combobox', { name: t('children.language') })
    // The name of the language is there once the list of languages is.
    assert.equal(await eventually(() => asked.inputValue(), Boolean), spoken)
    await page.getByLabel(t('children.search.name'), { exact: true }).fill(name)
    await page.getByLabel(t('children.phone')).fill(phone[0])
    await page.getByLabel(t('children.document'), { exact: true }).fill('104477')
    await page.getByLabel(t('children.document.kind')).selectOption('school-register')
    const issuer = await choose(page, page, t('children.document.country'), 'region', 'ET')
    await seenAtBothWidths(page, 'facts-searched', secrets)
    await page.getByRole('button', { name: t('children.search.button') }).click()
    await page.locator('.card, div[role=status] .notice').first().waitFor()
    for (const box of await page.locator('.card input[type=checkbox]').all()) await box.check()
    await page.locator('.lrp-record button[data-kind=primary]').last().click()
    await page.getByRole('button', { name: t('children.register.button') }).click()
    await page.waitForURL(/concerns\//)
    await page.getByRole('link', { name: t('signals.person.open-child') }).click()
    await page.waitForURL(/children\//)
    await page.getByText(issuer).first().waitFor()
    const record = await page.locator('.lrp-record').innerText()
    for (const fact of [name, spoken, phone[0], '104477', t('children.document-kind.school-register')])
      assert.ok(record.includes(fact), `${fact} in ${record}`)
    await seenAtBothWidths(page, 'facts-registered', secrets)

    // Another family name is another child; the national form of the number is the same number.
    await page.goto(`${address}/children`)
    await page.getByLabel(t('children.search.name'), { exact: true }).fill(other)
    await page.getByLabel(t('ui.age.years')).first().fill('13')
    await page.getByText(t('children.search.more')).click()
    await page.getByLabel(t('children.phone')).fill(phone[1])
    await page.getByRole('button', { name: t('children.search.button') }).click()
    const card = page.locator('.card', { hasText: name })
    await card
      .getByText(t('children.reason.same-number'))
      .or(card.getByText(t('children.reason.same-digits')))
      .waitFor()
    await seenAtBothWidths(page, 'facts-compared', secrets)
    await page.context().close()
  })
}
