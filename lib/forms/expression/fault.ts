import type { ExpressionFault } from './ast.ts'

interface FaultError extends Error {
  fault: ExpressionFault
}

/** Leaves the parser; caught in `parseExpression`, never seen outside. */
export function failExpression(code: ExpressionFault['code'], detail: string, at: number): never {
  const error: FaultError = Object.assign(new Error(detail), { fault: { code, detail, at } })
  throw error
}

export function findFault(error: unknown): ExpressionFault | undefined {
  return error instanceof Error && 'fault' in error ? (error as FaultError).fault : undefined
}
