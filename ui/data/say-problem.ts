import type { SayText } from '../language/language.tsx'
import type { Problem } from './problem.ts'

/** Gives a problem words when it came without any: no network, or a server that could not answer in words. */
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
