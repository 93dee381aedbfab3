import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who writes a file that a page lists. */
export const makers = ['by hand', 'words', 'emitted'] as const
export type Maker = (typeof makers)[number]

export interface ListedFile {
  readonly file: string
  readonly maker: Maker
}

/**
 * The rows under *The files* in the page of a kind: `| file | made | what |`. `names` are put where the page has a
 * name in angle brackets, and a row with <language> is one file in each language.
 */
export function readPage(
  root: string,
  kind: string,
  names: Readonly<Record<string, string>>,
  languages: readonly string[],
): ListedFile[] {
  const page = readFileSync(join(root, `docs/how-to/${pageOf(kind)}`), 'utf8')
  const [, part = ''] = /^## The files\n([^]*?)(?=^## |(?![^]))/m.exec(page) ?? []
  return [...part.matchAll(/^\| `([^`]+)` \| ([\w ]+?) \|/gm)].flatMap(([, file, made]) => {
    const maker = makers.find((each) => each === made)
    if (!maker) throw new Error(`${kind}: ${made} is not one of ${makers.join(', ')}`)
    const named = file!.replaceAll(/<(\w+)>/g, (written, name: string) => names[name] ?? written)
    return named.includes('<language>')
      ? languages.map((language) => ({ file: named.replace('<language>', language), maker }))
      : [{ file: named, maker }]
  })
}

/** The name of the page of a kind: `add-a-room.md`, `add-an-event.md`. */
export function pageOf(kind: string): string {
  return `add-${/^[aeiou]/.test(kind) ? 'an' : 'a'}-${kind}.md`
}
