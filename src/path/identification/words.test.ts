import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { answerValue, childPath, howAgeKnown, howSignKnown, outcomeCode, reading } from './codes.ts'
import { justiceKind, nexus } from '#standards/justice'
import type { Limit } from './model.ts'
import type { NextStep } from './next-steps.ts'

const readWords = (language: string): Record<string, string> =>
  JSON.parse(
    readFileSync(new URL(`../../../locales/${language}/identification.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>
const english = readWords('en')
const languages = Object.fromEntries(
  readdirSync(new URL('../../../locales/', import.meta.url)).map((language) => [language, readWords(language)]),
)

const limits: Record<Limit, true> = {
  'a-person-decides': true,
  'no-sign-is-not-safety': true,
  'no-score': true,
  'agreement-does-not-matter': true,
  'a-plan-is-enough': true,
  'age-in-doubt': true,
  'adult-at-the-time': true,
  'adult-now-child-then': true,
  'source-not-verified': true,
  'by-unchecked-list': true,
  'by-unread-law': true,
  'link-open': true,
  'link-denied': true,
  'packs-not-loaded': true,
  'pack-changed': true,
}
const steps: Record<NextStep, true> = {
  'refer-to-child-protection-first': true,
  'claim-time-to-recover': true,
  'refer-to-adult-services-first': true,
  'keep-rights-of-child': true,
  'ask-non-punishment': true,
  'keep-concern-open': true,
  'verify-age-gently': true,
  'adult-services-alongside': true,
  'look-again': true,
  'ask-somebody-else': true,
}

test('everything a screening can say has its words in every language', () => {
  const wanted = [
    ...answerValue.values.map((code) => `value.${code}`),
    ...howSignKnown.values.map((code) => `how.${code}`),
    ...howAgeKnown.values.map((code) => `how-age.${code}`),
    ...outcomeCode.values.flatMap((code) => [`outcome.${code}`, `outcome.${code}.hint`]),
    ...reading.values.flatMap((code) => [`reading.${code}`, `reading.${code}.text`]),
    ...justiceKind.values.map((code) => `justice.kind.${code}`),
    ...nexus.values.map((code) => `justice.link.${code}`),
    ...Object.keys(limits).map((code) => `limit.${code}`),
    ...Object.keys(steps).flatMap((code) => [`step.${code}`, `step.${code}.text`]),
    ...['R1', 'R1b', 'R2', 'R3', 'R4', 'R5', 'R20'].map((rule) => `rule.${rule}`),
    ...['child-path', 'act', 'purpose', 'link'].flatMap((part) =>
      ['yes', 'no', 'unknown'].map((result) => `presumption.${part}.${result}`),
    ),
    ...childPath.values.flatMap((path) => [`path.${path}`, `path.${path}.text`]),
  ]
  for (const [language, words] of Object.entries(languages)) {
    assert.deepEqual(
      wanted.filter((id) => !words[`identification.${id}`]),
      [],
      language,
    )
  }
})

test('every language says the same things, and each can be read by the app', () => {
  for (const words of Object.values(languages)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort())
    for (const text of Object.values(words)) assert.ok(compileMessage(text))
  }
})

test('a refusal says what, why and what next', () => {
  const codes = new Set(
    Object.keys(english).flatMap((id) => /^refusal\.(.+)\.(title|reason|next)$/.exec(id)?.[1] ?? []),
  )
  assert.ok(codes.size > 0)
  for (const words of Object.values(languages)) {
    for (const code of codes)
      for (const part of ['title', 'reason', 'next']) assert.ok(words[`refusal.${code}.${part}`], `${code}.${part}`)
  }
})

test('no word of the screen says that an answer speaks against a child', () => {
  for (const text of Object.values(english)) assert.doesNotMatch(text, /speaks against|reasons against/i, text)
})

test('no word of the screen calls a child a case, an offender or illegal', () => {
  for (const text of Object.values(english))
    assert.doesNotMatch(text, /\b(illegal|offender|perpetrator|suspect|case of|score of)\b/i, text)
})
