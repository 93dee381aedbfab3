/**
 * node scripts/check-commits.mjs [folder] [commit]: fails on commit subjects that are longer than 72 characters, contain a semicolon
 * (two changes) or do not start with a verb. Older commits and merges are exempt. A shallow clone checks the commits it has.
 */
import { spawnSync } from 'node:child_process'
import { root } from './bundle.mjs'
import { conclude } from './project-files.mjs'

/** "Leave the formatting commit out of git blame": the rule holds for every commit after this one. */
const RULE_SINCE = '5a9c99f'
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
conclude(problems, subjects.length, 'commits')

function readSubjects() {
  if (git('rev-parse', '--git-dir').status !== 0) return []
  const known = git('cat-file', '-e', `${since}^{commit}`).status === 0
  if (!known && git('rev-parse', '--is-shallow-repository').stdout.trim() !== 'true') {
    problems.push(`${since}, the commit from which the rule holds, is not in this repository`)
    return []
  }
  const range = known ? `${since}..HEAD` : 'HEAD'
  const { stdout } = git('log', '--no-merges', '--format=%h%x09%s', range)
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
}

function git(...words) {
  return spawnSync('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1e8 })
}
