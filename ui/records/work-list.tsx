import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Link } from '../controls/link.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { Deadline } from './deadline.tsx'
import { useKinds } from './kinds.ts'
import { sayRow } from './row-words.ts'
import type { RowWords } from './row-words.ts'
import { Tag } from './tag.tsx'

/** A row as GET /api/worklists/:list gives it. */
export interface WorkRow {
  recordKind: string
  recordId: string
  title: string | null
  /** Codes and times, never free text. */
  summary?: Record<string, string | number | boolean | null> | undefined
  /** 0 immediate danger, 1 high, 2 medium, 3 low, 9 not yet known. */
  danger: number
  dueAt?: string | null | undefined
  /** False if not all public holidays are known that the date depends on. */
  dueCertain?: boolean | undefined
  at?: string | null | undefined
  href: string
  /** Somebody must not see the record. Only lists of those who work with it say so. */
  hidden?: boolean | undefined
}

interface WorkListProps {
  rows: readonly WorkRow[]
  label: string
  /** Id of the record that is open beside the list. */
  current?: string | undefined
  /** Loads further rows; absent if there are none. */
  onMore?: (() => void) | undefined
  moreBusy?: boolean
  /** Deadlines beside the titles, for lists that fill the page. */
  wide?: boolean
  /** Words of a row, if the catalogue's `<area>.row.<kind>.title` and `.summary` are not enough. */
  say?: (row: WorkRow) => RowWords
  /** Further words beside the title, e.g. a Tag. */
  aside?: (row: WorkRow) => ReactNode
}

/** Records that wait for someone, most urgent first. j and k move, Enter opens. */
export function WorkList({ rows, label, current, onMore, moreBusy, wide, say, aside }: WorkListProps) {
  const t = useText()
  const kinds = useKinds()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (current) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  function move(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step =
      event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0
    if (!step || !list.current) return
    const links = [...list.current.querySelectorAll<HTMLElement>('a.work')]
    const at = links.indexOf(document.activeElement as HTMLElement)
    event.preventDefault()
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus()
  }
  return (
    <>
      <ul className="worklist" aria-label={label} data-wide={wide || undefined} ref={list}>
        {rows.map((row) => (
          <li key={row.recordKind + row.recordId}>
            <Link
              className="work"
              href={row.href}
              onKeyDown={move}
              {...(row.recordId === current ? { 'aria-current': 'true' as const } : {})}
            >
              <WorkRowBody row={row} words={say ? say(row) : sayRow(row, t, kinds)} aside={aside?.(row)} />
            </Link>
          </li>
        ))}
      </ul>
      {onMore && (
        <Button kind="quiet" onPress={onMore} busy={moreBusy ?? false}>
          {t('ui.list.more')}
        </Button>
      )}
    </>
  )
}

function WorkRowBody({ row, words, aside }: { row: WorkRow; words: RowWords; aside: ReactNode }) {
  const t = useText()
  const format = useFormat()
  return (
    <>
      <span className="work-title">
        {row.danger === 0 && (
          <Tag tone="danger" icon="danger">
            {t('ui.danger')}
          </Tag>
        )}
        <bdi>{words.title}</bdi>
        {row.hidden && (
          <Tag tone="due-soon" icon="hidden">
            {t('ui.row.hidden')}
          </Tag>
        )}
        {aside}
      </span>
      {words.summary && <span className="work-summary">{words.summary}</span>}
      {(row.dueAt || row.at) && (
        <span className="work-foot">
          {row.dueAt && <Deadline dueAt={row.dueAt} startedAt={row.at ?? undefined} certain={row.dueCertain} />}
          {row.at && (
            <time className="soft small" dateTime={row.at}>
              {row.dueAt ? t('ui.list.since', { when: format.dateTime(row.at) }) : format.dateTime(row.at)}
            </time>
          )}
        </span>
      )}
    </>
  )
}
