import { inEveryLanguage } from '#lib/data-words'
import type { Place } from '#places'
import source from './places.json' with { type: 'json' }

/** The places of Meridia, all invented. */
export const places: readonly Place[] = Object.entries(inEveryLanguage('demonstration.places', source)).map(
  ([code, name]) => ({ code, name, ancestors: ancestorsOf(code) }),
)

function ancestorsOf(code: string): string[] {
  const line: string[] = []
  for (let end = code.length - 2; end >= 2; end -= 2) line.push(code.slice(0, end))
  return line
}
