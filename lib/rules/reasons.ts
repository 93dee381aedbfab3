import type { FactTrace, Reasons, Trace, Truth } from './model.ts'

/** All facts of a trace in the order of evaluation, even those that could not change the result. */
export function factsOf(trace: Trace): FactTrace[] {
  if (trace.kind === 'fact') return [trace]
  return trace.parts.flatMap((part) => factsOf(part))
}

/**
 * The facts behind a result. `decisive` lists those that decide it; `yes`, `no` and `unknown`
 * list all facts by their value, each once.
 */
export function reasonsOf(trace: Trace): Reasons {
  const facts = factsOf(trace)
  const names = (kept: readonly FactTrace[]): string[] => [...new Set(kept.map((each) => each.fact))]
  const withResult = (result: Truth): string[] => names(facts.filter((each) => each.result === result))
  return {
    decisive: names(facts.filter((each) => each.decisive)),
    yes: withResult('yes'),
    no: withResult('no'),
    unknown: withResult('unknown'),
  }
}
