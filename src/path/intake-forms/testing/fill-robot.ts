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
    const shown = await questionsOn(page)
    if (shown === 'none left') return asked
    for (const { id, kind, error } of shown) {
      const field = page.locator(`[id="${id}"]`)
      const before = tries.get(id)
      if (before !== undefined && error === '') continue
      // An answer may have hidden a question of the same screen.
      if (shown.length > 1 && (await field.count()) === 0) continue
      if (before === undefined) asked.push(id)
      const attempt = before === undefined ? 0 : before + 1
      assert.ok(attempt < 12, `${id} takes no answer: ${error}`)
      tries.set(id, attempt)
      await answer(field, kind, attempt)
    }
    // Or it may have shown another one. Answer that before going on.
    const now = await questionsOn(page)
    if (now !== 'none left' && now.some(({ id }) => !tries.has(id))) continue
    await page.locator('main .steps-actions button[data-kind=primary]').click()
  }
  assert.fail(`the form does not end; last asked: ${asked.slice(-3).join(', ')}`)
}

interface Shown {
  id: string
  kind: 'date' | 'radio' | 'checkbox' | 'number' | 'combo' | 'text' | 'note'
  error: string
}

/** The questions on the screen in order, read at once; after the last one the form shows a summary instead. */
function questionsOn(page: Page): Promise<Shown[] | 'none left'> {
  return page.evaluate(() => {
    if (document.querySelector('main .summary')) return 'none left'
    const kindOf = (element: Element): Shown['kind'] => {
      if (element.querySelector('input[data-digits="4"]')) return 'date'
      if (element.querySelector('input[type=radio]')) return 'radio'
      if (element.querySelector('input[type=checkbox]')) return 'checkbox'
      if (element instanceof HTMLTextAreaElement) return 'text'
      if (!(element instanceof HTMLInputElement) || element.readOnly) return 'note'
      if (element.inputMode === 'numeric' || element.inputMode === 'decimal') return 'number'
      return element.getAttribute('role') === 'combobox' ? 'combo' : 'text'
    }
    return [...document.querySelectorAll('main .steps [id^="q-"]')]
      .filter(({ id }) => !/-(?:error|hint)$/.test(id))
      .map((element) => ({
        id: element.id,
        kind: kindOf(element),
        error: document.getElementById(`${element.id}-error`)?.innerText ?? '',
      }))
  })
}

async function answer(field: Locator, kind: Shown['kind'], attempt: number): Promise<void> {
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
