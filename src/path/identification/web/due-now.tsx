import { DutyClock, type DutyClockView, Stack, useText } from '#ui'

interface Due {
  kind: string
  side: string
  clock: DutyClockView | null
}

interface DueNowProps {
  due: readonly Due[]
  /** `unknown`: the reader may not see the case, which may have a guardian. */
  guardian?: 'named' | 'none' | 'unknown'
}

/** After a contact with police or courts: what is due, by when, and who has it. */
export function DueNow({ due, guardian = 'unknown' }: DueNowProps) {
  const t = useText()
  const holder = (side: string) => (side === 'guardian' ? `guardian-${guardian}` : side)
  return (
    <Stack gap={4}>
      <ul className="plain stack">
        {due.map(({ kind, side, clock }) => (
          <li key={`${kind}${side}`}>
            <Stack gap={1}>
              <span className="strong">{t(`identification.justice.due.${kind}-${side}`)}</span>
              <span>{t(`identification.justice.due.with.${holder(side)}`)}</span>
              {clock ? (
                <DutyClock clock={clock} />
              ) : (
                <span className="soft">{t('identification.justice.due.no-date')}</span>
              )}
            </Stack>
          </li>
        ))}
      </ul>
      <p>{t('identification.justice.due.order')}</p>
    </Stack>
  )
}
