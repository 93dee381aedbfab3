import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'

/** Buttons that may be off. Each has a sentence beside it that says why, or only moves in a list. */
const mayBeOff: Readonly<Record<string, string>> = {
  'src/path/children/web/search-screen.tsx': 'says how many children to look at first',
  'src/path/case-management/web/closing-part.tsx': 'says how many tasks are open',
  'src/path/identification/web/ages-part.tsx': 'says who may settle an age',
  'src/path/identification/web/decide-part.tsx': 'says that the answers are not saved yet',
  'src/path/intake-forms/web/editor/publish-dialog.tsx': 'lists the mistakes',
  'src/path/intake-forms/web/editor/editor.tsx': 'the form has no draft, or is in conflict, which the screen says',
  'src/path/intake-forms/web/editor/outline.tsx': 'undo and moving in a list',
  'src/path/intake-forms/web/editor/choices-editor.tsx': 'moving in a list',
  'app/web/showcase/controls-part.tsx': 'shows how a button looks',
  'ui/records/table.tsx': 'the pages of a table',
}

test('a person who presses a button while an answer is missing is told so: no button is grey without a word', async () => {
  const found = await Promise.all(
    ['src', 'ui', 'app'].map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((name) => join(folder, name)),
    ),
  )
  const files = found.flat().filter((name) => name.endsWith('.tsx'))
  assert.ok(files.length > 100)
  const silent: string[] = []
  for (const file of files) {
    const text = await readFile(file, 'utf8')
    for (const [tag] of text.matchAll(/<Button\b(?:[^>]|=>)*?>/g))
      if (/\sdisabled[={\s>]/.test(tag) && !(file in mayBeOff)) silent.push(`${file}: ${tag.replaceAll(/\s+/g, ' ')}`)
  }
  assert.deepEqual(silent, [], 'use lacks={…} instead of disabled={…}, or say beside the button why it is off')
})
