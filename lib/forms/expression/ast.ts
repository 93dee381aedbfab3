/** Where a path starts: at the item itself, at the root of the form, or at a question found by its name. */
export type PathStart = { from: 'here' } | { from: 'root' } | { from: 'name'; name: string }

export interface PathAst {
  kind: 'path'
  start: PathStart
  /** `.` stays, `..` goes to the enclosing group, a name goes to that child. */
  steps: string[]
  at: number
}

export type BinaryOperator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod' | '|'

export type Ast =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'string'; value: string; at: number }
  | PathAst
  /** Rows of a list of choices: `instance('list')/root/item[filter]/column`. Without a column it means their values. */
  | { kind: 'rows'; list: string; filters: Ast[]; column: string; path: string; at: number }
  /** A path into data of another program (`instance('contact-summary')/context/x`), which we do not have. */
  | { kind: 'elsewhere'; path: string; at: number }
  | { kind: 'call'; name: string; args: Ast[]; at: number }
  | { kind: 'negative'; operand: Ast; at: number }
  | { kind: 'binary'; operator: BinaryOperator; left: Ast; right: Ast; at: number }

/** Why an expression cannot be used, and where: `at` counts characters from 0. */
export interface ExpressionFault {
  code: 'syntax' | 'unsupported' | 'other-data'
  detail: string
  at: number
}

/** Calls `visit` for the expression and everything inside it. */
export function walkAst(ast: Ast, visit: (ast: Ast) => void): void {
  visit(ast)
  if (ast.kind === 'call') for (const arg of ast.args) walkAst(arg, visit)
  if (ast.kind === 'rows') for (const filter of ast.filters) walkAst(filter, visit)
  if (ast.kind === 'negative') walkAst(ast.operand, visit)
  if (ast.kind === 'binary') {
    walkAst(ast.left, visit)
    walkAst(ast.right, visit)
  }
}
