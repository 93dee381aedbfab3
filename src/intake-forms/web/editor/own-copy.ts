import type { Form } from '#lib/forms'

/** A form has nothing of a child in it, so the device may keep it in the open. */
const keyOf = (id: string): string => `tenfold.form-draft.${id}`

export function keepOwnCopy(id: string, form: Form): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(form))
  } catch {
    /* storage can be full or forbidden; the node gets the draft all the same */
  }
}

export function dropOwnCopy(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch {
    /* see keepOwnCopy */
  }
}

/** What this device kept and the node does not have. */
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
