import type { FormAnswer, Answers } from './model.ts'

/**
 * A path names one answer: the names of its groups and the question, joined with `/`. After a
 * repeat comes the number of the entry (from 0): `visits/0/date`.
 */
export function splitPath(path: string): string[] {
  return path === '' ? [] : path.split('/')
}

/** Special answers (an age, a date) are objects too, and a path may read their parts as it does for a group. */
function isAnswers(answer: FormAnswer): answer is Answers {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
}

function childOf(answer: FormAnswer, key: string): FormAnswer {
  if (Array.isArray(answer)) return answer[Number(key)]
  if (!isAnswers(answer) || !Object.hasOwn(answer, key)) return undefined
  const group: Answers = answer
  return group[key]
}

/** The answer at a path; undefined when there is none. */
export function findAnswer(answers: Answers, path: string): FormAnswer {
  return splitPath(path).reduce<FormAnswer>(childOf, answers)
}

/** A copy of the answers with one of them changed. `undefined` removes that answer. */
export function withAnswer(answers: Answers, path: string, answer: FormAnswer): Answers {
  const changed = setIn(answers, splitPath(path), answer)
  return isAnswers(changed) ? changed : answers
}

function setIn(parent: FormAnswer, keys: readonly string[], answer: FormAnswer): FormAnswer {
  const [key, ...rest] = keys
  if (key === undefined) return answer
  const child = setIn(childOf(parent, key), rest, answer)
  if (/^\d+$/.test(key)) {
    const entries: Answers[] = Array.isArray(parent) ? parent.filter((entry) => typeof entry === 'object') : []
    const index = Number(key)
    while (entries.length < index) entries.push({})
    entries[index] = isAnswers(child) ? child : {}
    return entries
  }
  const copy: Answers = isAnswers(parent) ? { ...parent } : {}
  if (child === undefined) Reflect.deleteProperty(copy, key)
  else Object.defineProperty(copy, key, { value: child, enumerable: true, writable: true, configurable: true })
  return copy
}

/** A copy of the answers without one entry of the repeat at `path`. */
export function withoutEntry(answers: Answers, path: string, index: number): Answers {
  const entries = findAnswer(answers, path)
  if (!Array.isArray(entries)) return answers
  const kept = entries.filter((entry, at): entry is Answers => typeof entry === 'object' && at !== index)
  return withAnswer(answers, path, kept)
}
