import type { SheetTexts } from '../../../lib/forms/xlsform/write-workbook.ts'

type Cells = Partial<Record<(typeof headings)[number], string>>

const headings = [
  'type', 'name', 'label::English (en)', 'label::Français (fr)', 'label::Arabic (ar)', 'label::hi', 'hint::English (en)', 'required', 'relevant', 'appearance',
  'constraint', 'constraint_message::English (en)', 'calculation', 'choice_filter', 'default', 'repeat_count', 'instance::tag', 'instance::db-doc', 'cht::notes',
] as const
const en = 'label::English (en)'
const ar = 'label::Arabic (ar)'
const fr = 'label::Français (fr)'
const none = 'NO_LABEL'

/** The constructs of forms that health workers use (nested inputs, look-ups in other data, pages, repeats by number, styled notes), in words of our own. */
const rows: Cells[] = [
  { type: 'begin group', name: 'inputs', [en]: none, relevant: "./source = 'user'", appearance: 'field-list' },
  { type: 'hidden', name: 'source', [en]: 'Source', default: 'user' },
  { type: 'hidden', name: 'source_id', [en]: 'Source ID' },
  { type: 'begin group', name: 'contact', [en]: 'Contact' },
  { type: 'db:person', name: '_id', [en]: 'Who is visited?', [ar]: 'من التي تُزار؟', appearance: 'db-object' },
  { type: 'string', name: 'short_name', [en]: 'Short name', [ar]: 'الاسم القصير', appearance: 'select-contact type-person' },
  { type: 'hidden', name: 'date_of_birth', [en]: 'Born', default: '0' },
  { type: 'begin group', name: 'parent', [en]: none },
  { type: 'hidden', name: '_id', [en]: 'Household' },
  { type: 'end group' },
  { type: 'end group' },
  { type: 'end group' },
  { type: 'calculate', name: 'age_in_years', [en]: none, calculation: 'floor( difference-in-months( ${date_of_birth}, today() ) div 12 )', 'instance::tag': 'hidden' },
  { type: 'calculate', name: 'household', [en]: none, calculation: '../inputs/contact/parent/_id' },
  { type: 'calculate', name: 'shown_name', [en]: none, calculation: "coalesce(../inputs/contact/short_name, ../summary/words/visitor_label)" },
  { type: 'calculate', name: 'last_visit', [en]: none, calculation: "if(instance('contact-summary')/context/last_visit != '', instance('contact-summary')/context/last_visit, .)" },
  { type: 'begin group', name: 'visit', [en]: '**The visit**', [ar]: '**الزيارة**', [fr]: 'La visite', appearance: 'field-list' },
  { type: 'date', name: 'visit_date', [en]: 'When was ${shown_name} visited?', [ar]: 'متى زُرت ${shown_name}؟', required: 'yes', constraint: '(. <= now()) and floor(decimal-date-time(today()) - decimal-date-time(.)) <= 60', 'constraint_message::English (en)': 'Within the last 60 days.' },
  { type: 'select_one yes_no', name: 'met', [en]: 'Was the person met?', [ar]: 'هل التقيت بها؟', required: 'yes' },
  { type: 'text', name: 'why_not', [en]: 'Why not?', [ar]: 'لماذا؟', required: 'yes', relevant: "not(selected(../met, 'yes'))", appearance: 'multiline' },
  { type: 'calculate', name: 'next_date', [en]: none, calculation: 'format-date-time(decimal-date-time(${visit_date}) + 7, “%Y-%m-%d”)' },
  { type: 'calculate', name: 'next_words', [en]: none, calculation: 'format-date-time(${next_date}, "%e %b, %Y")' },
  { type: 'end group' },
  { type: 'begin group', name: 'children', [en]: 'Children', [ar]: 'الأطفال', relevant: "selected(../visit/met, 'yes')", appearance: 'field-list' },
  { type: 'select_one how_many', name: 'how_many', [en]: 'How many children live here?', [ar]: 'كم طفلًا يعيش هنا؟', required: 'yes' },
  { type: 'integer', name: 'how_many_other', [en]: none, required: 'yes', relevant: "selected(../how_many, 'other')", constraint: '. > 3 and . < 9' },
  { type: 'calculate', name: 'number_of_children', [en]: none, calculation: "if(selected(../how_many, 'other'), ../how_many_other, ../how_many)" },
  { type: 'select_one how_many', name: 'at_school', [en]: 'How many go to school?', [ar]: 'كم منهم في المدرسة؟', required: 'yes', choice_filter: 'count <= ${number_of_children}' },
  { type: 'begin repeat', name: 'child', [en]: none, repeat_count: '${number_of_children}' },
  { type: 'begin group', name: 'about', [en]: none },
  { type: 'text', name: 'child_name', [en]: 'Name', [ar]: 'الاسم', 'hint::English (en)': 'As the family says it.', required: 'yes', constraint: 'string-length(.) <= 100' },
  { type: 'select_multiple signs', name: 'signs', [en]: 'What did you see?', [ar]: 'ماذا رأيت؟' },
  { type: 'note', name: 'many_signs', [en]: '<b>${child_name}</b>: please tell your supervisor today.<br/><i class="fa fa-flag"></i>', [ar]: '${child_name}: أخبر مشرفك اليوم.', relevant: 'count-selected(../signs) > 1' },
  { type: 'begin group', name: 'child_doc', [en]: none, 'instance::db-doc': 'true' },
  { type: 'calculate', name: 'type', [en]: none, calculation: '"person"' },
  { type: 'calculate', name: 'home', [en]: none, calculation: '${household}' },
  { type: 'end group' },
  { type: 'end group' },
  { type: 'end repeat' },
  { type: 'end group' },
  { type: 'begin group', name: 'summary', [en]: none, appearance: 'field-list summary' },
  { type: 'note', name: 'submit', [en]: '<h4 style="text-align:center;">Hand it in at the end.</h4>', [ar]: 'سلّم الاستمارة في النهاية.', appearance: 'h1 yellow' },
  { type: 'note', name: 'again', [en]: '# Next visit: ${next_words}', [ar]: 'الزيارة التالية: ${next_words}' },
  { type: 'begin group', name: 'words', [en]: none, appearance: 'hidden' },
  { type: 'select_one visitor_words', name: 'visitor_translator', [en]: none, calculation: '"person"' },
  { type: 'calculate', name: 'visitor_label', [en]: none, calculation: "jr:choice-name(${visitor_translator},'${visitor_translator}')" },
  { type: 'end group' },
  { type: 'end group' },
  { type: 'begin group', name: 'data', [en]: none, appearance: 'hidden' },
  { type: 'calculate', name: '__visit_dates', [en]: none, calculation: "coalesce(join(',', ${visit_date}), NULL)", 'cht::notes': 'For the statistics of another program' },
  { type: 'calculate', name: '__source', [en]: none, calculation: '../../inputs/source' },
  { type: 'end group' },
]

/** One workbook with everything the importer must survive; `form_id` may be chosen so that tests do not meet. */
export function visitForm(id = 'meridia visit', version = '1'): SheetTexts {
  return {
    survey: [[...headings], ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))],
    choices: [
      ['list_name', 'name', 'label::English (en)', 'label::Arabic (ar)', 'count'],
      ['yes_no', 'yes', 'Yes', 'نعم', ''],
      ['yes_no', 'no', 'No', 'لا', ''],
      ['how_many', '1', 'One', 'واحد', '1'],
      ['how_many', '2', 'Two', 'اثنان', '2'],
      ['how_many', 'other', 'More than three', 'أكثر من ثلاثة', '4'],
      ['signs', 'tired', 'Very tired', 'تعب شديد', ''],
      ['signs', 'hurt', 'Hurt', 'إصابة', ''],
      ['visitor_words', 'person', 'the person', 'الشخص', ''],
    ],
    settings: [
      ['form_title::English (en)', 'form_title::Arabic (ar)', 'form_id', 'version', 'style', 'path', 'default_language'],
      ['Home visit', 'زيارة منزلية', id, version, 'pages', 'data', 'en'],
    ],
    'choices-backup': [['list_name'], ['yes_no']],
  }
}
