import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { readPacks } from './packs.ts'
import type { Indicator, IndicatorPack } from '../pack-model.ts'

const packs = readPacks()
const loaded = packs.filter((pack) => pack.status === 'loaded')
const families = loaded.flatMap((pack) => pack.families)
/** Signs with words of their own. The words of the forms of exploitation have tests of their own. */
const everyIndicator = families.flatMap(({ signs, indicators }) => (signs ? [] : indicators.map(withWords)))

type Words = { en: string; ar: string }

function withWords({ id, order, text, look }: Indicator): { id: string; order: number; text: Words; look: Words } {
  assert.ok('en' in text && 'en' in look, id)
  return { id, order, text: text as Words, look: look as Words }
}

function getPack(id: string): IndicatorPack {
  const pack = packs.find((each) => each.id === id)
  assert.ok(pack, id)
  return pack
}

function inCopy(change: (folder: string) => void, look: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'))
  try {
    cpSync(fileURLToPath(new URL('../indicators/', import.meta.url)), folder, { recursive: true })
    change(folder)
    look(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('the child labour list has its 65 signs in six families, each with the weight of the source', () => {
  const weights = getPack('ilo-child-labour').families.map(({ id, indicators }) => {
    const count = (weight: string): number => indicators.filter((each) => each.weight === weight).length
    return [id, count('strong'), count('medium'), count('weak')]
  })
  assert.deepEqual(weights, [
    ['deceptive-recruitment', 2, 8, 0],
    ['coercive-recruitment', 4, 6, 0],
    ['abuse-of-vulnerability', 0, 15, 0],
    ['exploitation', 1, 7, 0],
    ['coercion-at-destination', 8, 7, 0],
    ['vulnerability-at-destination', 0, 7, 0],
  ])
})

test('the general list has 11 signs about the child and 5 around the child, and gives none a weight', () => {
  const { families } = getPack('unodc-child')
  assert.deepEqual(
    families.map((family) => family.indicators.length),
    [11, 5],
  )
  assert.ok(families.every((family) => family.indicators.every((each) => each.weight === undefined)))
})

test('the legal test asks what it may be about, for an act, a purpose and the link between them, and has no family of means', () => {
  const { families } = getPack('legal-test')
  assert.deepEqual(
    families.map((family) => [family.id, family.role]),
    [
      ['about', 'about'],
      ['act', 'act'],
      ['purpose', 'purpose'],
      ['link', 'link'],
    ],
  )
  assert.doesNotMatch(
    JSON.stringify(families.map(({ indicators }) => indicators.map((each) => each.id))),
    /means|consent|agreed|forced-to-come/,
  )
})

test('each sign of the legal test carries its own source, and what was only remembered is not called verified', () => {
  const signs = getPack('legal-test').families.flatMap(({ role, indicators }) => (role === 'about' ? [] : indicators))
  assert.ok(signs.every((sign) => sign.source))
  const verified = signs.filter((sign) => sign.source?.verified).map((sign) => sign.id.split('/').at(-1))
  assert.deepEqual(verified, [
    'recruited',
    'transported',
    'handed-over',
    'kept',
    'received',
    'sexual-exploitation',
    'images-for-others',
    'forced-work',
    'servitude',
    'slavery-like',
    'organs',
    'armed-group',
    'other',
    'done-for-this',
  ])
})

test('the child labour list says that nobody has compared it with the original yet', () => {
  assert.equal(getPack('ilo-child-labour').source.verified, false)
})

test('a pack that may not be used or is not entered yet is an empty place that says why', () => {
  const empty = packs.filter((pack) => pack.status === 'not-loaded')
  assert.deepEqual(
    empty.map((pack) => [pack.id, pack.missing?.code]),
    [
      ['ilo-child-sexual-exploitation', 'to-be-filled'],
      ['cse-it', 'licence'],
      ['cans-cse', 'licence'],
      ['short-screen-cst', 'licence'],
      ['unodc-by-form', 'to-be-filled'],
    ],
  )
  assert.ok(empty.every((pack) => pack.families.length === 0))
})

test('no sign is a question put to a child, and none leads', () => {
  for (const sign of everyIndicator) {
    for (const text of [sign.text.en, sign.look.en, sign.text.ar, sign.look.ar]) {
      assert.doesNotMatch(text, /[?؟]|\byou\b|\bdidn’t\b|\bisn’t\b|prostitut|illegal|offender/i, `${sign.id}: ${text}`)
    }
  }
})

test('every sign is short and there in both languages', () => {
  for (const sign of everyIndicator) {
    for (const words of [sign.text, sign.look]) {
      assert.match(words.ar, /[\u0600-\u06FF]/, sign.id)
      assert.doesNotMatch(words.ar, /[A-Za-z]/, sign.id)
      assert.ok(words.en.split(' ').length <= 22, `${sign.id} is too long: ${words.en}`)
      assert.match(words.en, /^[A-Z].*\.$/, sign.id)
    }
  }
})

test('within a family no two signs share a place or a wording', () => {
  for (const { id, signs, indicators } of families) {
    assert.equal(new Set(indicators.map((each) => each.order)).size, indicators.length, id)
    if (signs) continue
    const words = indicators.map(withWords)
    assert.equal(new Set(words.map((each) => each.text.en)).size, indicators.length, id)
    assert.equal(new Set(words.map((each) => each.text.ar)).size, indicators.length, id)
  }
})

test('adding an indicator is adding one file', () => {
  const file = 'unodc-child/around-the-child/locked-door.json'
  inCopy(
    (folder) =>
      writeFileSync(
        join(folder, file),
        JSON.stringify({
          order: 6,
          shows: 'seen',
          text: { en: 'A room locks from outside.', ar: 'غرفة تُقفل من الخارج.' },
          look: { en: 'Look at the door.', ar: 'انظر إلى الباب.' },
        }),
      ),
    (folder) => {
      const family = readPacks(folder).find((pack) => pack.id === 'unodc-child')?.families[1]
      assert.equal(family?.indicators.at(-1)?.id, 'unodc-child/around-the-child/locked-door')
    },
  )
})

test('a pack without a licence, or with a sign in one language only, stops the start and names its file', () => {
  const spoil = (file: string, member: string) => (folder: string) => {
    const { [member]: _left, ...rest } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
    writeFileSync(join(folder, file), JSON.stringify(rest))
  }
  inCopy(spoil('unodc-child/pack.json', 'licence'), (folder) =>
    assert.throws(() => readPacks(folder), /unodc-child\/pack\.json/),
  )
  inCopy(spoil('unodc-child/about-the-child/no-play.json', 'look'), (folder) =>
    assert.throws(() => readPacks(folder), /no-play\.json/),
  )
})

test('content put into a place that is not loaded stops the start', () => {
  const move = (folder: string): void =>
    cpSync(join(folder, 'unodc-child/about-the-child'), join(folder, 'cse-it/about-the-child'), { recursive: true })
  inCopy(move, (folder) => assert.throws(() => readPacks(folder), /cse-it: a pack that is not loaded/))
})

test('traces on the body are noted only where they show, and the sign says so', () => {
  const traces = loaded.flatMap((pack) =>
    pack.families.flatMap((family) => family.indicators.filter((sign) => sign.traces)),
  )
  assert.deepEqual(traces.map(({ id }) => id).sort(), [
    'ilo-child-labour/coercion-at-destination/violence',
    'ilo-child-labour/coercive-recruitment/violence',
  ])
  const marks = everyIndicator.filter(({ text, look }) =>
    /\b(wounds?|marks?|traces?|scars?)\b/i.test(text.en + look.en),
  )
  assert.deepEqual(marks.map(({ id }) => id).sort(), traces.map(({ id }) => id).sort())
})

test('own lists never decide: each of their signs is evidence to look further and names where it was taken from', () => {
  const { families: own, rule } = getPack('own-signs')
  assert.equal(rule, 'look-further')
  assert.ok(own.every(({ role }) => role === 'evidence'))
  const signs = own.flatMap(({ indicators }) => indicators)
  assert.ok(signs.length <= 12 && signs.every(({ source, weight }) => source && !source.verified && !weight))
})

test('the words on a sign are those of the mended list: no child is used, sold for sex, shamed or looked down on', () => {
  const bad =
    /sexual work|boyfriend|girlfriend|fiancé|shaming|look down|bad relationship|عمل جنسي|يخجل|honteu|travail sexuel|petit ami|vergonzos|trabajo sexual|novio/i
  for (const pack of loaded)
    for (const family of pack.families) {
      assert.doesNotMatch(JSON.stringify([family.title, family.hint]), bad)
      for (const { id, text, look } of family.indicators) assert.doesNotMatch(JSON.stringify([text, look]), bad, id)
    }
})
