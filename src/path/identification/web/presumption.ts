import type { Trace, Truth } from '#lib/rules'
import type { Finding } from '../model.ts'

const named = ['child-path', 'act', 'purpose'] as const

/** The three parts of R1 from the trace: child, act, purpose. */
export function stepsOfPresumption(finding: Finding): { name: (typeof named)[number]; result: Truth }[] {
  const trace = finding.law.rules.find((each) => each.rule === 'R1')?.trace
  return named.map((name) => ({ name, result: (trace && partNamed(trace, name)?.result) ?? 'unknown' }))
}

function partNamed(trace: Trace, name: string): Trace | undefined {
  if (trace.kind === 'fact') return undefined
  if (trace.name === name) return trace
  for (const part of trace.parts) {
    const found = partNamed(part, name)
    if (found) return found
  }
  return undefined
}
