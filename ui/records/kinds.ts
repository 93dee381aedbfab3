import { createContext, useContext } from 'react'

/** A kind of record: the catalogue area of its words, and the address below which each record has its screen. */
export interface RecordKind {
  room: string
  page: string
}

const Kinds = createContext<Readonly<Record<string, RecordKind>>>({})

/** The app says which kinds of record there are. */
export const KindsProvider = Kinds.Provider

export function useKinds(): Readonly<Record<string, RecordKind>> {
  return useContext(Kinds)
}

/** The address of a record; undefined if its kind has no screen. */
export function useAddressOf(): (kind: string, id: string) => string | undefined {
  const kinds = useKinds()
  return (kind, id) => kinds[kind] && `${kinds[kind].page}/${id}`
}
