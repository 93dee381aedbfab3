import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useText } from '../language/language.tsx'

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** Aligns to the end of the cell, for numbers. */
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
  /** Paging by key; set if there is a next or previous page. */
  onNext?: (() => void) | undefined
  onPrevious?: (() => void) | undefined
}

/** Explicit roles, because in some browsers the CSS `display` of the cards removes the roles of a table. */
export const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
}

/** Rows and columns; one card per row at 360 px. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey, onNext, onPrevious }: TableProps<Row>) {
  const t = useText()
  return (
    <div className="table-frame">
      <table className="table" {...ROLE.table} data-cards>
        <caption className={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            {columns.map((column) => (
              <th key={column.key} {...ROLE.columnheader} scope="col" data-end={column.end || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...ROLE.row}>
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
    <th {...ROLE.rowheader} scope="row" data-label={column.label} data-end={column.end || undefined}>
      {content}
    </th>
  ) : (
    <td {...ROLE.cell} data-label={column.label} data-end={column.end || undefined}>
      {content}
    </td>
  )
}

function ignore(): void {}
