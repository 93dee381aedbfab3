/** Languages that forms in use name in words (BCP 47 subtags). */
const known =
  'aa am ar ay az bg bik bn br bs ceb ckb cs da de dz el en es et fa ff fi fil fr gn ha he hi hil hr ht hu hy id ig ilo it ja ka kk km kmr ko ku ky lg ln lo lt luo lv mg mk mn ms my ne nl no ny om pa pl prs ps pt qu rhg rn ro ru rw sd si sid sk sn so sq sr st sv sw ta te tet tg th ti tl tn to tpi tr ts uk ur uz vi wal war wo xh yo zh zu'.split(
    ' ',
  )
/** Scripts as forms name them (ISO 15924). */
const scripts: Readonly<Record<string, string>> = {
  arabic: 'Arab',
  cyrillic: 'Cyrl',
  devanagari: 'Deva',
  latin: 'Latn',
  roman: 'Latn',
  simplified: 'Hans',
  traditional: 'Hant',
}
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
 * The BCP 47 tag of a language in an XLSForm heading: `English (en)`, `en`, `English`, `English (UK)` (a country) or
 * `Rohingya (Latin)` (a script). Indonesian becomes `id-ID` (see `textSchema`). Undefined for an unknown name.
 */
export function findLanguageTag(written: string): string | undefined {
  const [, before = '', inBrackets = ''] = /^(.*?)\s*\(([^()]+)\)\s*$/.exec(written) ?? [undefined, written]
  byName ??= namesOfLanguages()
  const name = before.trim()
  const language = byName.get(name.toLowerCase()) ?? (isTag(name) ? name : undefined)
  const tag = inBrackets === '' ? language : narrowed(language, inBrackets.trim())
  return tag === undefined ? undefined : canonical(tag)
}

/** The name before the brackets says which language it is. The brackets repeat it, narrow it, or stand alone. */
function narrowed(language: string | undefined, said: string): string | undefined {
  const script = scripts[said.toLowerCase().replace(/\s+script$/, '')]
  if (language === undefined) return isTag(said) && said !== said.toUpperCase() ? said : undefined
  if (script !== undefined) return `${language}-${script}`
  if (!isTag(said)) return undefined
  const isSame = said.toLowerCase().split(/[-_]/)[0] === language.toLowerCase()
  const region = said.length === 2 && !isSame ? regionOf(said.toUpperCase()) : undefined
  return region === undefined ? said : `${language}-${region}`
}

function isTag(text: string): boolean {
  return /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(text)
}

function regionOf(code: string): string | undefined {
  // Forms write UK, though the code of ISO 3166 is GB.
  if (code === 'UK') return 'GB'
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) === undefined ? undefined : code
}

function canonical(tag: string): string | undefined {
  try {
    const [found] = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))
    return found === 'id' ? 'id-ID' : found
  } catch {
    return undefined
  }
}

/** A private tag (RFC 5646 §2.2.7) for a language we do not know: the same for the same words, another for others. */
export function privateTag(written: string): string {
  const words = written.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const parts = words.flatMap((word) => word.match(/.{1,8}/g) ?? [])
  const isPlain = /^[\x20-\x7e]*$/.test(written) && parts.length > 0
  return ['x', ...parts, ...(isPlain ? [] : [fingerprint(written)])].join('-')
}

/** FNV-1a, 32 bits. It only has to tell headings of one form apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
