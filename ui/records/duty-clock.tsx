import type { ReactNode } from 'react'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { Stack } from '../layout/page.tsx'
import { Deadline } from './deadline.tsx'
import { Why, type Source } from './why.tsx'

/** A deadline with its rule, as the server shows it. */
export interface DutyClockView {
  until: string
  startedAt: string
  dueAt: string
  metAt: string | null
  missedAt: string | null
  stoppedAt: string | null
  amount: number | null
  unit: string | null
  skipped: readonly { date: string; why: string }[]
  certain: boolean
  source: Source & { fictional?: true | undefined }
}

interface DutyClockProps {
  clock: DutyClockView
  /** Says when it started and when it is due, in the words of this duty. */
  from?: ReactNode
  /** Without the due date below it, for a list. */
  brief?: boolean
}

/**
 * One deadline with its remaining time. One tap shows the rule, the start, the days that did not count, and the source.
 */
export function DutyClock({ clock, from, brief = false }: DutyClockProps) {
  const t = useText()
  const format = useFormat()
  const why = <WhyThisDeadline clock={clock} from={from} />
  if (clock.stoppedAt && !clock.metAt) {
    return (
      <span className="soft">
        {t(clock.missedAt ? 'ui.clock.stopped-late' : 'ui.clock.stopped')} {why}
      </span>
    )
  }
  const deadline = (
    <Deadline
      dueAt={clock.dueAt}
      startedAt={clock.startedAt}
      metAt={clock.metAt ?? undefined}
      why={why}
      certain={clock.certain}
    />
  )
  if (brief) return deadline
  return (
    <Stack gap={1}>
      {deadline}
      <span className="soft small">{t('ui.clock.due', { at: format.dateTime(clock.dueAt) })}</span>
    </Stack>
  )
}

function WhyThisDeadline({ clock, from }: Pick<DutyClockProps, 'clock' | 'from'>) {
  const t = useText()
  const format = useFormat()
  const agreed = clock.until === 'agreed'
  return (
    <Why title={t('ui.clock.why')} source={agreed ? undefined : clock.source}>
      {agreed && <p>{t('ui.clock.agreed')}</p>}
      {clock.amount !== null && clock.unit !== null && (
        <p>{t('ui.clock.rule', { amount: clock.amount, unit: clock.unit.replace('-', '_') })}</p>
      )}
      <p>{from ?? t('ui.clock.from', { at: format.dateTime(clock.startedAt), due: format.dateTime(clock.dueAt) })}</p>
      {clock.skipped.length > 0 && (
        <div>
          <p>{t('ui.clock.skipped')}</p>
          <ul>
            {clock.skipped.map(({ date, why: reason }) => (
              <li key={date}>{t(`ui.clock.skipped.${reason}`, { date: format.date(date) })}</li>
            ))}
          </ul>
        </div>
      )}
      {!clock.certain && <p>{t('ui.clock.uncertain')}</p>}
      {clock.source.fictional && <p>{t('ui.clock.fictional')}</p>}
    </Why>
  )
}
