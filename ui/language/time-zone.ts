import { createContext, useContext } from 'react'

/** The time zone of the country, which the session says. */
export const TimeZoneContext = /* @__PURE__ */ createContext<string | undefined>(undefined)

/** IANA name of the zone in which days and times are said and asked. Before the session is known it is the device's. */
export function useTimeZone(): string {
  return useContext(TimeZoneContext) ?? deviceZone()
}

export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
