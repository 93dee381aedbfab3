/** An RFC 9457 problem from the server, in the reader's language. */
export interface Problem {
  /** 0 if no answer came: no network, or no server. */
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

/** The fetch client throws it and the hooks catch it. Screens get problems, never exceptions. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** True if no answer came. The command may have had its effect or not, so the same command may be sent again. */
export function isUnanswered(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500
}
