import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Form, Question, QuestionType } from '../model.ts'
import { evaluate } from '../evaluate.ts'
import { parseExpression } from './parse.ts'
import { checkCalls } from './check.ts'

const label = { en: 'Words' }

function question(name: string, type: QuestionType, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label, ...more }
}

function calculate(calculation: string, answers: Record<string, string | number | boolean | string[]> = {}): unknown {
  const form: Form = {
    id: 'f',
    version: '1',
    title: label,
    languages: ['en'],
    items: [
      question('age', 'integer'),
      question('word', 'text'),
      question('day', 'date'),
      question('signs', 'choices', { choices: 'signs' }),
      question('agreed', 'yes-no'),
      { kind: 'group', name: 'visits', repeat: {}, items: [question('weight', 'decimal'), question('note', 'text')] },
      question('result', 'calculate', { calculation }),
    ],
    choiceLists: {
      signs: [
        { value: 'a', label: { en: 'Apple', ar: 'تفاحة' } },
        { value: 'b', label: { en: 'Bread' } },
      ],
    },
  }
  return evaluate(form, answers, { today: '2026-03-05', now: '2026-03-05T10:30:00.000Z', language: 'en' }).byPath[
    'result'
  ]?.value
}

const visits = [{ weight: 3 }, { weight: 4.5, note: 'x' }] as unknown as string[]

const examples: [string, Record<string, string | number | boolean | string[]>, unknown][] = [
  ['1 + 2 * 3', {}, 7],
  ['(1 + 2) * 3', {}, 9],
  ['7 div 2', {}, 3.5],
  ['7 mod 2', {}, 1],
  ['-${age} + 1', { age: 5 }, -4],
  ['10 -3', {}, 7],
  ['${age} < 18 and ${age} >= 5', { age: 5 }, true],
  ['not(${age} < 18) or false()', { age: 5 }, false],
  ["if(${age} = '', 'none', 'some')", {}, 'none'],
  ["if(${age} = '', 'none', 'some')", { age: 0 }, 'some'],
  ["selected(${signs}, 'b')", { signs: ['a', 'b'] }, true],
  ["selected('a b', 'c')", {}, false],
  ['count-selected(${signs})', { signs: ['a', 'b'] }, 2],
  ['count-selected(${signs})', {}, 0],
  ['selected-at(${signs}, 1)', { signs: ['a', 'b'] }, 'b'],
  ["jr:choice-name(selected-at(${signs}, 0), '${signs}')", { signs: ['a'] }, 'Apple'],
  ["coalesce(${word}, 'x')", {}, 'x'],
  ["coalesce(${word}, 'x')", { word: 'y' }, 'y'],
  ['string-length(${word})', { word: 'مرحبا' }, 5],
  ["regex(${word}, '[a-z]+')", { word: 'abc' }, true],
  ["regex(${word}, '[a-z]+')", { word: 'abc1' }, false],
  ["concat('a', 1, true(), ${word})", {}, 'a1true'],
  ["contains('abc', 'b') and starts-with('abc', 'a')", {}, true],
  ["substr('abcdef', 1, 3)", {}, 'bc'],
  ["int('3.9')", {}, 3],
  ["number('x')", {}, undefined],
  ['round(2.456, 2)', {}, 2.46],
  ['min(3, 1, 2)', {}, 1],
  ['max(${weight})', { visits }, 4.5],
  ['sum(${weight})', { visits }, 7.5],
  ['count(${visits})', { visits }, 2],
  ['count-non-empty(${note})', { visits }, 1],
  ["join(', ', ${weight})", { visits }, '3, 4.5'],
  ['indexed-repeat(${weight}, ${visits}, 2)', { visits }, 4.5],
  ['today()', {}, '2026-03-05'],
  ['${day} <= today()', { day: '2026-03-05' }, true],
  ['${day} > today()', { day: '2026-03-05' }, false],
  ['date(decimal-date-time(today()) + 30)', {}, '2026-04-04'],
  ['date(today() - 5)', {}, '2026-02-28'],
  ["format-date(today(), '%e/%n/%Y %b')", {}, '5/3/2026 Mar'],
  ['format-date-time(now(), “%Y-%m-%d %H:%M”)', {}, '2026-03-05 10:30'],
  ["floor(difference-in-months('2013-03-06', today()) div 12)", {}, 12],
  ["floor(difference-in-months('2013-03-05', today()) div 12)", {}, 13],
  ['floor(difference-in-months(${day}, today()) div 12)', {}, undefined],
  ['floor(difference-in-months(${word}, today()) div 12)', { word: ' ' }, undefined],
  ['once(3)', { result: 9 }, 9],
  ['once(3)', {}, 3],
  ["${agreed} = 'no'", { agreed: false }, true],
  ["${agreed} = 'yes'", { agreed: false }, false],
  ["${agreed} = ''", { agreed: false }, false],
  ['${agreed}', { agreed: false }, false],
  ['1 div 0', {}, undefined],
]

for (const [text, answers, expected] of examples) {
  test(`${text} with ${JSON.stringify(answers)} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(calculate(text, answers), expected)
  })
}

test('a mistake in an expression is named with its place', () => {
  assert.deepEqual(parseExpression('${age} <').fault, {
    code: 'syntax',
    detail: 'something is missing before the end',
    at: 8,
  })
  assert.deepEqual(parseExpression("concat('a").fault, { code: 'syntax', detail: "the quote ' is never closed", at: 7 })
  assert.deepEqual(parseExpression('1 + ? 2').fault, {
    code: 'syntax',
    detail: 'the character ? does not belong here',
    at: 4,
  })
  assert.deepEqual(parseExpression('a[1]').fault, {
    code: 'unsupported',
    detail: '[ ] (selection inside a path)',
    at: 1,
  })
})

test('a function the engine does not know is named, not ignored', () => {
  const parsed = parseExpression("1 + pulldata('list', 'a', 'b', ${age})")
  assert.ok(parsed.ast)
  assert.deepEqual(checkCalls(parsed.ast), [{ code: 'unsupported', detail: 'pulldata()', at: 4 }])
})

test('a pattern that could keep a phone busy for ever is refused', () => {
  const parsed = parseExpression("regex(., '(a+)+\\1')")
  assert.ok(parsed.ast)
  assert.equal(checkCalls(parsed.ast)[0]?.code, 'unsupported')
})

test('no text makes the parser throw, and the same text is parsed once', () => {
  const piece = fc.constantFrom(
    '${a}',
    '.',
    '..',
    '/',
    '(',
    ')',
    'and',
    'or',
    'not(',
    "'x'",
    '1',
    '=',
    '<',
    '-',
    '*',
    ',',
    'if(',
    '[',
    '“',
    '@',
    '::',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join(' ')),
      ),
      (text) => {
        assert.equal(parseExpression(text), parseExpression(text))
      },
    ),
  )
  assert.equal(parseExpression('('.repeat(5000)).fault?.code, 'unsupported')
})
