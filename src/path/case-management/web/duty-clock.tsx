import { Deadline, Stack, useFormat, useText, Why } from '#ui'
import type { CaseView } from '../view.ts'

/** A deadline of the case with its rule, or with the note that people agreed on it. */
export function DutyClock({ clock }: { clock: NonNullable<CaseView['assignClock']> }) {
  const t = useText()
  const format = useFormat()
  const why = (
    <Why title={t('case-management.clock.why')} source={clock.label ? clock.source : undefined}>
      {clock.amount !== null && clock.unit !== null ? (
        <p>{t('case-management.clock.rule', { amount: clock.amount, unit: clock.unit.replace('-', '_') })}</p>
      ) : (
        <p>{t('case-management.clock.agreed')}</p>
      )}
      <p>
        {t('case-management.clock.from', { at: format.dateTime(clock.startedAt), due: format.dateTime(clock.dueAt) })}
      </p>
      {clock.skipped.length > 0 && (
        <p>
          {t('case-management.clock.skipped', {
            days: format.list(clock.skipped.map(({ date }) => format.date(date))),
          })}
        </p>
      )}
      {clock.source.fictional && <p>{t('case-management.clock.fictional')}</p>}
    </Why>
  )
  if (clock.stoppedAt && !clock.metAt)
    return (
      <span className="soft">
        {t(clock.missedAt ? 'case-management.clock.stopped-late' : 'case-management.clock.stopped')} {why}
      </span>
    )
  return (
    <Stack gap={1}>
      <Deadline dueAt={clock.dueAt} startedAt={clock.startedAt} metAt={clock.metAt ?? undefined} why={why} />
      <span className="soft small">{t('case-management.clock.due', { at: format.dateTime(clock.dueAt) })}</span>
    </Stack>
  )
}
