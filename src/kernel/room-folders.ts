import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of `src/` that hold rooms: the path of one child, the duties around it, what we learn and owe. */
export const wings: readonly string[] = ['path', 'duties', 'learning']

export interface RoomFolder {
  name: string
  /** Relative to the root of the project. */
  folder: string
}

/** The folders of the kernel, the standards and all rooms, relative to `root`, by name: `src/path/referral`. */
export function roomFolders(root: string): RoomFolder[] {
  const foldersIn = (folder: string): RoomFolder[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ name, folder: `${folder}/${name}` }))
  return foldersIn('src')
    .flatMap((each) => (wings.includes(each.name) ? foldersIn(each.folder) : [each]))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}
