/**
 * npm run new -- room <name> --action <1–10> [--wing duties] [--compartment care] [--by-hand]: makes the skeleton of a
 * room that compiles and runs (docs/how-to/add-a-room.md). `--action` is the one of the ten actions that it serves.
 * `--by-hand` leaves out the files that the other scripts emit.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './bundle.mjs'
import { filesBelow } from './language-files.mjs'

const WINGS = ['path', 'duties', 'learning']
const COMPARTMENTS = ['care', 'finance', 'participation', 'evidence']
const TEMPLATES = join(root, 'scripts/room')

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    action: { type: 'string' },
    wing: { type: 'string', default: 'duties' },
    compartment: { type: 'string', default: 'care' },
    'by-hand': { type: 'boolean', default: false },
  },
})
const [kind, name = ''] = positionals
const { action = '', wing, compartment } = asked
const folder = `src/${wing}/${name}`
const camel = name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase())
const made = []

refuseUnless(kind === 'room', 'Only a room has a skeleton: npm run new -- room <name> --action <1–10>')
refuseUnless(/^[a-z]+(-[a-z]+)*$/.test(name), 'The name has lower-case words with hyphens: family-tracing')
refuseUnless(/^([1-9]|10)$/.test(action), 'Say with --action which of the ten actions it serves (src/mission.ts)')
refuseUnless(WINGS.includes(wing), `--wing is one of ${WINGS.join(', ')}`)
refuseUnless(COMPARTMENTS.includes(compartment), `--compartment is one of ${COMPARTMENTS.join(', ')}`)
refuseUnless(!roomNames().includes(name), `There is a room ${name} already`)

const values = {
  __NAME__: name,
  __SCHEMA__: name.replaceAll('-', '_'),
  __CAMEL__: camel,
  __PASCAL__: camel[0].toUpperCase() + camel.slice(1),
  __COMPARTMENT__: compartment,
  __RANK__: 10 + highest(/module\.ts$/, /rank: (\d+)/g),
  __ORDER__: 10 + highest(/web\/index\.tsx$/, /order: (\d+)/g),
}

makeRoom()
composeRoom()
writeWords()
format()
if (!asked['by-hand']) emit()
for (const file of made) console.log(file)
console.log(`\nNext: docs/how-to/add-a-room.md. The words that a person must write: git grep -nF "[to write]"`)

function refuseUnless(holds, why) {
  if (holds) return
  console.error(why)
  process.exit(1)
}

function roomNames() {
  return [...readFileSync(join(root, 'app/rooms.ts'), 'utf8').matchAll(/\/([\w-]+)\/module\.ts'/g)].map(
    ([, room]) => room,
  )
}

/** The highest number that the files of all rooms have, so that a new list and a new page come last. */
function highest(files, number) {
  const found = filesBelow(join(root, 'src'), files).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(number)].map(([, value]) => Number(value)),
  )
  return Math.max(0, ...found)
}

/** The files inside the room, one for each template. */
function makeRoom() {
  const today = new Date().toISOString().slice(0, 10)
  const renamed = {
    'on-the-node.test.ts': `${name}-on-the-node.test.ts`,
    'store/migration.sql': `store/migrations/${today}-01-create-${name}.sql`,
  }
  for (const template of filesBelow(TEMPLATES, /\.txt$/)) {
    const file = relative(TEMPLATES, template).slice(0, -'.txt'.length)
    write(`${folder}/${renamed[file] ?? file}`, filled(readFileSync(template, 'utf8')))
  }
}

/** The three places outside the room: the list of rooms, the consequences of events, the ten actions. */
function composeRoom() {
  const lastBefore =
    wing === 'learning' ? /^import .*\/module\.ts'\n/gm : /^import .*src\/(?!learning).*\/module\.ts'\n/gm
  change('app/rooms.ts', (text) => {
    const before = [...text.matchAll(lastBefore)].at(-1)[0]
    const [, neighbour] = /room as (\w+)/.exec(before)
    return text
      .replace(before, `${before}import { room as ${camel} } from '../${folder}/module.ts'\n`)
      .replace(new RegExp(`^  ${neighbour},\n`, 'm'), `  ${neighbour},\n  ${camel},\n`)
  })
  change('app/server/reactions.ts', (text) =>
    text
      .replace(/^import .*'#learning/m, (line) => `import { ${camel}Events } from '#${wing}/${name}'\n${line}`)
      .replace('  deadlineMissed,\n}', `  ...${camel}Events,\n  deadlineMissed,\n}`)
      .replace('  DeadlineMissed: [', filled('  __PASCAL__NoteWritten: [],\n\n  DeadlineMissed: [')),
  )
  change('src/mission.ts', (text) =>
    text.replace(new RegExp(`(number: ${action},[^]*?modules: \\[)([^\\]]*?),?\\s*\\]`), (_all, before, others) =>
      [before, [others, `'${name}'`].filter(Boolean).join(', '), ']'].join(''),
    ),
  )
}

/** Words in each language, each with a mark for the person who writes the real ones. */
function writeWords() {
  const words = JSON.parse(filled(readFileSync(join(TEMPLATES, 'words.json'), 'utf8')))
  for (const language of readdirSync(join(root, 'locales')).filter((each) => each in words)) {
    const { about, ...own } = words[language]
    const texts = Object.entries(own).map(([id, text]) => [id.replace(/^(why\.)?/, `$1${name}.`), text])
    write(`locales/${language}/${name}.json`, `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`)
    change(`locales/${language}/about.json`, (text) =>
      text.replace(/\n\}\s*$/, `,\n  "about.module.${name}": ${JSON.stringify(about)}\n}\n`),
    )
  }
}

function emit() {
  run('scripts/contracts.mjs')
  run('scripts/sql-types.mjs')
  made.push('emitted: app/server/room-apis.ts, contracts/, src/kernel/db/tables.ts', `emitted: ${folder}/web/routes.ts`)
}

function format() {
  const files = made.filter((file) => /\.tsx?$/.test(file)).map((file) => join(root, file))
  run('node_modules/@biomejs/biome/bin/biome', 'format', '--write', '--vcs-enabled=false', ...files)
}

function run(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words[0]} failed:\n${stdout}${stderr}`)
}

function filled(text) {
  return Object.entries(values).reduce((so, [mark, value]) => so.replaceAll(mark, value), text)
}

function write(file, text) {
  refuseUnless(!existsSync(join(root, file)), `${file} is there already`)
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  made.push(file)
}

/** Fails if nothing changes: the file then no longer has the place that this script looks for. */
function change(file, edit) {
  const text = readFileSync(join(root, file), 'utf8')
  const next = edit(text)
  if (next === text) throw new Error(`${file} has no place for the new room`)
  writeFileSync(join(root, file), next)
  made.push(file)
}
