import type {
  Condition,
  Facts,
  FactTest,
  FactTrace,
  FactValue,
  Rule,
  RuleTrace,
  Ruling,
  Trace,
  Truth,
} from './model.ts'

/**
 * Evaluates a condition and returns the whole trace, with every fact, even those that could not
 * change the result. Three-valued logic (strong Kleene): the result is `unknown` only if it
 * depends on an unknown fact.
 */
export function evaluate(condition: Condition, facts: Facts): Trace {
  return marked(trace(condition, facts))
}

/** Runs every rule, in order, and lists the outcomes that hold and those still open. */
export function evaluateRules(rules: readonly Rule[], facts: Facts): Ruling {
  const traces = rules.map((rule) => ruleTrace(rule, facts))
  return {
    holds: outcomesWith(traces, 'yes'),
    open: outcomesWith(traces, 'unknown'),
    rules: traces,
  }
}

function ruleTrace(rule: Rule, facts: Facts): RuleTrace {
  const found = evaluate(rule.when, facts)
  return { rule: rule.id, then: rule.then, result: found.result, sources: rule.sources, trace: found }
}

function outcomesWith(traces: readonly RuleTrace[], result: Truth): string[] {
  return [...new Set(traces.filter((each) => each.result === result).map((each) => each.then))]
}

function trace(condition: Condition, facts: Facts): Trace {
  if ('fact' in condition) return factTrace(condition, facts[condition.fact])
  if ('named' in condition) {
    const part = trace(condition.when, facts)
    return { kind: 'named', name: condition.named, result: part.result, decisive: false, parts: [part] }
  }
  if ('not' in condition) {
    const part = trace(condition.not, facts)
    return { kind: 'not', result: opposite(part.result), decisive: false, parts: [part] }
  }
  if ('all' in condition) return counted('all', condition.all.length, condition.all, facts)
  if ('any' in condition) return counted('any', 1, condition.any, facts)
  return counted('need', condition.need, condition.of, facts)
}

function counted(kind: 'all' | 'any' | 'need', need: number, of: readonly Condition[], facts: Facts): Trace {
  if (!Number.isInteger(need) || need < 0) throw new RangeError(`need must be a whole number of parts, not ${need}`)
  const parts = of.map((each) => trace(each, facts))
  const result = atLeast(
    need,
    parts.map((part) => part.result),
  )
  return { kind, ...(kind === 'need' && { need }), result, decisive: false, parts }
}

/** Marks the parts that decide the result: those with the same value as the whole, recursively. */
function marked(whole: Trace): Trace {
  if (whole.kind === 'fact') return { ...whole, decisive: true }
  const same = (part: Trace): boolean => whole.kind === 'not' || part.result === whole.result
  return { ...whole, decisive: true, parts: whole.parts.map((part) => (same(part) ? marked(part) : part)) }
}

function atLeast(need: number, results: readonly Truth[]): Truth {
  const yes = results.filter((result) => result === 'yes').length
  const unknown = results.filter((result) => result === 'unknown').length
  if (yes >= need) return 'yes'
  return yes + unknown < need ? 'no' : 'unknown'
}

function opposite(result: Truth): Truth {
  if (result === 'unknown') return 'unknown'
  return result === 'yes' ? 'no' : 'yes'
}

function factTrace(condition: FactTest, value: FactValue | undefined): FactTrace {
  const said = value ?? 'absent'
  const { fact, ...test } = condition
  const asked = Object.keys(test).length === 0 ? {} : { test: test as NonNullable<FactTrace['test']> }
  return { kind: 'fact', fact, ...asked, said, result: testFact(condition, said), decisive: false }
}

function testFact(condition: FactTest, said: FactValue | 'absent'): Truth {
  if (said === 'absent' || said === 'not-asked' || said === 'unknown') return 'unknown'
  if ('below' in condition) return compare(condition.fact, said, (number) => number < condition.below)
  if ('atLeast' in condition) return compare(condition.fact, said, (number) => number >= condition.atLeast)
  if ('is' in condition) {
    if (typeof said !== 'object') throw new TypeError(`the fact ${condition.fact} is not a code`)
    return said.code === condition.is ? 'yes' : 'no'
  }
  if (said === 'yes' || said === 'no') return said
  throw new TypeError(`the fact ${condition.fact} is not a yes, no or unknown`)
}

function compare(fact: string, said: FactValue, test: (number: number) => boolean): Truth {
  if (typeof said !== 'number' || !Number.isFinite(said)) throw new TypeError(`the fact ${fact} is not a number`)
  return test(said) ? 'yes' : 'no'
}
