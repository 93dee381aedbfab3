import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import test from 'node:test'
import { build } from 'esbuild'
import fc from 'fast-check'
import { canonical } from '#lib/rules'
import { openBrowser } from '../../../tests/browser.ts'
import { answered, aged, packs } from './store/screenings.test-data.ts'
import type { AnswerValue } from './codes.ts'
import type { AgeRecord, SignAnswer } from './model.ts'
import { weigh } from './weigh.ts'

interface Case {
  answers: SignAnswer[]
  ages: AgeRecord[]
}

const indicatorIds = packs.flatMap((pack) =>
  pack.families.flatMap((family) => family.indicators.map((each) => each.id)),
)
const anyCase: fc.Arbitrary<Case> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...indicatorIds), fc.constantFrom<AnswerValue>('yes', 'no', 'unknown', 'not-asked'), {
      maxKeys: 60,
    }),
    fc.option(
      fc.oneof(
        fc.nat(40).map((exact) => ({ exact })),
        fc.nat(40).map((about) => ({ about })),
      ),
      { nil: undefined },
    ),
    fc.boolean(),
  )
  .map(([values, age, disputed]) => ({
    answers: answered(values),
    ages: age ? aged({ 'at-exploitation': age }, disputed) : [],
  }))

test('the same answers give the same bytes on a phone and on the node', async () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const contents = `import { weigh } from './weigh.ts'; import { canonical } from '#lib/rules'; globalThis.findings = (packs, cases) => cases.map((each) => canonical(weigh(packs, each)))`
  const bundle = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    write: false,
  })
  const script = bundle.outputFiles[0]?.text ?? ''
  const cases = fc.sample(anyCase, { numRuns: 60, seed: 20260302 })
  const page = await (await openBrowser()).newPage()
  await page.addScriptTag({ content: script })
  const there = await page.evaluate(
    ([given, list]) =>
      (globalThis as unknown as { findings(packs: unknown, cases: unknown): string[] }).findings(given, list),
    [packs, cases] as const,
  )
  assert.equal(there.length, cases.length)
  cases.forEach((each, index) => assert.equal(there[index], canonical(weigh(packs, each))))
})
