import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { diceOf } from '../dice/index.ts'
import { compareNames, type NameComparison, type NameKey, keysOf, partsOf } from './index.ts'
import { type Kind, kinds, type Pair, pairsOf } from './two-scripts.test-data.ts'

function shareKey(a: string, b: string, kinds: readonly NameKey['kind'][] = ['pair', 'stem', 'whole']): boolean {
  const theirs = new Set(keysOf(b).map(({ kind, key }) => `${kind} ${key}`))
  return keysOf(a).some(({ kind, key }) => kinds.includes(kind) && theirs.has(`${kind} ${key}`))
}

function isRecognised(a: string, b: string): boolean {
  return ['match', 'close'].includes(compareNames(a, b).outcome)
}

function areFound(pairs: readonly Pair[]): void {
  for (const [a, b] of pairs) {
    assert.ok(shareKey(a, b), `no key: ${a} / ${b}`)
    assert.ok(isRecognised(a, b), `${a} / ${b}: ${JSON.stringify(compareNames(a, b).reasons)}`)
  }
}

describe('a name in two scripts is found again', () => {
  test('from Hangul in one block, whatever the romanisation', () => {
    areFound([
      ['김민수', 'Kim Min-su'],
      ['김민수', 'Minsoo Kim'],
      ['박서진', 'Park Seo-jin'],
      ['최유진', 'Choi Yoo-jin'],
      ['이서연', 'Lee Seo-yeon'],
      ['이서연', 'Yi Suh Yun'],
      ['정하윤', 'Chung Ha-yoon'],
      ['임도현', 'Lim Do-hyun'],
      ['노지우', 'Roh Ji-woo'],
      ['남궁민', 'Namgung Min'],
      ['강다은', 'Gang Da-eun'],
      ['윤성훈', 'Sung Hoon Yoon'],
    ])
    assert.deepEqual(
      ['김민수', '남궁민수', '김 민수', '유진'].map((name) => partsOf(name).map(({ written }) => written)),
      [['김', '민수'], ['남궁', '민수'], ['김', '민수'], ['유진']],
    )
  })

  test('from Chinese characters in one block, in pinyin or Wade-Giles', () => {
    areFound([
      ['王小明', 'Wang Xiaoming'],
      ['王小明', 'Wang Hsiao-ming'],
      ['李雪梅', 'Li Xuemei'],
      ['李雪梅', 'Xue Mei Li'],
      ['陈雨欣', 'Chen Yuxin'],
      ['欧阳娜', 'Ouyang Na'],
      ['曾静', 'Zeng Jing'],
      ['張志強', 'Chang Chih-chiang'],
      ['郭桂芳', 'Kuo Kuei-fang'],
      ['鄧國華', 'Deng Guohua'],
    ])
  })

  test('from Katakana, which adds vowels, marks length and has no l', () => {
    areFound([
      ['ジョン・スミス', 'John Smith'],
      ['ラウラ・フローラ', 'Laura Flora'],
      ['マイケル・ブラウン', 'Michael Brown'],
      ['クララ・ウォーカー', 'Clara Walker'],
      ['デイビッド・クラーク', 'David Clark'],
      ['キャサリン・キャンベル', 'Catherine Campbell'],
      ['アフメド・ハッサン', 'Ahmed Hassan'],
      ['さとう はなこ', 'Sato Hanako'],
    ])
  })

  test('from Hebrew, where a letter has two readings', () => {
    areFound([
      ['פטר לוי', 'Peter Levi'],
      ['מישל כהן', 'Michel Cohen'],
      ['שלי ברק', 'Sheli Barak'],
      ['יוסף פרץ', 'Yosef Peretz'],
      ['שרה ביטון', 'Sarah Biton'],
      ['אברהם אוחנה', 'Avraham Ohana'],
      ["ג'ורג' סבן", 'George Saban'],
      ['שָׂרָה פֶּלֶד', 'Sara Peled'],
    ])
  })

  test('from Arabic, which writes ch, ts and j with two letters', () => {
    areFound([
      ['تشارلز تشابمان', 'Charles Chapman'],
      ['تشاندرا', 'Chandra'],
      ['ريتشارد سانتشيز', 'Richard Sanchez'],
      ['ميتشل دجالو', 'Mitchell Djalo'],
      ['تسيغاي ديتز', 'Tsegay Dietz'],
      // Here the two letters are two sounds.
      ['تشرين تسنيم', 'Tishrin Tasnim'],
      ['شارل دوبون', 'Charles Dupont'],
    ])
  })

  test('from Cyrillic, which writes French and English by sound', () => {
    areFound([
      ['Жан Дюпон', 'Jean Dupont'],
      ['Шарль Буше', 'Charles Boucher'],
      ['Жак Руссо', 'Jacques Rousseau'],
      ['Лоран Дюбуа', 'Laurent Dubois'],
      ['Оливье Жирар', 'Olivier Girard'],
      ['Чарльз Хьюз', 'Charles Hughes'],
      // ж is also what it was before.
      ['Жанна Жукова', 'Zhanna Zhukova'],
    ])
  })

  test('of a single part by the key of the part', () => {
    for (const [a, b] of [
      ['Hughes', 'Хьюз'],
      ['Jean', 'Жан'],
      ['Laura', 'ラウラ'],
      ['Peter', 'פטר'],
      ['Charles', 'تشارلز'],
      ['민서', 'Minseo'],
    ] as const) {
      assert.ok(shareKey(a, b, ['part']), `${a} / ${b}`)
      assert.equal(compareNames(a, b).outcome, 'close', `${a} / ${b}`)
    }
  })
})

test('a Korean child is found by the given name alone, in one word or two', () => {
  for (const registered of ['김민수', 'Kim Min-su', 'Min Su Kim'])
    for (const asked of ['민수', 'Minsu', 'Min-su', 'Min Soo'])
      assert.ok(shareKey(registered, asked, ['whole']), `${registered} / ${asked}`)
})

describe('names made by chance', () => {
  const bounds: Readonly<Record<Kind, { key: number; found: number; strangersKey: number; confused: number }>> = {
    korean: { key: 0.97, found: 0.98, strangersKey: 0.01, confused: 0.003 },
    chinese: { key: 0.97, found: 0.98, strangersKey: 0.01, confused: 0.003 },
    katakana: { key: 0.97, found: 0.97, strangersKey: 0.01, confused: 0.003 },
    hebrew: { key: 0.97, found: 0.97, strangersKey: 0.015, confused: 0.003 },
    'arabic-ch': { key: 0.97, found: 0.97, strangersKey: 0.02, confused: 0.005 },
    'french-cyrillic': { key: 0.97, found: 0.97, strangersKey: 0.01, confused: 0.003 },
  }

  for (const kind of kinds)
    test(`are found again, and strangers are not taken for each other: ${kind}`, (t) => {
      const pairs = pairsOf(kind, 200, diceOf(11))
      const share = (holds: (pair: Pair) => boolean, of = pairs): number => of.filter(holds).length / of.length
      const strangers = pairs.flatMap(([a, b], index) =>
        [7, 23].flatMap((away): Pair[] => {
          const [other, otherLatin] = pairs[(index + away) % pairs.length]!
          return a === other || b === otherLatin ? [] : [[a, otherLatin]]
        }),
      )
      const found = {
        key: share(([a, b]) => shareKey(a, b)),
        found: share(([a, b]) => isRecognised(a, b)),
        strangersKey: share(([a, b]) => shareKey(a, b), strangers),
        confused: share(([a, b]) => isRecognised(a, b), strangers),
      }
      t.diagnostic(JSON.stringify(found))
      const bound = bounds[kind]
      assert.ok(found.key >= bound.key && found.found >= bound.found, JSON.stringify(found))
      assert.ok(found.strangersKey <= bound.strangersKey && found.confused <= bound.confused, JSON.stringify(found))
    })

  test('compare the same in either order and on every run', () => {
    const pair = fc
      .tuple(fc.constantFrom(...kinds), fc.nat({ max: 0xffff }))
      .map(([kind, seed]) => pairsOf(kind, 1, diceOf(seed))[0]!)
    const told = ({ outcome, reasons, nearness }: NameComparison) => ({ outcome, reasons, nearness })
    fc.assert(
      fc.property(pair, pair, ([a], [, b]) => {
        assert.deepEqual(told(compareNames(a, b)), told(compareNames(b, a)))
        assert.deepEqual(told(compareNames(a, b)), told(compareNames(a, b)))
        assert.deepEqual(keysOf(a), keysOf(a))
        assert.ok(compareNames(a, a).nearness >= compareNames(a, b).nearness)
      }),
    )
  })
})
