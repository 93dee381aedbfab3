/** Fails on links in our documents to a file or heading that does not exist. Links to other hosts are not followed. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './bundle.mjs'
import { conclude, projectFiles } from './project-files.mjs'

const problems = []
let looked = 0
for (const file of projectFiles(/\.md$/)) {
  const text = withoutCode(readFileSync(join(root, file), 'utf8'))
  for (const [, target] of text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue
    looked += 1
    const [path, heading] = decodeURI(target).split('#')
    const place = path === '' ? join(root, file) : join(root, path.startsWith('/') ? '' : dirname(file), path)
    if (relative(root, place).startsWith('..')) problems.push(`${file}: ${target} leaves the project`)
    else if (!existsSync(place)) problems.push(`${file}: ${target} is not there`)
    else if (heading && statSync(place).isFile() && place.endsWith('.md') && !headings(place).has(heading))
      problems.push(`${file}: ${target} has no such heading`)
  }
}
conclude(problems, looked, 'links')

function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}

/** Anchors as GitHub makes them: lower case, no punctuation, hyphens for spaces. */
function headings(place) {
  const lines = readFileSync(place, 'utf8').matchAll(/^#{1,6}\s+(.+)$/gm)
  return new Set(
    [...lines].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}
