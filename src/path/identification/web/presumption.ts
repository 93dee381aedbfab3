import type { Trace, Truth } from '#lib/rules'
import type { Finding } from '../model.ts'

const named = ['child-path', 'act', 'purpose'] as const

/** The three parts of R1 from the trace: child, act, purpose; and the link, which is a question and no part of the rule. */
export function stepsOfPresumption(finding: Finding): { name: (typeof named)[number] | 'link'; result: Truth }[] {
  const trace = finding.law.rules.find((each) => each.rule === 'R1')?.trace
  return [
    ...named.map((name) => ({ name, result: (trace && partNamed(trace, name)?.result) ?? ('unknown' as const) })),
    { name: 'link', result: finding.link },
  ]
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
