/** Calendars for dates, with their names in Unicode CLDR. */
export const calendarNames = [
  'gregory',
  'ethiopic',
  'ethioaa',
  'persian',
  'islamic-umalqura',
  'islamic-civil',
  'islamic-tbla',
  'indian',
  'buddhist',
  'japanese',
  'roc',
  'hebrew',
  'coptic',
] as const
export type CalendarName = (typeof calendarNames)[number]

export function isCalendarName(name: string): name is CalendarName {
  return calendarNames.some((one) => one === name)
}
