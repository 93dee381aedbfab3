import { toText } from '../expression/value.ts'
import { textOfCell } from './columns.ts'
import { type RowContext, spotOf } from './row-context.ts'

/** The parameters of a row by their small letters, as pyxform reads them: `start=1 end=5`, with `;` or `,` between. */
function parametersOf({ row, columns }: RowContext): Map<string, string> {
  const written = textOfCell(row, columns, 'parameters') ?? ''
  const pairs = written.matchAll(/([\w-]+)\s*=\s*([^\s,;]+)/g)
  return new Map([...pairs].map(([, key = '', value = '']) => [key.toLowerCase(), value]))
}

/** Reports parameters. Only those of a range are read. */
export function nameParameters(context: RowContext): [] {
  const written = textOfCell(context.row, context.columns, 'parameters')
  const [[key, value] = [], ...more] = parametersOf(context)
  const changesNothing = key === 'randomize' && value === 'false' && more.length === 0
  if (written !== undefined && !changesNothing)
    context.problems.add('unsupported', 'parameters', spotOf(context, 'parameters'), written)
  return []
}

const limits = { start: '1', end: '10', step: '1' }

/** pyxform asks for decimals where any of the three is written with a point. */
export function isDecimalRange(context: RowContext): boolean {
  const said = parametersOf(context)
  return Object.keys(limits).some((key) => said.get(key)?.includes('.'))
}

/** xlsform.org, "Range": from 1 to 10 in steps of 1 where the parameters say nothing else. */
export function readRange(context: RowContext): string[] {
  const { problems } = context
  problems.add('changed', 'range', spotOf(context, 'type'), 'range')
  const said = parametersOf(context)
  for (const [key, value] of said)
    if (!Object.hasOwn(limits, key) || !Number.isFinite(Number(value)))
      problems.add('unsupported', 'parameters', spotOf(context, 'parameters'), `${key}=${value}`)
  const numberOf = (key: keyof typeof limits): number => {
    const number = Number(said.get(key) ?? limits[key])
    return Number.isFinite(number) ? number : Number(limits[key])
  }
  const [start, end, step] = [numberOf('start'), numberOf('end'), Math.abs(numberOf('step'))]
  // `toText` writes no exponents, which expressions do not have.
  const within = [`. >= ${toText(Math.min(start, end))}`, `. <= ${toText(Math.max(start, end))}`]
  // Decimal fractions are not exact, so a step is met within a millionth of it.
  const turns = `(. - ${toText(start)}) div ${toText(step)}`
  return step === 0 ? within : [...within, `abs(${turns} - round(${turns})) < 0.000001`]
}
