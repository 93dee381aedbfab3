/**
 * Finds code that guesses: a day or an hour from Greenwich or from the clock of a device instead of the country's, and a
 * number from anything. A child's 18th birthday turns on the day, and `null` is no newborn.
 */
const WAYS = [
  [
    /\.toISOString\(\)\s*\.\s*(?!replace\()\w+/,
    'cuts Greenwich’s day or hour out of an instant: use dayIn of #lib/civil-time',
  ],
  [/\.(?:slice|substring|substr)\(\s*0\s*,\s*10\s*\)/, 'cuts a day out of a text: use dayIn of #lib/civil-time'],
  [/\.split\(\s*['"`]T['"`]\s*\)/, 'cuts a day out of an instant: use dayIn of #lib/civil-time'],
  [
    /\.get(?:UTC)?(?:FullYear|Month|Date|Day|Hours|Minutes)\(\)/,
    'asks Greenwich or the device for the day or hour: use #lib/civil-time',
  ],
  [/\.to(?:Locale)?(?:Date|Time)String\(/, 'says a day or time of the device: use useFormat()'],
  [
    /new Date\(\s*`[^`]*T[\d:.]+`\s*\)/,
    'reads a local time in the zone of the device: use instantOfLocal or endOfDay of #lib/civil-time',
  ],
  [/\bz\.coerce\b/, 'makes a number of null, true or a list: use wholeNumberInQuery of #kernel/query-number'],
]

/** Here days are counted. They have no hour and no zone. */
const COUNTS_DAYS =
  /^lib\/(civil-time\/index|forms\/expression\/(value|date-functions))\.ts$|^app\/demonstration\/calendar\.ts$/

/** The guesses of one file, as `file:line says why`. */
export function guessesIn(file, text) {
  if (COUNTS_DAYS.test(file) || /\.test(-data)?\.tsx?$|\/testing\//.test(file)) return []
  return WAYS.flatMap(([way, why]) =>
    [...text.matchAll(new RegExp(way, 'g'))].map(
      ({ index }) => `${file}:${text.slice(0, index).split('\n').length} ${why}`,
    ),
  )
}
