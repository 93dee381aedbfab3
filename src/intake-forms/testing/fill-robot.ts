import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** Days before today to try for a date, nearest first. */
const daysBefore = [3, 40, 70, 100, 150, -20, -100, 400]
const numbers = ['2', '5', '30', '2500', '50', '1', '9']
const most = 400

/**
 * Fills in a form on a phone like a patient person: answers each question, reads the error and tries another answer,
 * until the form can be submitted. Returns the paths of the questions in order.
 */
export async function fillToTheEnd(page: Page): Promise<string[]> {
  const asked: string[] = []
  const tries = new Map<string, number>()
  for (let turn = 0; turn < most; turn += 1) {
    if (await page.locator('main .summary').count()) return asked
    for (const id of await idsOn(page)) {
      const field = page.locator(`[id="${id}"]`)
      const before = tries.get(id)
      const wrong = (await page.locator(`[id="${id}-error"]`).count()) > 0
      // An answer may have hidden a question of the same screen.
      if ((before !== undefined && !wrong) || (await field.count()) === 0) continue
      if (before === undefined) asked.push(id)
      const attempt = before === undefined ? 0 : before + 1
      assert.ok(
        attempt < 12,
        `${id} takes no answer: ${(await page.locator(`[id="${id}-error"]`).allInnerTexts()).join(' ')}`,
      )
      tries.set(id, attempt)
      await answer(field, attempt)
    }
    // Or it may have shown another one. Answer that before going on.
    if ((await idsOn(page)).some((id) => !tries.has(id))) continue
    await page.locator('main .steps-actions button[data-kind=primary]').click()
  }
  assert.fail(`the form does not end; last asked: ${asked.slice(-3).join(', ')}`)
}

/** Ids of the questions on the screen, in order. */
function idsOn(page: Page): Promise<string[]> {
  return page
    .locator('main .steps [id^="q-"]')
    .evaluateAll((elements) => elements.map(({ id }) => id).filter((id) => !/-(?:error|hint)$/.test(id)))
}

async function answer(field: Locator, attempt: number): Promise<void> {
  const kind = await field.evaluate((element) => {
    if (element.querySelector('input[data-digits="4"]')) return 'date'
    if (element.querySelector('input[type=radio]')) return 'radio'
    if (element.querySelector('input[type=checkbox]')) return 'checkbox'
    if (element instanceof HTMLTextAreaElement) return 'text'
    if (!(element instanceof HTMLInputElement)) return 'note'
    if (element.readOnly) return 'note'
    return element.inputMode === 'numeric' || element.inputMode === 'decimal'
      ? 'number'
      : element.getAttribute('role') === 'combobox'
        ? 'combo'
        : 'text'
  })
  if (kind === 'radio') {
    const options = field.locator('input[type=radio]')
    await options.nth(attempt % (await options.count())).check()
  }
  if (kind === 'checkbox') {
    const boxes = await field.locator('input[type=checkbox]').all()
    // First choose everything. If a rule forbids that ("none of these"), try the choices one by one.
    for (const [at, box] of boxes.entries()) await box.setChecked(attempt === 0 || at === (attempt - 1) % boxes.length)
  }
  if (kind === 'number') await field.fill(numbers[attempt] ?? '1')
  if (kind === 'text') await field.fill('Orrel')
  if (kind === 'date') await fillDate(field, daysBefore[attempt] ?? 0)
}

async function fillDate(field: Locator, before: number): Promise<void> {
  const day = new Date(Date.now() - before * 86_400_000)
  await field.locator('input[data-digits="2"]').fill(String(day.getDate()))
  await field
    .locator('select')
    .first()
    .selectOption(String(day.getMonth() + 1))
  await field.locator('input[data-digits="4"]').fill(String(day.getFullYear()))
}
