import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { diceOf } from '../dice/index.ts'
import { compareNames, keysOf } from './index.ts'

// One child's name as different workers would write it. Invented combinations of ordinary names.
const sameName: readonly (readonly string[])[] = [
  ['Mohammed Salim', 'Muhammad Selim', 'Mohamed Saleem', 'محمد سليم', 'Мухаммед Салим', 'መሐመድ ሳሊም', 'मोहम्मद सलीम'],
  [
    'Abdulrahman Hassan',
    'Abd al-Rahman Hasan',
    'Abdurrahman Hassane',
    'Abderrahmane Hassan',
    'عبد الرحمن حسن',
    'عبدالرحمن حسن',
    'Абдурахман Хасан',
  ],
  ['Noureddine Karim', 'Nur al-Din Kareem', 'Nureddin Kerim', 'نور الدين كريم', 'Нуреддин Карим'],
  ['Khadija Youssef', 'Hatice Yusuf', 'Khadijah Yousef', 'خديجة يوسف', 'Хадиджа Юсуф', 'ኸዲጃ ዩሱፍ'],
  ['Zainab Qasim', 'Zeynep Kasım', 'Zeinab Qassem', 'زينب قاسم', 'Зайнаб Касим'],
  ['Aisha Othman', 'Ayşe Osman', 'Aicha Uthman', 'عائشة عثمان', 'Аиша Осман'],
  ['Aboubacar Diallo', 'Abu Bakr Dialo', 'Abubakar Diallo', 'أبو بكر ديالو'],
  ['Shirin Rahimi', 'شیرین رحیمی', 'Şirin Rahimi', 'Ширин Рахими', 'Shireen Raheemi'],
  ['Gulnaz Parvin', 'گلناز پروین', 'Гульназ Парвин', 'Golnaz Parveen'],
  ['Jamil Fayez', 'Djamil Faiz', 'Cemil Fayiz', 'جميل فايز', 'Джамиль Фаиз'],
  ['Ghassan Ramadan', 'غسان رمضان', 'Гассан Рамадан', 'Gassan Ramadhan'],
  ['Tigist Haile', 'ትዕግሥት ኃይሌ', 'Tigest Hayle'],
  ['Yohannes Bekele', 'ዮሐንስ በቀለ', 'Johannes Bekele', 'Yohanis Bekelle'],
  ['Selamawit Tesfaye', 'ሰላማዊት ተስፋዬ', 'Selamawit Tesfay'],
  ['Priya Sharma', 'प्रिया शर्मा', 'Pria Sharma'],
  ['Sunita Chaudhary', 'सुनीता चौधरी', 'Suneeta Choudhari'],
  ['Rahima Begum', 'রহিমা বেগম', 'Rohima Begom'],
  ['Aung Min', 'အောင် မင်း', 'Aung Minn'],
  ['Thiri San', 'သီရိ ဆန်း', 'Thiri Hsan'],
  ['Ekaterina Volkova', 'Екатерина Волкова', 'Yekaterina Wolkowa', 'Katya Volkova'],
  ['Aleksandr Petrov', 'Александр Петров', 'Alexander Petrow', 'Sasha Petrov'],
  ['Dzhamilya Akhmetova', 'Джамиля Ахметова', 'Jamilya Akhmetova'],
  ['Giorgos Nikolaou', 'Γιώργος Νικολάου', 'Yorgos Nikolau', 'George Nikolaou'],
  ['José García', 'Jose Garcia', 'García, José', 'Pepe Garcia'],
  ['Nguyễn Thị Lan', 'Nguyen Thi Lan', 'Lan Nguyen Thi'],
  ['Miriam Levi', 'מרים לוי', 'Maryam Levy', 'مريم ليفي'],
]

const pairs = sameName.flatMap((spellings) =>
  spellings.flatMap((a, index) => spellings.slice(index + 1).map((b) => [a, b] as const)),
)

const known = new Map<string, ReturnType<typeof keysOf>>()

/** A name stands in many pairs, and its keys are the same in each. */
function keysOnce(name: string): ReturnType<typeof keysOf> {
  const keys = known.get(name) ?? keysOf(name)
  known.set(name, keys)
  return keys
}

function shareKey(a: string, b: string, kinds: readonly string[]): boolean {
  const theirs = keysOnce(b)
  return keysOnce(a).some(
    (one) => kinds.includes(one.kind) && theirs.some((other) => other.kind === one.kind && other.key === one.key),
  )
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length
}

describe('a name spelled by several workers, in several scripts', () => {
  test('shares a coarse key with itself', (t) => {
    const precise = share(pairs, ([a, b]) => shareKey(a, b, ['pair', 'stem', 'whole']))
    const any = share(pairs, ([a, b]) => shareKey(a, b, ['pair', 'stem', 'whole', 'part']))
    t.diagnostic(`${pairs.length} pairs: ${percent(precise)} share a key of two parts, ${percent(any)} any key`)
    assert.ok(precise >= 0.93, percent(precise))
    assert.ok(any >= 0.98, percent(any))
  })

  test('is recognised when compared', (t) => {
    const found = share(pairs, ([a, b]) => ['match', 'close'].includes(compareNames(a, b).outcome))
    t.diagnostic(`${percent(found)} of ${pairs.length} pairs match or are close`)
    assert.ok(found >= 0.95, percent(found))
  })

  test('is not confused with the name of another child', (t) => {
    const others = sameName.flatMap((one, index) =>
      sameName.slice(index + 1).flatMap((other) => one.flatMap((a) => other.map((b) => [a, b] as const))),
    )
    const confused = share(others, ([a, b]) => ['match', 'close'].includes(compareNames(a, b).outcome))
    const met = share(others, ([a, b]) => shareKey(a, b, ['pair', 'stem', 'whole']))
    t.diagnostic(
      `of ${others.length} pairs of different names ${percent(confused)} match or are close, ${percent(met)} share a key of two parts`,
    )
    assert.ok(confused <= 0.002, percent(confused))
    assert.ok(met <= 0.01, percent(met))
  })
})

const lists = join(process.cwd(), '../shared/data/names/')

describe('names of the lists in shared/data/names', () => {
  const skip = existsSync(join(lists, 'arabic_names.csv')) ? false : `not found: ${lists}`

  test('are found again with one wrong letter, and in another order', { skip }, (t) => {
    const random = diceOf(7)
    const given = ['arabic_names.csv', 'spanish_names.csv', 'english_names.csv'].flatMap(readList)
    const family = ['arabic_surnames.csv', 'spanish_surnames.csv', 'english_surnames.csv'].flatMap(readList)
    const people = Array.from({ length: 2000 }, () => [pick(given, random), pick(family, random)] as const)
    const spoiled = people.map(
      ([first, last]) =>
        [
          `${first} ${last}`,
          random() < 0.5 ? `${misspell(last, random)} ${first}` : `${misspell(first, random)} ${last}`,
        ] as const,
    )
    const strangers = people
      .slice(1)
      .map(([first, last], index) => [`${first} ${last}`, people[index]!.join(' ')] as const)
    const keyed = share(spoiled, ([a, b]) => shareKey(a, b, ['pair', 'stem', 'whole', 'part']))
    const precise = share(spoiled, ([a, b]) => shareKey(a, b, ['pair', 'stem', 'whole']))
    const found = share(spoiled, ([a, b]) => ['match', 'close'].includes(compareNames(a, b).outcome))
    const confused = share(strangers, ([a, b]) => ['match', 'close'].includes(compareNames(a, b).outcome))
    t.diagnostic(
      `one wrong letter: key of two parts ${percent(precise)}, any key ${percent(keyed)}, recognised ${percent(found)}; strangers confused ${percent(confused)}`,
    )
    assert.ok(keyed >= 0.98 && precise >= 0.6 && found >= 0.9 && confused <= 0.005)
  })
})

function readList(file: string): string[] {
  const lines = readFileSync(join(lists, file), 'utf8')
    .split('\n')
    .map((line) => line.trim())
  return lines.filter((line) => line.length > 3 && !line.includes(' '))
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!
}

function misspell(word: string, random: () => number): string {
  const letters = [...word]
  const place = 1 + Math.floor(random() * (letters.length - 1))
  const other = 'abcdefghiklmnoprstuvyz'[Math.floor(random() * 22)]!
  const kind = Math.floor(random() * 4)
  if (kind === 0) letters.splice(place, 1)
  else if (kind === 1) letters.splice(place, 1, other)
  else if (kind === 2) letters.splice(place, 0, other)
  else letters.splice(place - 1, 2, letters[place]!, letters[place - 1]!)
  return letters.join('')
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`
}
