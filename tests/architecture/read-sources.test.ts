import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as codes from '#standards/codes'
import { readingOf, sourceOf, statementIds } from '#standards/sources'
import { childhood } from '../../src/path/children/codes.ts'
import { childPath } from '../../src/path/identification/codes.ts'
import * as rules from '../../src/path/identification/legal-rules.ts'
import { nextSteps } from '../../src/path/identification/next-steps.ts'
import { readPacks } from '../../src/path/identification/store/packs.ts'
import { practiceClocks } from '../../src/standards/jurisdiction/practice-clocks.ts'

interface Source {
  instrument: string
  paragraph?: string | undefined
  verified: boolean
}

/** Every source of a rule, a sign, a deadline or a list that says what the law or a practice is. */
function sources(): Source[] {
  const { ruleR1, ruleR1b, ruleR2, ruleR3, ruleR4, ruleR5, ruleR20 } = rules
  const lists = Object.values(codes as Record<string, unknown>).filter(
    (each): each is codes.Codes => typeof each === 'object' && each !== null && 'source' in each,
  )
  return [
    ...[ruleR1([], []), ruleR1b([]), ruleR2, ruleR3, ruleR4, ruleR5, ruleR20].flatMap((rule) => rule.sources),
    ...nextSteps({ outcome: 'presumed-victim' }, 'child').flatMap((step) => step.sources),
    ...readPacks().flatMap((pack) => [
      pack.source,
      ...pack.families.flatMap(({ indicators }) => indicators.flatMap(({ source }) => source ?? [])),
    ]),
    ...practiceClocks.map(({ source }) => source),
    ...[...lists, childPath, childhood].map(({ source }) => source),
  ]
}

const own = ({ instrument }: Source): boolean => instrument.startsWith('Tenfold')

test('a sentence of law or practice is called verified only if the register says who read it, in which copy and when', () => {
  const read = statementIds.filter((id) => readingOf(id)).map((id) => JSON.stringify(sourceOf(id)))
  const verified = sources().filter((source) => source.verified && !own(source))
  assert.ok(verified.length > 20)
  for (const source of verified) assert.ok(read.includes(JSON.stringify(source)), JSON.stringify(source))
})

test('whoever read a sentence, its copy and its day are written down', () => {
  for (const id of statementIds) {
    const reading = readingOf(id)
    assert.equal(sourceOf(id).verified, reading !== undefined, id)
    if (!reading) continue
    assert.ok(reading.by.length > 5 && reading.copy.length > 5, id)
    assert.match(reading.on, /^\d{4}-\d{2}(-\d{2})?$/, id)
  }
})

test('each sentence in the register is that of a rule, a sign, a deadline or a list', () => {
  const used = new Set(sources().map((source) => JSON.stringify(source)))
  assert.deepEqual(
    statementIds.filter((id) => !used.has(JSON.stringify(sourceOf(id)))),
    [],
  )
})

test('numbers that are ours do not borrow a name: no deadline of acceptance or of danger rests on somebody else’s paper', () => {
  for (const { id, source } of practiceClocks)
    if (/^(accept|first-visit|screening)|-immediate$/.test(id)) assert.ok(own(source), `${id}: ${source.instrument}`)
})
