import { drop, keep, type Kept, keptNow } from './kept.ts'

/** Which unfinished writing: what it is, about which record, and the page where it goes on. */
export interface Unfinished {
  what: string
  about?: string
  page: string
}

type Which = Pick<Unfinished, 'what' | 'about'>

export function findUnfinished<Data>({ what, about = '' }: Which): Kept<Data> | undefined {
  return keptNow().findLast((each) => each.what === what && each.about === about && each.state === 'unfinished') as
    | Kept<Data>
    | undefined
}

export function keepUnfinished(where: Unfinished, data: unknown): void {
  const before = findUnfinished(where)
  const { id = crypto.randomUUID(), at = new Date().toISOString() } = before ?? {}
  keep({ id, what: where.what, about: where.about ?? '', page: where.page, data, at, state: 'unfinished' })
}

export function dropUnfinished(which: Which): void {
  const found = findUnfinished(which)
  if (found) drop(found.id)
}
