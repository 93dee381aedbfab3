import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { openCase } from '#path/case-management'
import { assign } from '../../src/path/case-management/api.ts'
import { formatFor } from '../../ui/language/format.ts'
import { say, seenAtBothWidths } from '../screens.ts'
import { bothLanguages, draftedReferral, type Language, sendAnyway, smallCountry } from './small-country.ts'

// Half past one in the night of Friday 31 December in Meridia, the last day whose holidays are known. In Greenwich it is
// still the 30th.
const country = await smallCountry('2027-12-30T22:30:00Z')
const { node, address } = country
const atDesk = await node.person('MER-LINE', ['triage', 'worker'], 'Ilse Doran')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const caseworker = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')
const { concernId, referralId } = await draftedReferral(country, atDesk, 'Tamo Venn')
await sendAnyway(country, atDesk, referralId)

/** What a phone without battery says, and a year that somebody mistyped. */
const wrongClocks: Record<Language, string> = { en: '1970-01-01T00:10:00Z', ar: '2099-06-01T12:00:00Z' }
const children: Record<Language, string> = { en: 'Orsa Quill', ar: 'رويدة تلاق' }

async function openWithWrongClock(person: { id: string }, language: Language): Promise<Page> {
  const page = await country.open(person, language)
  await page.clock.setFixedTime(wrongClocks[language])
  return page
}

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)
  const { date, duration } = formatFor(language, 'Etc/GMT-3')

  test(`on a device with a wrong clock deadlines and ages are right (${language})`, async () => {
    const page = await openWithWrongClock(atDesk, language)
    await page.goto(`${address}/concerns/${concernId}`)
    const left = t('ui.clock.running', { span: duration(24 * 3_600_000) })
    await page.locator('.lrp-record').getByText(left).waitFor()
    await seenAtBothWidths(page, 'wrong-clock-concern', ['Tamo'])

    await page.goto(`${address}/children`)
    await page.getByLabel(t('children.search.name'), { exact: true }).fill(children[language])
    await page
      .getByLabel(t('ui.age.years'))
      .first()
      .fill(language === 'ar' ? '٩' : '9')
    await page.getByText(t('children.search.more')).click()
    await page.getByLabel(t('ui.date.year'), { exact: true }).fill('2031')
    await page.getByRole('button', { name: t('children.search.button') }).click()
    // Born in the future: the screen says which answer is wrong, and why.
    const wrong = `${t('children.field.birth')}: ${t('kernel.field.day-not-possible')}`
    await page.getByRole('alert').getByText(wrong).waitFor()
    await seenAtBothWidths(page, 'born-tomorrow', [children[language]])
    await page.getByLabel(t('ui.date.year'), { exact: true }).fill('')
    await page.getByRole('button', { name: t('children.search.button') }).click()
    await page.getByRole('button', { name: t('children.found.register') }).click()
    await page.getByRole('button', { name: t('children.register.button') }).click()
    await page.waitForURL(/children\/[0-9a-f-]{36}$/)
    await page.locator('.lede', { hasText: t('children.childhood.child') }).waitFor()
    const record = await page.locator('.lrp-record').innerText()
    assert.ok(record.includes(t('ui.age.said-about', { age: t('ui.age.said', { age: 9 }) })), record)
    assert.ok(record.includes(date('2027-12-31')), record)
    assert.doesNotMatch(record, /1970|2099/)
    await seenAtBothWidths(page, 'wrong-clock-child', [children[language]])
    await page.context().close()
  })

  test(`a deadline behind the known holidays says in the list and in its rule that it is not certain (${language})`, async () => {
    const page = await openWithWrongClock(officer, language)
    await page.goto(`${address}/`)
    const row = page.locator('a.work').first()
    await row.getByText(t('ui.clock.not-certain')).waitFor()
    await seenAtBothWidths(page, 'not-certain-my-day', ['Tamo'])
    await page.goto(`${address}/referrals/${referralId}`)
    await page.getByText(t('ui.clock.not-certain')).first().waitFor()
    await page
      .locator('.clock-row', { hasText: t('ui.clock.not-certain') })
      .getByRole('button')
      .first()
      .click()
    await page.locator('.popover').getByText(t('ui.clock.uncertain')).waitFor()
    await seenAtBothWidths(page, 'not-certain-why', ['Tamo'])
    await page.context().close()
  })

  test(`in the night a task may be due on the country’s day, and other days are refused in words (${language})`, async () => {
    const { id } = await country.run(
      openCase,
      {
        referralId: newId(),
        childId: newId(),
        agencyId: await node.agencyId('MER-WELFARE'),
        country: 'XM',
        risk: 'high',
        at: node.clock.now().toISOString(),
      },
      nodeActor,
    )
    await country.run(assign, { id, workerId: caseworker.id }, officer)
    const page = await openWithWrongClock(caseworker, language)
    await page.goto(`${address}/cases/${id}`)
    await page.getByRole('button', { name: t('case-management.task.add') }).click()
    const dialog = page.getByRole('dialog')
    const add = dialog.getByRole('button', { name: t('case-management.task.add') })
    const pick = async (day: string, month: string, year: string) => {
      await dialog.getByLabel(t('ui.date.day'), { exact: true }).fill(day)
      await dialog.getByLabel(t('ui.date.month')).selectOption(month)
      await dialog.getByLabel(t('ui.date.year'), { exact: true }).fill(year)
      await add.click()
    }
    await dialog.getByLabel(t('case-management.task.kind')).selectOption('schooling')
    await pick('30', '12', '2027')
    await dialog.getByText(t('refusal.task-date-passed.title')).waitFor()
    await seenAtBothWidths(page, 'task-date-passed')
    await pick('31', '12', '2077')
    await dialog.getByText(t('refusal.task-date-far.title')).waitFor()
    // In the digits of the reader's language.
    await pick(language === 'ar' ? '٣١' : '31', '12', language === 'ar' ? '٢٠٢٧' : '2027')
    await dialog.waitFor({ state: 'detached' })
    const today = formatFor(language, 'Etc/GMT-3').dateTime('2027-12-31T20:59:59Z')
    await page.getByText(t('case-management.task.schooling')).first().waitFor()
    const plan = await page.locator('.lrp-record').innerText()
    assert.ok(plan.includes(today.replace(/ \(.*/, '')), `${today} in ${plan}`)
    await page.context().close()
  })
}
