import type { SayText } from '../language/language.tsx'
import type { Problem } from './problem.ts'

/** Adds words to a problem that has none: no network, or an answer from something other than the node. */
export function sayProblem(problem: Problem, t: SayText): Problem {
  if (problem.title) return problem
  const kind =
    problem.status === 0
      ? 'offline'
      : problem.status === 401
        ? 'signed-out'
        : problem.status === 404
          ? 'not-found'
          : 'broken'
  return {
    ...problem,
    title: t(`ui.problem.${kind}.title`),
    detail: t(`ui.problem.${kind}.reason`),
    next: t(`ui.problem.${kind}.next`),
  }
}
