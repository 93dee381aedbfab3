import type { Answers, FormAnswer } from '../model.ts'

/** A form as its rows, what is answered, what is looked at, and the value on which other programs agree. */
export interface Case {
  why: string
  survey: string[][]
  choices?: string[][]
  answers?: Answers
  newEntries?: string[]
  today?: string
  now?: string
  /** `value a`, `label a`, `choices a`, `choiceLabel a`, `relevant a`, `readOnly a`, `problem a`; `worst`; `problems` */
  look: string
  right: unknown
}

const text = (name: string, label = name): string[] => ['text', name, label]
const yesNo = [
  ['list_name', 'name', 'label', 'price'],
  ['yn', 'y', 'Yes', '7'],
  ['yn', 'n', 'No', '9'],
]

/** One calculation, by the XPath 1.0 recommendation or the list of ODK (docs.getodk.org/form-operators-functions). */
const calculations: [string, FormAnswer][] = [
  ["concat('', 1 div 10000000)", '0.0000001'],
  ["concat('', -15 div 100000000)", '-0.00000015'],
  ["concat('', 123456789012 * 10000000000000)", '1234567890120000000000000'],
  ['number(string(1 div 10000000)) * 10000000', 1],
  ["translate('2019/01/02', '/', '-')", '2019-01-02'],
  ["translate('--aaa--', 'abc-', 'ABC')", 'AAA'],
  ["substring('12345', 1.5, 2.6)", '234'],
  ["substring('12345', 0, 3)", '12'],
  ["substring('12345', 2)", '2345'],
  ["concat('<', substring('12345', 0 div 0, 3), '>')", '<>'],
  ['exp(0)', 1],
  ['log10(1000)', 3],
  ['round(sin(pi() div 2), 6)', 1],
  ['round(atan2(1, 1) * 4, 4)', 3.1416],
  ['if(checklist(-1, 2, true(), false(), true()), 1, 0)', 1],
  ['if(checklist(3, -1, true(), false(), true()), 1, 0)', 0],
  ['if(weighted-checklist(5, -1, true(), 2, true(), 3), 1, 0)', 1],
  ['if(weighted-checklist(6, 9, true(), 2, true(), 3), 1, 0)', 0],
  ['date(true())', null],
  ["decimal-time('06:75:00')", null],
  ["decimal-time('24:30:00')", null],
  ["round(decimal-time('2000-01-01T12:00:00.000+06:00'), 4)", 0.25],
  ["decimal-time('18:00')", 0.75],
  ["if(true() = 'some words', 1, 0)", 1],
  ["if(false() = '', 1, 0)", 1],
  ["if(true() = 'no', 1, 0)", 1],
  ['count(${a} | ${b})', 2],
  ['count(${a} | ${a})', 1],
  ["if(number() = 1, 1, 0) + string-length('abc')", 3],
]

/** What forms mean in the other programs that read them. */
export const cases: Case[] = [
  ...calculations.map(([calculation, right]): Case => {
    const survey = [['type', 'name', 'label', 'calculation'], text('a'), text('b'), ['calculate', 'x', '', calculation]]
    return { why: calculation, survey, look: 'value x', right }
  }),
  ...['relevant', 'constraint', 'required', 'choice_filter', 'read_only'].flatMap((column): Case[] => {
    const survey = [
      ['type', 'name', 'label', column],
      ['select_one yn', 'a', 'A', "${nobody} = 'yes'"],
    ]
    const broken = { why: `a broken ${column} neither hides nor blocks`, survey, choices: yesNo, answers: { a: 'y' } }
    return [
      { ...broken, look: 'relevant a', right: true },
      { ...broken, look: 'problem a', right: '' },
      { ...broken, look: 'choices a', right: 'y n' },
      { ...broken, look: 'worst', right: 'error' },
    ]
  }),
  ...(['TRUE', 'true', 'yes', 'true()'] as const).map(
    (cell): Case => ({
      why: `a constraint of ${cell}`,
      survey: [
        ['type', 'name', 'label', 'constraint'],
        [...text('a'), cell],
      ],
      answers: { a: 'x' },
      look: 'problem a',
      right: '',
    }),
  ),
  ...(['FALSE', 'no'] as const).map(
    (cell): Case => ({
      why: `a condition of ${cell}`,
      survey: [
        ['type', 'name', 'label', 'relevant'],
        [...text('a'), cell],
      ],
      look: 'relevant a',
      right: false,
    }),
  ),
  ...(
    [
      ['today() + 7', 'date', '2026-12-06'],
      ['2 * 3', 'integer', 6],
      ["concat('a', 'b')", 'text', 'ab'],
      ['2026-01-05', 'date', '2026-01-05'],
      ['070-123-456', 'text', '070-123-456'],
      ['bread + milk', 'text', 'bread + milk'],
      ['mother (or aunt)', 'text', 'mother (or aunt)'],
    ] as const
  ).map(
    ([written, type, right]): Case => ({
      why: `the default ${written}`,
      survey: [
        ['type', 'name', 'label', 'default'],
        [type, 'a', 'A', written],
      ],
      look: 'value a',
      right,
    }),
  ),
  {
    why: 'a default may refer to a later question',
    survey: [
      ['type', 'name', 'label', 'default'],
      [...text('b'), '${a}'],
      [...text('a'), 'x'],
    ],
    look: 'value b',
    right: 'x',
  },
  ...(
    [
      ['${n}', 'child/1/age', 7],
      ['', 'child/0/age', 7],
      ['', 'child/0/day', '2026-11-29'],
      ['', 'child/0/began', '2026-11-29T08:00:00.000Z'],
    ] as const
  ).map(
    ([count, path, right]): Case => ({
      why: `${path} begins with its default${count && ', counted'}`,
      survey: [
        ['type', 'name', 'label', 'default', 'calculation', 'repeat_count'],
        ['integer', 'n', 'N', '2', '', ''],
        ['begin repeat', 'child', 'Child', '', '', count],
        ['integer', 'age', 'Age', '7', '', ''],
        ['date', 'day', 'Day', 'today()', '', ''],
        ['calculate', 'began', '', '', 'once(now())', ''],
        ['end repeat', '', '', '', '', ''],
      ],
      ...(count === '' && { newEntries: ['child'] }),
      look: `value ${path}`,
      right,
    }),
  ),
  ...(
    [
      ["instance('yn')/root/item[name = ${a}]/price", '9'],
      ["count(instance('yn')/root/item)", 2],
      ["count(instance('yn')/root/item[price > 7])", 1],
      ["instance('yn')/root/item[2]/label", 'No'],
      ["instance('yn')/root/item[position() = 1]/name", 'y'],
      ["count(instance('far')/root/item[x = 1])", 0],
    ] as const
  ).map(
    ([calculation, right]): Case => ({
      why: calculation,
      survey: [
        ['type', 'name', 'label', 'calculation'],
        ['select_one yn', 'a', 'A', ''],
        ['calculate', 'x', '', calculation],
      ],
      choices: yesNo,
      answers: { a: 'n' },
      look: 'value x',
      right,
    }),
  ),
  ...(
    [
      ['You chose ${a}', 'You chose n'],
      ["You chose instance('yn')/root/item[name = ${a}]/label", 'You chose No'],
      ['Where does <the child> sleep?', 'Where does <the child> sleep?'],
      ['Is it <b>urgent</b>?', 'Is it urgent?'],
    ] as const
  ).map(
    ([label, right]): Case => ({
      why: label,
      survey: [
        ['type', 'name', 'label'],
        ['select_one yn', 'a', 'A'],
        ['note', 'x', label],
      ],
      choices: yesNo,
      answers: { a: 'n' },
      look: 'label x',
      right,
    }),
  ),
  {
    why: 'a label refers to a question that is not there',
    survey: [['type', 'name', 'label'], text('a', 'Hello ${nobody}')],
    look: 'worst',
    right: 'error',
  },
  {
    why: 'the label of a choice refers to a question',
    survey: [['type', 'name', 'label'], text('a'), ['select_one l', 's', 'S']],
    choices: [
      ['list_name', 'name', 'label'],
      ['l', 'x', 'Child ${a}'],
    ],
    answers: { a: 'Anouk' },
    look: 'choiceLabel s',
    right: 'Child Anouk',
  },
  {
    why: 'read_only holds an expression',
    survey: [
      ['type', 'name', 'label', 'read_only'],
      ['select_one yn', 'a', 'A', ''],
      [...text('t'), "${a} = 'y'"],
    ],
    choices: yesNo,
    answers: { a: 'y' },
    look: 'readOnly t',
    right: true,
  },
  ...['or_other', 'or other', 'or specify other'].map(
    (words): Case => ({
      why: `a filter leaves ${words} where it is`,
      survey: [
        ['type', 'name', 'label', 'choice_filter'],
        [`select_one yn ${words}`, 's', 'S', 'price = 7'],
      ],
      choices: yesNo,
      look: 'choices s',
      right: 'y other',
    }),
  ),
  ...(
    [
      ['', 50, 'constraint'],
      ['', 10, ''],
      ['', 2.5, 'not-a-whole-number'],
      ['start=0 end=10 step=5', 3, 'constraint'],
      ['start=0 end=1 step=0.1', 0.3, ''],
      ['start=10 end=0 step=2', 4, ''],
    ] as const
  ).map(
    ([parameters, answer, right]): Case => ({
      why: `${answer} in a range of ${parameters}`,
      survey: [
        ['type', 'name', 'label', 'parameters'],
        ['range', 'r', 'R', parameters],
      ],
      answers: { r: answer },
      look: 'problem r',
      right,
    }),
  ),
  {
    why: 'a calculation without a calculation',
    survey: [
      ['type', 'name', 'label', 'calculation'],
      ['calculate', 'c', '', ''],
    ],
    look: 'worst',
    right: 'error',
  },
  {
    why: 'a moment keeps its condition',
    survey: [
      ['type', 'name', 'label', 'relevant'],
      ['select_one yn', 'q', 'Q', ''],
      ['start', 'began', '', "${q} = 'y'"],
    ],
    choices: yesNo,
    answers: { q: 'n' },
    look: 'value began',
    right: null,
  },
  ...(
    [
      ['default', '${last-saved#a}'],
      ['relevant', 'a = *'],
      ['calculation', 'uuid()'],
      ['calculation', "digest(${a}, 'MD5')"],
    ] as const
  ).map(
    ([column, written]): Case => ({
      why: `${written} is no mistake of the form`,
      survey: [
        ['type', 'name', 'label', column],
        [...text('a'), written],
      ],
      look: 'worst',
      right: 'unsupported',
    }),
  ),
  {
    why: 'choices out of the answers of a repeat',
    survey: [
      ['type', 'name', 'label'],
      ['select_one ${child}', 's', 'S'],
    ],
    look: 'worst',
    right: 'unsupported',
  },
  {
    why: 'one row of a repeat within another',
    survey: [
      ['type', 'name', 'label', 'calculation', 'repeat_count'],
      ['begin repeat', 'house', 'House', '', ''],
      ['begin repeat', 'person', 'Person', '', ''],
      ['text', 'called', 'Name', '', ''],
      ['end repeat', '', '', '', ''],
      ['end repeat', '', '', '', ''],
      ['calculate', 'x', '', 'indexed-repeat(${called}, ${house}, 2, ${person}, 1)', ''],
    ],
    answers: { house: [{ person: [{ called: 'A' }] }, { person: [{ called: 'B' }, { called: 'C' }] }] },
    look: 'value x',
    right: 'B',
  },
  {
    why: 'a pattern with a long count',
    survey: [
      ['type', 'name', 'label', 'constraint'],
      [...text('x'), "regex(., '^[a-z ]{1,1000}$')"],
    ],
    answers: { x: 'A1' },
    look: 'problem x',
    right: 'constraint',
  },
  {
    why: 'a row without type, name and label is a remark',
    survey: [['type', 'name', 'label', 'remark'], ['', '', '', 'part one'], text('a')],
    look: 'worst',
    right: 'left-out',
  },
  ...['count', 'jr:count', 'repeat_count'].map(
    (heading): Case => ({
      why: `${heading} counts a repeat`,
      survey: [
        ['type', 'name', 'label', heading],
        ['begin repeat', 'child', 'Child', '3'],
        ['text', 'a', 'A', ''],
        ['end repeat', '', '', ''],
      ],
      answers: { 'child/2/a': 'third' },
      look: 'value child/2/a',
      right: 'third',
    }),
  ),
]

for (const [column, right] of [
  ['total', 6],
  ['most', 4],
  ['least', 2],
] as const)
  cases.push({
    why: `the ${column} over a repeat passes over an empty row`,
    survey: [
      ['type', 'name', 'label', 'calculation'],
      ['begin repeat', 'room', 'Room', ''],
      ['integer', 'children', 'Children', ''],
      ['end repeat', '', '', ''],
      ['calculate', 'total', '', 'sum(${children})'],
      ['calculate', 'most', '', 'max(${children})'],
      ['calculate', 'least', '', 'min(${children})'],
    ],
    answers: { room: [{ children: 2 }, {}, { children: 4 }] },
    look: `value ${column}`,
    right,
  })
