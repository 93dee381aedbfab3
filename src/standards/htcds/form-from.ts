import type { Choice, Form, Item, Question, Text } from '#lib/forms'
import type { Imported, ImportOptions, ImportProblem } from '#lib/forms/xlsform'
import { importApart } from '#lib/forms/xlsform/apart'
import { canonicalValue, extensionValues, findHtcdsField } from './aliases.ts'
import type { HtcdsField } from './model.ts'

/** Imports an XLSForm in its own thread and maps its questions to HTCDS. Never throws. */
export async function htcdsFormFrom(bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  return withHtcdsNames(await importApart(bytes, { language: 'en', ...options }))
}

/**
 * Maps the questions of an imported form to HTCDS by `mapping.htcds`: by the name itself, by another
 * name of the field, or by the form's own mapping column. Corrects defects of the published form and
 * reports them.
 */
function withHtcdsNames({ form, problems }: Imported): Imported {
  if (!form) return { form, problems }
  const mapper = new Mapper(form, problems)
  const items = mapper.items(form.items)
  if (!mapper.found) return { form, problems }
  return { form: { ...form, items, choiceLists: mapper.lists }, problems }
}

const sealed =
  /^(prs_(FirstName|SecondName|MiddleName|IdentityNumber|Email|HomePhone|MobilePhone|Mailing)|cas_.*Details|cco_|per_RoleDetails|hte_Description|spl_)/

class Mapper {
  readonly lists: Record<string, Choice[]>
  readonly #problems: ImportProblem[]
  found = false

  constructor(form: Form, problems: ImportProblem[]) {
    this.lists = { ...form.choiceLists }
    this.#problems = problems
  }

  items(items: readonly Item[]): Item[] {
    return items.map((item) =>
      item.kind === 'group' ? { ...item, items: this.items(item.items) } : this.#question(item),
    )
  }

  #question(question: Question): Question {
    const field = findHtcdsField(question.mapping?.['htcds'] ?? question.name)
    if (!field) return question
    this.found = true
    if (field.name !== question.name && !question.mapping?.['htcds'])
      this.#note('mended', 'alias', question.name, { field: field.name })
    if (field.deprecated) this.#note('changed', 'deprecated', question.name)
    if (question.type === 'choices' && field.kind === 'picklist') this.#note('changed', 'many-for-one', question.name)
    if (field.list !== undefined && (question.type === 'text' || question.type === 'long-text'))
      this.#note('changed', 'words-for-list', question.name)
    const choices = this.#choices(question, field)
    return {
      ...question,
      label: this.#label(question, field),
      ...(choices === undefined ? {} : { choices }),
      mapping: { ...question.mapping, htcds: field.name },
      sensitivity: question.sensitivity ?? (sealed.test(field.name) ? 'sealed' : 'personal'),
    }
  }

  /** The published form labels `prs_Title` "Second Name", so people would write a name into a title. */
  #label(question: Question, field: HtcdsField): Text {
    const inline: Record<string, string> = question.label
    if (field.name !== 'prs_Title' || inline['en'] !== 'Second Name') return question.label
    this.#note('mended', 'wrong-label', question.name, { label: field.label })
    return { ...inline, en: field.label }
  }

  /** The form's own list with the standard's spelling of values, and our extension values at the end. */
  #choices(question: Question, field: HtcdsField): string | undefined {
    const list = question.choices === undefined ? undefined : this.lists[question.choices]
    const more = extensionValues[field.name]
    if (question.choices === undefined || !list || field.list === undefined) return question.choices
    const known = list.map((choice) => ({ ...choice, value: canonicalValue(field, choice.value) }))
    const added = (more ?? []).filter(
      (value) => known.some((choice) => choice.value === 'Other') && !known.some((choice) => choice.value === value),
    )
    if (added.length > 0) this.#note('changed', 'choices-added', question.name, { choices: added.join(', ') })
    const name = `${question.choices}:${field.name}`
    this.lists[name] = [
      ...known,
      ...added.map((value): Choice => ({ value, label: { id: `standards.htcds.${value}` } })),
    ]
    return name
  }

  #note(
    severity: ImportProblem['severity'],
    code: string,
    construct: string,
    params: Record<string, string> = {},
  ): void {
    const message = { id: `standards.import.${code}` }
    this.#problems.push({
      severity,
      sheet: 'survey',
      row: 0,
      column: 'name',
      construct,
      message,
      params: { construct, ...params },
    })
  }
}
