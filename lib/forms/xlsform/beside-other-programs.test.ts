import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { evaluate, initialAnswers, withAnswer, withEntry } from '../index.ts'
import { type Case, cases } from './beside-other-programs.test-data.ts'
import { importXlsForm } from './import-xlsform.ts'
import { writeWorkbook } from './write-workbook.ts'

const severities = ['none', 'mended', 'changed', 'left-out', 'unsupported', 'error']

async function seen(one: Case): Promise<unknown> {
  const context = { today: one.today ?? '2026-11-29', now: one.now ?? '2026-11-29T08:00:00.000Z', language: 'en' }
  const bytes = writeWorkbook({
    survey: one.survey,
    choices: one.choices ?? [['list_name', 'name', 'label']],
    settings: [
      ['form_id', 'form_title', 'default_language'],
      ['f', 'Form', 'English (en)'],
    ],
  })
  const { form, problems } = await importXlsForm(bytes)
  assert.ok(form, one.why)
  const [what = '', path = ''] = one.look.split(' ')
  const rank = (name: string): number => severities.indexOf(name)
  if (what === 'worst')
    return problems.reduce((worst, { severity }) => (rank(severity) > rank(worst) ? severity : worst), 'none')
  if (what === 'problems') return problems.some(({ severity }) => severity === 'unsupported') ? 'unsupported' : problems
  let answers = initialAnswers(form, context)
  for (const entry of one.newEntries ?? []) answers = withEntry(form, answers, entry, context)
  for (const [name, answer] of Object.entries(one.answers ?? {})) answers = withAnswer(answers, name, answer)
  const state = evaluate(form, answers, context).byPath[path]
  const words: Record<string, (() => unknown) | undefined> = {
    value: () => state?.value ?? null,
    relevant: () => state?.relevant,
    readOnly: () => state?.readOnly,
    problem: () => state?.problems[0]?.code ?? '',
    label: () => Object.values(state?.label ?? {})[0],
    choices: () => (state?.choices ?? []).map(({ value }) => value).join(' '),
    choiceLabel: () => Object.values(state?.choices?.[0]?.label ?? {})[0],
  }
  return (words[what] ?? assert.fail(one.look))()
}

test('a form means here what it means in the other programs that read it', async () => {
  for (const one of cases) assert.deepEqual(await seen(one), one.right, one.why)
})

test('language columns with a country or a script in brackets keep all their words, or one is named', async () => {
  const headings = [
    'English (UK)',
    'Dari (AF)',
    'Pashto (AF)',
    'Rohingya (Latin)',
    'Rohingya (Arabic script)',
    'Spanish (MX)',
  ]
  const unknown = ['Sundalese', 'Sundalese (old)', 'لغة الوادي', 'لغة الجبل']
  const all = [...headings, ...unknown]
  const survey = [
    ['type', 'name', ...all.map((one) => `label::${one}`)],
    ['text', 'a', ...all.map((one) => `words in ${one}`)],
  ]
  const { form } = await importXlsForm(writeWorkbook({ survey, choices: [], settings: [] }))
  const [item] = form?.items ?? []
  assert.deepEqual(Object.values(item?.label ?? {}).toSorted(), all.map((one) => `words in ${one}`).toSorted())
  assert.deepEqual(Object.keys(item?.label ?? {}).slice(0, 6), [
    'en-GB',
    'fa-AF',
    'ps-AF',
    'rhg-Latn',
    'rhg-Arab',
    'es-MX',
  ])
  const twice = [
    ['type', 'name', 'label::English', 'label::English (en)'],
    ['text', 'a', 'one', 'other'],
  ]
  const { problems } = await importXlsForm(writeWorkbook({ survey: twice, choices: [], settings: [] }))
  assert.ok(problems.some(({ message }) => JSON.stringify(message).includes('language-twice')))
})

const folder = join(process.cwd(), '../shared/data/failing/forms')
const skip = existsSync(folder) ? false : `no inputs in ${folder}`
/** The day of the node is not the engine's affair, and the language columns have a test of their own. */
const elsewhere = /^(?:server-day|now-local-day|language-columns|sum-with-empty-row|far-)/

test('the inputs that once failed come out right', { skip }, async () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && !elsewhere.test(name))) {
    const one = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case
    const right = one.look === 'problems' ? 'unsupported' : one.right
    assert.deepEqual(await seen(one), right, file)
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.xlsx')))
    assert.ok((await importXlsForm(readFileSync(join(folder, file)))).form, file)
})
