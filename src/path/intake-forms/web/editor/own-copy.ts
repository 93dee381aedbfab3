import type { Form } from '#lib/forms'
import { dropUnfinished, findUnfinished, keepUnfinished } from '#ui/data'

const whichOf = (id: string) => ({ what: 'form-editor.kept.form', about: id, page: `/forms/${id}/edit` })

export function keepOwnCopy(id: string, form: Form): void {
  keepUnfinished(whichOf(id), form)
}

export function dropOwnCopy(id: string): void {
  dropUnfinished(whichOf(id))
}

/** The draft on this device, if the node does not have it. */
export function findOwnCopy(id: string, node: Form): Form | undefined {
  const form = findUnfinished<Form>(whichOf(id))?.data
  return form && JSON.stringify(form) !== JSON.stringify(node) ? form : undefined
}
