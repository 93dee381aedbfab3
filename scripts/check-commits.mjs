/**
 * node scripts/check-commits.mjs [folder] [moment]: fails on commit subjects that are longer than 72 characters, contain a semicolon
 * (two changes) or do not start with a verb. Older commits and merges are exempt. A clone that is shallow or whose history was
 * written anew is checked as far as it goes.
 */
import { spawnSync } from 'node:child_process'
import { root } from './bundle.mjs'

/** The rule holds for every commit after "Leave the formatting commit out of git blame". */
const RULE_SINCE = '2026-11-29T10:15:18Z'
const LONGEST_SUBJECT = 72

const [folder = root, since = RULE_SINCE] = process.argv.slice(2)
const problems = []
const subjects = readSubjects()
for (const [commit, subject] of subjects) {
  const say = (what) => problems.push(`${commit} ${what}: ${subject}`)
  if ([...subject].length > LONGEST_SUBJECT) say(`has more than ${LONGEST_SUBJECT} characters`)
  if (subject.includes(';')) say('has a semicolon, so it is two changes')
  if (/^(\p{Ll}|An? |The )/u.test(subject)) say('does not start with a verb')
}
for (const problem of problems) console.log(problem)
console.log(`${subjects.length} commits looked at, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)

function readSubjects() {
  const { stdout } = git('log', '--no-merges', `--since=${since}`, '--format=%h%x09%s')
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
}

function git(...words) {
  return spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1e8 })
}
