import { createContext, useContext } from 'react'
import type { Text } from './text.ts'

/** The fictional countries of a demonstration by their code, which the session says. */
export const FictionalCountriesContext = /* @__PURE__ */ createContext<Readonly<Record<string, Text>> | undefined>(
  undefined,
)

const none: Readonly<Record<string, Text>> = {}

export function useFictionalCountries(): Readonly<Record<string, Text>> {
  return useContext(FictionalCountriesContext) ?? none
}
