import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { ROLE } from './table.tsx'

export type BarInk = 'accent' | 'soft' | 'due-soon' | 'missed'

export interface BarPart {
  label: string
  ink: BarInk
}

export interface Bar {
  key: string
  label: string
  /** One number per part, in the order of `parts`. */
  values: readonly number[]
}

interface BarChartProps {
  caption: string
  parts: readonly BarPart[]
  bars: readonly Bar[]
  /** Formats a number. Default: the plain number. */
  say?: (value: number) => string
}

/** A table with a bar beside each number, so that everyone gets the same information. One card per bar at 360 px. */
export function BarChart({ caption, parts, bars, say }: BarChartProps) {
  const t = useText()
  const format = useFormat()
  const write = say ?? ((value: number) => format.number(value))
  const longest = Math.max(1e-9, ...bars.map((bar) => sum(bar.values)))
  return (
    <figure className="chart">
      <figcaption className="strong">{caption}</figcaption>
      {parts.length > 1 && (
        <div className="chart-legend" aria-hidden="true">
          {parts.map((part) => (
            <span key={part.label}>
              <i className="swatch" data-ink={part.ink} />
              {part.label}
            </span>
          ))}
        </div>
      )}
      <table className="table" {...ROLE.table} data-cards aria-label={caption}>
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            <th {...ROLE.columnheader} scope="col">
              {t('ui.chart.what')}
            </th>
            {parts.map((part) => (
              <th key={part.label} {...ROLE.columnheader} scope="col" data-end>
                {part.label}
              </th>
            ))}
            <td className="chart-cell" aria-hidden="true" />
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          {bars.map((bar) => (
            <tr key={bar.key} {...ROLE.row}>
              <th {...ROLE.rowheader} scope="row">
                {bar.label}
              </th>
              {bar.values.map((value, index) => (
                <td key={parts[index]?.label ?? index} {...ROLE.cell} data-end data-label={parts[index]?.label}>
                  {write(value)}
                </td>
              ))}
              <td className="chart-cell" aria-hidden="true">
                <BarDrawing values={bar.values} parts={parts} longest={longest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

function BarDrawing({
  values,
  parts,
  longest,
}: {
  values: readonly number[]
  parts: readonly BarPart[]
  longest: number
}) {
  return (
    <svg className="chart-bar" viewBox="0 0 100 20" preserveAspectRatio="none" focusable="false">
      {values.map((value, index) => (
        <rect
          key={parts[index]?.label ?? index}
          data-ink={parts[index]?.ink}
          x={(sum(values.slice(0, index)) / longest) * 100}
          y="2"
          width={Math.max(0, (value / longest) * 100)}
          height="16"
        />
      ))}
    </svg>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
