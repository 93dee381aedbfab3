import { createContext, useContext } from 'react'
import { useLanguage } from '../language/language.tsx'
import type { Values } from '../language/text.ts'

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

/**
 * What a room says about a step of one of its records: `<room>.step.<step>`. So a timeline can show the events of rooms
 * that it does not know. Undefined if the room has no words for it.
 */
export function useSayStep(): (kind: string, step: string, values?: Values) => string | undefined {
  const kinds = useKinds()
  const { says } = useLanguage()
  return (kind, step, values) => {
    const id = kinds[kind] && `${kinds[kind].room}.step.${step}`
    return id !== undefined && id in says.messages ? says._(id, values) : undefined
  }
}
