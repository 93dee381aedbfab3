import type { Ast, ExpressionFault } from './ast.ts'
import { walkAst } from './ast.ts'
import { compilePattern } from './pattern.ts'
import { findArity } from './run.ts'

function hasPlaces(ast: Ast): boolean {
  if (ast.kind === 'binary') return ast.operator === '|' && hasPlaces(ast.left) && hasPlaces(ast.right)
  return ast.kind === 'path' || ast.kind === 'rows' || ast.kind === 'elsewhere'
}

/** Finds unknown functions, wrong numbers of arguments, and patterns the engine refuses. */
export function checkCalls(ast: Ast): ExpressionFault[] {
  const faults: ExpressionFault[] = []
  walkAst(ast, (part) => {
    if (part.kind === 'elsewhere' && !faults.some(({ detail }) => detail === part.path))
      faults.push({ code: 'other-data', detail: part.path, at: part.at })
    if (part.kind !== 'call') return
    const arity = findArity(part.name)
    if (!arity) {
      faults.push({ code: 'unsupported', detail: `${part.name}()`, at: part.at })
      return
    }
    const [fewest, most] = arity
    const [argument] = part.args
    if (part.name === 'count' && argument && !hasPlaces(argument))
      faults.push({ code: 'unsupported', detail: 'count() of something that is no path', at: argument.at })
    const wrong = part.name === 'indexed-repeat' && part.args.length % 2 === 0
    if (part.args.length < fewest || part.args.length > most || wrong) {
      faults.push({ code: 'syntax', detail: `${part.name}() with ${part.args.length} arguments`, at: part.at })
    }
    const pattern = part.name === 'regex' ? part.args[1] : undefined
    if (pattern && (pattern.kind !== 'string' || !compilePattern(pattern.value))) {
      faults.push({
        code: 'unsupported',
        detail: `regex() with the pattern ${pattern.kind === 'string' ? pattern.value : '(calculated)'}`,
        at: part.at,
      })
    }
  })
  return faults
}
