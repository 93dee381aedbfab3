/** RFC 9457 problem, as the server sends it: already in the reader's language. */
export interface Problem {
  /** 0 when no answer came: no network, or the server is away. */
  status: number
  code: string
  title: string
  detail?: string
  /** What the person can do next. */
  next?: string
  fields?: ProblemField[]
}

export interface ProblemField {
  path: string
  code: string
  message?: string
}

/** Thrown by the fetch client and caught by the hooks: screens see problems, never exceptions. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** The request never got an answer, so whether it had an effect is not known: the same command may be sent again. */
export function isUnanswered(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500
}
