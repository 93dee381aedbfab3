import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'

export type TimelineState = 'done' | 'now' | 'waiting' | 'missed' | 'danger'

export interface TimelineEntry {
  id: string
  title: ReactNode
  /** When it happened; absent for a future step. */
  at?: string | undefined
  state: TimelineState
  detail?: ReactNode
  clock?: ReactNode
}

const ICONS: Record<TimelineState, IconName | undefined> = {
  done: 'check',
  now: 'forward',
  waiting: undefined,
  missed: 'clock',
  danger: 'danger',
}

/** Past, current and future steps from top to bottom, with their deadlines. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  const t = useText()
  const format = useFormat()
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => {
        const icon = ICONS[entry.state]
        return (
          <li key={entry.id} data-state={entry.state} aria-current={entry.state === 'now' ? 'step' : undefined}>
            <span className="dot">{icon && <Icon name={icon} size={14} />}</span>
            <div className="timeline-body">
              <div className="timeline-head">
                <span className="strong">
                  <span className="unseen">{t(`ui.timeline.${entry.state}`)} </span>
                  {entry.title}
                </span>
                {entry.at && (
                  <time className="soft small" dateTime={entry.at}>
                    {format.dateTime(entry.at)}
                  </time>
                )}
              </div>
              {entry.detail && <div className="soft">{entry.detail}</div>}
              {entry.clock}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
