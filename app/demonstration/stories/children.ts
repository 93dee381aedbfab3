import type { ChildFacts } from '#path/children'

/** The children of the demonstration, with invented names in four scripts. */
export interface FictionalChild {
  /** As first written. */
  name: string
  /** The name in another script, or the name the child is called. */
  alsoCalled?: string
  sex: 'female' | 'male'
  age: number
  language: string
  /** The age the child gives, where it is not true. */
  saysAge?: number
  /** How to meet the child, and who looks after them. */
  meeting?: Partial<ChildFacts>
}

type Row = [name: string, sex: 'f' | 'm', age: number, language: string, alsoCalled?: string]

const rows: Row[] = [
  ['Tamo Vennarin', 'm', 13, 'en'],
  ['سادين الأوسندي', 'm', 12, 'ar', 'Sadin Osendi'],
  ['Ilsavi Korrent', 'f', 15, 'en', 'Ilsi'],
  ['ميراف البراكوي', 'f', 11, 'ar'],
  ['Мирел Велмарин', 'm', 14, 'ru', 'Mirel Velmarin'],
  ['ሚራቤ ቫልማርን', 'f', 10, 'am', 'Mirabe Valmarn'],
  ['Orrin Tasholt', 'm', 16, 'en'],
  ['تاليس الحالدني', 'f', 14, 'ar', 'Talis'],
  ['Jesmira Dovenal', 'f', 9, 'en'],
  ['رافون الكسترلي', 'm', 15, 'ar'],
  ['Вестана Тарнова', 'f', 12, 'ru'],
  ['Kelo Brandavar', 'm', 8, 'en'],
  ['ለዊና ኦስንዳ', 'f', 13, 'am'],
  ['نوريم السوريلي', 'f', 16, 'ar', 'Norim Soreli'],
  ['Pavrin Oldesk', 'm', 11, 'en'],
  ['زهيدان الدونميري', 'm', 13, 'ar'],
  ['Ansela Quoriband', 'f', 14, 'en', 'Selka'],
  ['Олвин Харданов', 'm', 10, 'ru'],
  ['ታለምሳ ኢልቫኔር', 'm', 15, 'am'],
  ['Marroki Senneval', 'f', 12, 'en'],
  ['لارين المحاجري', 'f', 9, 'ar'],
  ['Deslan Ormavik', 'm', 14, 'en'],
  ['Ренада Сорелова', 'f', 16, 'ru', 'Renada'],
  ['شمريل الإلفاني', 'm', 11, 'ar'],
  ['Veshti Arrolan', 'f', 13, 'en'],
  ['ኦሪሳን ሃልዴ', 'm', 12, 'am', 'Orisan'],
  ['Bramon Tilvessa', 'm', 17, 'en'],
  ['دانيرا الفيلمارية', 'f', 15, 'ar'],
  ['Silvane Morracht', 'f', 10, 'en'],
  ['Тадеян Брако', 'm', 13, 'ru'],
  ['كوراين التارني', 'm', 14, 'ar', 'Korain'],
  ['Nessiel Dovenal', 'f', 11, 'en'],
  ['ሰማሪቤ ዱንሜር', 'f', 14, 'am'],
  ['Ulvarin Pestrell', 'm', 12, 'en'],
  ['رينوفا الأوسندية', 'f', 8, 'ar'],
  ['Yarim Coldanek', 'm', 15, 'en'],
  ['Линвара Кестрова', 'f', 11, 'ru'],
  ['ماريلو الحالدنية', 'f', 13, 'ar'],
  ['Fendril Osmarra', 'm', 16, 'en'],
  ['ቤርሳ ታርን', 'm', 9, 'am'],
  ['Corvessa Oldesk', 'f', 12, 'en'],
  ['سيلان البراكوي', 'm', 7, 'ar'],
  ['Havrel Jundasko', 'm', 14, 'en'],
  ['ترينا السوريلية', 'f', 10, 'ar'],
  ['Maddon Wyrrasel', 'm', 13, 'en'],
  ['Elvessa Norwesk-Tal', 'f', 15, 'en'],
  ['Tamrin Oldervane', 'm', 12, 'en'],
]

/** What people wrote about meeting some of them, by the number of the child. */
const known: Readonly<Record<number, Pick<FictionalChild, 'saysAge' | 'meeting'>>> = {
  5: { meeting: { interpreterLanguages: ['am'], care: 'with-kin' } },
  8: { meeting: { care: 'unrelated-adult', called: { text: 'Jes' } } },
  11: {
    meeting: {
      communication: ['easy-words', 'writing-or-pictures', 'more-time'],
      difficulty: ['being-understood'],
      yesAndNo: { text: 'Looks up for yes, looks away for no.' },
    },
  },
  27: { meeting: { interpreterLanguages: ['ar'], preferredWorker: 'woman', care: 'institution' } },
  // She says that she is eighteen. An examined document will say twelve.
  37: { saysAge: 18, meeting: { interpreterLanguages: ['ar'], preferredWorker: 'woman', care: 'alone' } },
}

export const children: readonly FictionalChild[] = rows.map(([name, sex, age, language, alsoCalled], number) => ({
  name,
  sex: sex === 'f' ? 'female' : 'male',
  age,
  language,
  ...(alsoCalled && { alsoCalled }),
  ...known[number],
}))
