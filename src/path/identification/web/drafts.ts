import { useUnfinished } from '#ui/data'

/** Typed words that are not sent yet, by field. They belong to one account and one screening. */
export interface Drafts {
  get(field: string): string
  set(field: string, text: string): void
  clear(...fields: string[]): void
}

const nothing: Readonly<Record<string, string>> = {}

export function useDrafts(screeningId: string): Drafts {
  const where = { what: 'identification.kept.words', about: screeningId, page: `/screenings/${screeningId}` }
  const [words, keep, done] = useUnfinished(where, nothing)
  function change(fields: Readonly<Record<string, string>>): void {
    const next = Object.fromEntries(Object.entries({ ...words, ...fields }).filter(([, text]) => text !== ''))
    if (Object.keys(next).length > 0) keep(next)
    else done()
  }
  return {
    get: (field) => words[field] ?? '',
    set: (field, text) => change({ [field]: text }),
    clear: (...fields) => change(Object.fromEntries(fields.map((field) => [field, '']))),
  }
}
