import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import type { Form, Item } from '#lib/forms'
import { desktop, openBrowser, phone } from '../../../../../tests/browser.ts'
import { testNode } from '../../../../../tests/node.ts'
import { accountOf, assertGoodScreen, openApp, say, signedIn } from '../../../../../tests/screens.ts'
import { publish, saveFormDraft, submit, viewForm, viewFormDraft } from '../../api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const administrator = await node.person('MER-SCHOOL', ['administrator', 'caseworker'], 'Ansa Velde')
const second = await node.person('MER-CARE', ['administrator'], 'Tomas Brill')
const worker = await node.person('MER-CARE', ['caseworker'])

const question = (name: string, label: Record<string, string>, more: object = {}): Item => ({
  kind: 'question',
  name,
  type: 'text',
  label,
  ...more,
})

/** Publishes a form with everything the editor can show as version 1. */
async function published(id: string): Promise<void> {
  const form: Form = {
    id,
    version: '',
    title: { en: 'Night shelter', ar: 'مأوى ليلي' },
    languages: ['en', 'ar'],
    items: [
      question('name', { en: 'What is the name?', ar: 'ما الاسم؟' }, { required: true }),
      question('kind', { en: 'Who came?', ar: 'من جاء؟' }, { type: 'choice', choices: 'kinds' }),
      question(
        'age',
        { en: 'How old?', ar: 'كم العمر؟' },
        {
          type: 'integer',
          relevant: "${kind} = 'child'",
          constraint: { test: '. >= 0 and . < 18', message: { en: 'Under 18.' } },
        },
      ),
      {
        kind: 'group',
        name: 'night',
        label: { en: 'The night', ar: 'الليلة' },
        appearance: 'field-list',
        items: [
          question('bed', { en: 'Which bed?', ar: 'أي سرير؟' }),
          question('meal', { en: 'Was there a meal?' }, { type: 'yes-no' }),
        ],
      },
    ],
    choiceLists: {
      kinds: [
        { value: 'child', label: { en: 'A child', ar: 'طفل' } },
        { value: 'adult', label: { en: 'An adult', ar: 'بالغ' } },
      ],
    },
  }
  const kept = await saveFormDraft.run(
    node,
    { id, expected: 0, base: null, form: { ...form } },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(kept), JSON.stringify(kept))
  const done = await publish.run(
    node,
    { id, expected: 1, replaces: null, note: 'The first one' },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(done), JSON.stringify(done))
}

async function draftOf(id: string): Promise<{ form: Form; version: number }> {
  const shown = await viewFormDraft.run(node, { id }, { actor: administrator })
  assert.ok(!isRefusal(shown), JSON.stringify(shown))
  return { form: shown.form as unknown as Form, version: shown.version }
}

async function openEditor(
  id: string,
  language: string,
  device = desktop(language),
  who = administrator,
): Promise<Page> {
  const page = await signedIn(browser, address, accountOf(who), language, device)
  await page.goto(`${address}/forms/${id}/edit`)
  await page.locator('.workbench').waitFor()
  return page
}
const en = (id: string, values?: Record<string, string | number>) => say('en', `form-editor.${id}`, values)
const saved = (page: Page) => page.locator('[data-saving=saved]').waitFor()
/** Waits until the line at this place of the outline is this one, and has the focus. The form itself is the first line. */
const focusedInPlace = (page: Page, label: string, place: number) =>
  page.waitForFunction(
    ([label, place]) => {
      const line = document.querySelectorAll('.outline-item')[place]
      return line === document.activeElement && line?.textContent?.includes(label)
    },
    [label, place] as const,
  )
const item = (page: Page, name: string) => page.locator('.outline-item', { hasText: name })
const primary = (page: Page) => page.getByRole('dialog').locator('button[data-kind=primary]')

test('an administrator makes a form from nothing, sees it on a phone beside it, publishes it, and a case worker fills it', async () => {
  const page = await signedIn(browser, address, accountOf(administrator), 'en', desktop('en'))
  await page.goto(`${address}/forms`)
  await page.getByRole('button', { name: en('make.do') }).click()
  await page.getByLabel(en('form.title')).fill('Meal at noon')
  await assertGoodScreen(page, 'editor-make-en-1280')
  await primary(page).click()
  await page.waitForURL(/forms\/meal-at-noon\/edit$/)
  await page.getByRole('button', { name: en('add.question'), exact: true }).click()
  await page.keyboard.type('Who ate?')
  await page.locator('.handset').getByText('Who ate?').waitFor()
  await page.getByRole('button', { name: en('add.question'), exact: true }).click()
  await page.keyboard.type('What did they eat?')
  await page.getByLabel(en('question.type')).selectOption('choice')
  for (const [number, words] of [
    [1, 'Soup'],
    [2, 'Bread'],
  ] as const) {
    await page.getByRole('button', { name: en('choices.add') }).click()
    await page
      .getByRole('group', { name: en('choices.number', { number }) })
      .getByLabel(en('choices.words'))
      .fill(words)
  }
  await page.locator('.handset').getByText('Bread').waitFor()
  await page
    .getByRole('group', { name: en('relevant') })
    .getByRole('button', { name: en('condition.add') })
    .click()
  await page.getByText(en('phone.not-asked')).waitFor()
  await page.locator('.handset input').first().fill('Lirrin')
  await page.locator('.handset button[type=submit]').click()
  await page.locator('.handset').getByText('Soup').waitFor()
  await saved(page)
  await assertGoodScreen(page, 'editor-new-en-1280')
  const { form } = await draftOf('meal-at-noon')
  assert.deepEqual(
    form.items.map((one) => [one.name, one.label, one.relevant]),
    [
      ['question', { en: 'Who ate?' }, undefined],
      ['question_2', { en: 'What did they eat?' }, "${question} != ''"],
    ],
  )
  await page.getByRole('button', { name: en('publish') }).click()
  await page.getByLabel(en('publish.note')).fill('Needed every day')
  await assertGoodScreen(page, 'editor-publish-en-1280')
  await primary(page).click()
  await page.getByText(en('saving.nothing')).waitFor()
  await page.context().close()
  const taken = await submit.run(
    node,
    {
      id: 'meal-at-noon',
      submission: newId(),
      formVersion: '1',
      answers: { question: 'Lirrin', question_2: 'choice_1' },
    },
    { actor: worker, commandId: newId() },
  )
  assert.ok(!isRefusal(taken), JSON.stringify(taken))
})

for (const language of ['en', 'ar']) {
  test(`everything of a form is changed on a desk and on a phone, without a mouse too (${language})`, async () => {
    const id = `shelter-${language}`
    const [desk, hand] = [{ name: `${language}-1280` }, { name: `${language}-360` }]
    await published(id)
    const page = await openEditor(id, language)
    await page.locator('.outline-item').first().click()
    await page.locator('.workbench-pane[data-pane=question] h2').first().waitFor()
    await assertGoodScreen(page, 'editor-form', { corner: desk })
    for (const at of [1, 2, 3, 4]) {
      await page.locator('.outline-item').nth(at).click()
      await assertGoodScreen(page, `editor-item-${at}`, { corner: desk })
    }
    // The third item is the age. Alt with arrow up moves it before "Who came?", and the list announces that.
    await page.locator('.outline-item').nth(3).focus()
    const [age, name] = language === 'en' ? ['How old?', 'What is the name?'] : ['كم العمر؟', 'ما الاسم؟']
    await page.keyboard.press('Alt+ArrowUp')
    await focusedInPlace(page, age, 2)
    await page.keyboard.press('Alt+ArrowUp')
    await focusedInPlace(page, age, 1)
    await page.keyboard.press('ArrowDown')
    await focusedInPlace(page, name, 2)
    await saved(page)
    assert.deepEqual(
      (await draftOf(id)).form.items.map(({ name }) => name),
      ['age', 'name', 'kind', 'night'],
    )
    await page.context().close()

    const small = await openEditor(id, language, phone(language))
    await assertGoodScreen(small, 'editor-outline', { corner: hand })
    await small.locator('.outline-item').nth(3).click()
    await small.locator('[role=tabpanel][data-pane=question]:not([hidden])').waitFor()
    await assertGoodScreen(small, 'editor-question', { corner: hand })
    await small.getByRole('tab').nth(2).click()
    await small.locator('.handset').waitFor()
    assert.equal(await small.locator('.handset > div').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
    await assertGoodScreen(small, 'editor-phone', { corner: hand })
    await small.context().close()
  })
}

test('the form speaks Arabic on the phone while the administrator reads English', async () => {
  await published('two-languages')
  const page = await openEditor('two-languages', 'en')
  await page.getByLabel(en('phone.language')).selectOption('ar')
  const handset = page.locator('.handset > div')
  await handset.getByText('ما الاسم؟').waitFor()
  assert.equal(await handset.getAttribute('dir'), 'rtl')
  assert.equal(await page.locator('html').getAttribute('dir'), 'ltr')
  await handset.getByRole('button', { name: say('ar', 'ui.steps.next') }).waitFor()
  await assertGoodScreen(page, 'editor-arabic-phone-en-1280')
  await page.context().close()
})

test('a wrong expression is named at its place and keeps the form from being published', async () => {
  await published('wrong')
  const page = await openEditor('wrong', 'en')
  await item(page, 'How old?').click()
  const when = page.getByRole('group', { name: en('relevant') })
  await when.getByRole('button', { name: en('condition.raw') }).click()
  await when.getByLabel(en('condition.expression')).fill("${kind} = 'child' and ${nobody} > ")
  await when.getByText(say('en', 'forms.import.expression-syntax', { at: 35, construct: '' })).waitFor()
  await page.locator('.outline-item', { hasText: en('outline.mistake') }).waitFor()
  await assertGoodScreen(page, 'editor-mistake-en-1280')
  await page.getByRole('button', { name: en('publish') }).click()
  await page
    .getByRole('dialog')
    .getByText(en('publish.mistakes', { count: 1 }))
    .waitFor()
  assert.ok(await primary(page).isDisabled())
  await page.context().close()
})

test('another kind of answer and a question taken away say what they mean for old answers', async () => {
  await published('old-answers')
  const page = await openEditor('old-answers', 'en')
  await item(page, 'What is the name?').click()
  await page.getByLabel(en('question.type')).selectOption('integer')
  await page.getByText(en('effect.type.title')).waitFor()
  await item(page, 'Which bed?').click()
  await page.getByRole('button', { name: en('remove.question') }).click()
  await page.getByRole('dialog').getByText(en('effect.kind.removed')).waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('remove.do') })
    .click()
  await page.getByRole('button', { name: en('publish') }).click()
  await page
    .getByRole('dialog')
    .getByText(en('effect.title', { count: 2 }))
    .waitFor()
  await page.getByLabel(en('publish.note')).fill('Counted now')
  await assertGoodScreen(page, 'editor-consequences-en-1280')
  await primary(page).click()
  await page.getByText(en('saving.nothing')).waitFor()
  await page.locator('.outline-item').first().click()
  await page.getByText('Counted now').waitFor()
  await page.getByRole('button', { name: en('changes.compare', { number: 1 }) }).click()
  await page.getByText(en('change.type', { was: en('type.text'), is: en('type.integer') })).waitFor()
  await assertGoodScreen(page, 'editor-since-en-1280')
  await page.context().close()
  const old = await viewForm.run(node, { id: 'old-answers', version: '1' }, { actor: worker })
  assert.ok(!isRefusal(old))
  assert.equal(
    (old.form as unknown as Form).items[0]?.kind === 'question' &&
      (old.form as unknown as { items: { type: string }[] }).items[0]?.type,
    'text',
  )
})

test('of two administrators the second is told, and decides between both drafts', async () => {
  await published('both')
  const page = await openEditor('both', 'en')
  const other = await openEditor('both', 'en', desktop('en'), second)
  await item(page, 'What is the name?').click()
  await page.getByLabel(en('words.in', { what: en('question.label'), language: 'English' })).fill('What is your name?')
  await saved(page)
  await item(other, 'Who came?').click()
  await other.getByLabel(en('words.in', { what: en('question.label'), language: 'English' })).fill('Who came tonight?')
  await other.getByText(en('conflict.title', { who: 'Ansa Velde' })).waitFor()
  await assertGoodScreen(other, 'editor-conflict-en-1280')
  assert.equal((await draftOf('both')).version, 1)
  await other.getByRole('button', { name: en('conflict.mine') }).click()
  await saved(other)
  const { form } = await draftOf('both')
  assert.deepEqual(
    [form.items[0]?.label, form.items[1]?.label],
    [
      { en: 'What is the name?', ar: 'ما الاسم؟' },
      { en: 'Who came tonight?', ar: 'من جاء؟' },
    ],
  )
  await page.context().close()
  await other.context().close()
})

test('nothing typed is lost when the network goes away and the page is closed', async () => {
  await published('offline')
  const page = await openEditor('offline', 'en')
  await item(page, 'What is the name?').click()
  await page.context().setOffline(true)
  await page
    .getByLabel(en('words.in', { what: en('question.label'), language: 'English' }))
    .fill('Which name was given?')
  await page.locator('[data-saving=offline]').waitFor()
  assert.equal((await draftOf('offline')).version, 0)
  const again = await page.context().newPage()
  await page.close()
  await again.context().setOffline(false)
  await again.goto(`${address}/forms/offline/edit`)
  await again.getByText(en('found.title')).waitFor()
  await assertGoodScreen(again, 'editor-found-en-1280')
  await again.getByRole('button', { name: en('found.take') }).click()
  await saved(again)
  const { form } = await draftOf('offline')
  assert.deepEqual(form.items[0]?.label, { en: 'Which name was given?', ar: 'ما الاسم؟' })
  await item(again, 'Which name was given?').click()
  await again.getByRole('button', { name: en('undo') }).click()
  await item(again, 'What is the name?').waitFor()
  await again.context().close()
})

test('whoever is no administrator finds no way into the editor', async () => {
  await published('closed-door')
  const page = await signedIn(browser, address, accountOf(worker), 'en', desktop('en'))
  await page.goto(`${address}/forms`)
  await page.getByRole('link', { name: 'Night shelter' }).first().waitFor()
  assert.equal(await page.locator('main a[href$="/edit"]').count(), 0)
  await page.goto(`${address}/forms/closed-door/edit`)
  await page.locator('h1').waitFor()
  assert.equal(await page.locator('.workbench').count(), 0)
  await page.context().close()
})
