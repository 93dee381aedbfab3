import type { Form, Item, Question } from '#lib/forms'
import { findHtcdsField } from './aliases.ts'
import type { HtcdsField } from './model.ts'

export interface MappedQuestion {
  question: Question
  /** Path without entry numbers. */
  template: string
  /** Path of the first answer: entry 0 of every repeat. */
  first: string
  field: HtcdsField | undefined
}

/** All questions with an answer, in order, with their HTCDS fields. */
export function mappedQuestions(form: Form): MappedQuestion[] {
  const found: MappedQuestion[] = []
  const visit = (items: readonly Item[], template: string, first: string): void => {
    for (const item of items) {
      const inTemplate = template === '' ? item.name : `${template}/${item.name}`
      const inFirst = first === '' ? item.name : `${first}/${item.name}`
      if (item.kind === 'group') visit(item.items, inTemplate, item.repeat ? `${inFirst}/0` : inFirst)
      else if (item.type !== 'note') {
        const mapped = item.mapping?.['htcds']
        found.push({
          question: item,
          template: inTemplate,
          first: inFirst,
          field: mapped === undefined ? undefined : findHtcdsField(mapped),
        })
      }
    }
  }
  visit(form.items, '', '')
  return found
}

/** `visits/0/day` → `visits/day`. Names never begin with a digit. */
export function templateOf(path: string): string {
  return path
    .split('/')
    .filter((part) => !/^\d+$/.test(part))
    .join('/')
}
