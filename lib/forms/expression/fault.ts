import type { ExpressionFault } from './ast.ts'

interface FaultError extends Error {
  fault: ExpressionFault
}

/** Throws a fault out of the parser. `parseExpression` catches it. */
export function failExpression(code: ExpressionFault['code'], detail: string, at: number): never {
  const error: FaultError = Object.assign(new Error(detail), { fault: { code, detail, at } })
  throw error
}

export function findFault(error: unknown): ExpressionFault | undefined {
  return error instanceof Error && 'fault' in error ? (error as FaultError).fault : undefined
}
