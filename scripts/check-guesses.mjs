/** Fails on code that takes a day from the wrong clock, or a number from anything (guesses.mjs). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.mjs'
import { guessesIn } from './guesses.mjs'
import { conclude, projectFiles } from './project-files.mjs'

const files = projectFiles(/^(lib|src|ui|app)\/.*\.tsx?$/)
conclude(
  files.flatMap((file) => guessesIn(file, readFileSync(join(root, file), 'utf8'))),
  files.length,
  'files',
)
