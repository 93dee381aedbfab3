import { Deadline, Stack, useFormat, useText, Why } from '#ui'
import type { ClockView } from '../view.ts'

/**
 * One deadline with its remaining time. One tap shows the rule, the start, the days that did not count, and the source.
 */
export function DutyClock({ clock }: { clock: ClockView }) {
  const t = useText()
  const format = useFormat()
  const why = (
    <Why title={t('referral.clock.why')} source={clock.source}>
      {clock.amount !== null && clock.unit !== null && (
        <p>{t('referral.clock.rule', { amount: clock.amount, unit: clock.unit.replace('-', '_') })}</p>
      )}
      <p>{t('referral.clock.from', { at: format.dateTime(clock.startedAt), due: format.dateTime(clock.dueAt) })}</p>
      {clock.skipped.length > 0 && (
        <div>
          <p>{t('referral.clock.skipped')}</p>
          <ul>
            {clock.skipped.map(({ date, why: reason }) => (
              <li key={date}>{t(`referral.clock.skipped.${reason}`, { date: format.date(date) })}</li>
            ))}
          </ul>
        </div>
      )}
      {!clock.certain && <p>{t('referral.clock.uncertain')}</p>}
      {clock.source.fictional && <p>{t('referral.clock.fictional')}</p>}
    </Why>
  )
  if (clock.stoppedAt && !clock.metAt) {
    return (
      <span className="soft">
        {t(clock.missedAt ? 'referral.clock.stopped-late' : 'referral.clock.stopped')} {why}
      </span>
    )
  }
  return (
    <Stack gap={1}>
      <Deadline dueAt={clock.dueAt} startedAt={clock.startedAt} metAt={clock.metAt ?? undefined} why={why} />
      <span className="soft small">{t('referral.clock.due', { at: format.dateTime(clock.dueAt) })}</span>
    </Stack>
  )
}
