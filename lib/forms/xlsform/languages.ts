const known =
  'am ar az bg bn bs cs da de el en es et fa fi fil fr ha he hi hr ht hu hy id ig it ja ka kk km ko ku ky lo lt lv mk mn ms my ne nl no om pa pl ps pt ro ru rw sd si sk so sq sr sv sw ta te tg th ti tl tk tr uk ur uz vi yo zh zu'.split(
    ' ',
  )
let byName: Map<string, string> | undefined

function namesOfLanguages(): Map<string, string> {
  const english = new Intl.DisplayNames(['en'], { type: 'language' })
  const names = new Map<string, string>()
  for (const code of known) {
    const own = new Intl.DisplayNames([code], { type: 'language' }).of(code)
    for (const name of [own, english.of(code)]) if (name) names.set(name.toLowerCase(), code)
  }
  return names
}

/**
 * The BCP 47 tag of a language in an XLSForm heading: `English (en)`, `en` or `English`.
 * Indonesian becomes `id-ID` (see `textSchema`). Undefined for an unknown name.
 */
export function findLanguageTag(written: string): string | undefined {
  const inBrackets = /\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\)\s*$/.exec(written)?.[1]
  const name = written.trim().toLowerCase()
  byName ??= namesOfLanguages()
  const tag =
    inBrackets ?? byName.get(name) ?? (/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(name) ? written.trim() : undefined)
  if (tag === undefined) return undefined
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))
    return canonical === 'id' ? 'id-ID' : canonical
  } catch {
    return undefined
  }
}
