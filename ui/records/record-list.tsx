import { useEffect, useRef, type ReactNode } from 'react'
import { usePoll } from '../data/use-poll.ts'
import { useWorklist } from '../data/use-worklist.ts'
import { LookView } from '../feedback/look-view.tsx'
import { WorkList } from './work-list.tsx'
import type { WorkRow } from './work-list.tsx'
import type { RowWords } from './row-words.ts'

/** The record that is open beside a list. When its version changes, the list is loaded again. */
export interface OpenRecord {
  id: string | undefined
  version: number | undefined
}

interface RecordListProps {
  list: string
  label: string
  /** Shown for a list without rows. */
  empty: ReactNode
  open?: OpenRecord | undefined
  /** The list is loaded again every so many seconds; without it, only on demand. */
  againSeconds?: number | undefined
  /** Shows only these rows. `others` says that there are more. */
  only?: ((row: WorkRow) => boolean) | undefined
  others?: ((count: number) => ReactNode) | undefined
  say?: ((row: WorkRow) => RowWords) | undefined
  wide?: boolean | undefined
}

/** One list of the person, page by page, and again when the open record changed. */
export function RecordList({ list, label, empty, open, againSeconds, only, others, say, wide }: RecordListProps) {
  const { look, rows, more, moreBusy } = useWorklist(list)
  usePoll(look.retry, againSeconds)
  useAgainWhenChanged(look.retry, open)
  const shown = only ? rows.filter(only) : rows
  return (
    <LookView look={look} empty={empty}>
      {() => (
        <>
          {shown.length === 0 && empty}
          {rows.length > shown.length && others?.(rows.length - shown.length)}
          <WorkList
            rows={shown}
            label={label}
            current={open?.id}
            onMore={more}
            moreBusy={moreBusy}
            {...(wide && { wide })}
            {...(say && { say })}
          />
        </>
      )}
    </LookView>
  )
}

function useAgainWhenChanged(again: () => void, open: OpenRecord | undefined): void {
  const version = open?.version
  const last = useRef(version)
  useEffect(() => {
    if (last.current !== undefined && last.current !== version) again()
    last.current = version
  }, [again, version])
}
