import type { Form } from '#lib/forms'

/** A form contains nothing about a child, so the device may store it unencrypted. */
const keyOf = (id: string): string => `tenfold.form-draft.${id}`

export function keepOwnCopy(id: string, form: Form): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(form))
  } catch {
    /* storage may be full or forbidden; the node gets the draft anyway */
  }
}

export function dropOwnCopy(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch {
    /* see keepOwnCopy */
  }
}

/** The draft on this device, if the node does not have it. */
export function findOwnCopy(id: string, node: Form): Form | undefined {
  try {
    const kept = localStorage.getItem(keyOf(id))
    if (kept === null || kept === JSON.stringify(node)) return undefined
    const form = JSON.parse(kept) as Form
    return form.id === id && Array.isArray(form.items) && Array.isArray(form.languages) ? form : undefined
  } catch {
    return undefined
  }
}
