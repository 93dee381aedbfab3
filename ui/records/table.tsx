import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../language/language.tsx'

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end of their cell. */
  end?: boolean
  /** Names the row: exactly one column. */
  heading?: boolean
}

interface TableProps<Row> {
  caption: string
  hideCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Pages by key: given when there is a further or an earlier page. */
  onNext?: (() => void) | undefined
  onPrevious?: (() => void) | undefined
}

/** Rows and columns; one card per row at 360 px. Roles are spelled out, because CSS `display` would take them away. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey, onNext, onPrevious }: TableProps<Row>) {
  const t = useText()
  return (
    <div className="table-frame">
      <table className="table" role="table" data-cards>
        <caption className={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" data-end={column.end || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(onNext || onPrevious) && (
        <div className="cluster">
          <Button onPress={onPrevious ?? ignore} disabled={!onPrevious}>
            {t('ui.table.previous')}
          </Button>
          <Button onPress={onNext ?? ignore} disabled={!onNext}>
            {t('ui.table.next')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = <div className="cell">{column.cell(row)}</div>
  return column.heading ? (
    <th role="rowheader" scope="row" data-label={column.label} data-end={column.end || undefined}>
      {content}
    </th>
  ) : (
    <td role="cell" data-label={column.label} data-end={column.end || undefined}>
      {content}
    </td>
  )
}

function ignore(): void {}
