import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { useNow } from '../media.ts'
import { clockSpanOf, clockStateOf, shareLeftOf } from './clock-state.ts'
import type { ClockTimes } from './clock-state.ts'

interface ClockProps extends ClockTimes {
  /** The rule behind the deadline, as a Why. */
  why?: ReactNode
  /** False if not all public holidays are known that the date depends on. */
  certain?: boolean | undefined
}

/** Time left or overdue in words, with a ring that empties. One tap shows the rule. */
export function Deadline({ why, certain = true, ...times }: ClockProps) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  const state = clockStateOf(times, now)
  const span = format.duration(clockSpanOf(times, state, now))
  const due = format.dateTime(times.dueAt)
  return (
    <span className="clock-row">
      <time className="clock" data-state={state} dateTime={times.dueAt} title={t('ui.clock.due', { at: due })}>
        {state === 'met' || state === 'met-late' ? (
          <Icon name="check" size={18} />
        ) : state === 'paused' ? (
          <Icon name="pause" size={18} />
        ) : (
          <Ring share={state === 'missed' ? 0 : (shareLeftOf(times, now) ?? 1)} />
        )}
        <span>{t(`ui.clock.${state}`, { span })}</span>
      </time>
      {why}
      {!certain && <span className="soft small">{t('ui.clock.not-certain')}</span>}
    </span>
  )
}

function Ring({ share }: { share: number }) {
  const round = 2 * Math.PI * 7
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeOpacity="0.28" strokeWidth="3" />
      <circle
        cx="9"
        cy="9"
        r="7"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeDasharray={`${round * share} ${round}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  )
}
