import type { Ast, ExpressionFault } from './ast.ts'
import { walkAst } from './ast.ts'
import { findUnknownFormat } from './date-functions.ts'
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
    // Of the one a path goes before the pairs, of the other two numbers do.
    const odd = part.args.length % 2 === 1
    const wrong = part.name === 'indexed-repeat' ? !odd : part.name === 'weighted-checklist' && odd
    if (part.args.length < fewest || part.args.length > most || wrong) {
      faults.push({ code: 'syntax', detail: `${part.name}() with ${part.args.length} arguments`, at: part.at })
    }
    const what = findUnsupported(part)
    if (what) faults.push({ code: 'unsupported', detail: `${part.name}() ${what}`, at: part.at })
  })
  return faults
}

/** What a known function cannot do with these arguments. */
function findUnsupported({ name, args }: Extract<Ast, { kind: 'call' }>): string | undefined {
  const [first, second] = args
  if (name === 'count' && first && !hasPlaces(first)) return noPath
  const written = second?.kind === 'string' ? second.value : undefined
  if (name === 'regex' && second && (written === undefined || !compilePattern(written)))
    return `with the pattern ${written ?? '(calculated)'}`
  const part = name.startsWith('format-date') && findUnknownFormat(written ?? '')
  if (part) return `with ${part}`
  const inTurn = name === 'indexed-repeat'
  // The entries between the paths are numbers.
  const paths = inTurn ? args.filter((_, at) => at === 0 || at % 2 === 1) : name === 'position' ? args : []
  return paths.every(({ kind }) => kind === 'path') ? undefined : noPath
}

const noPath = 'of something that is no path'
