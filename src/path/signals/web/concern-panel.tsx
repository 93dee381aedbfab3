import { Link, Stack, Timeline, useAddressOf, useText } from '#ui'
import type { TimelineEntry } from '#ui'
import type { ConcernView } from '../view.ts'

/** Steps with catalogue words. Others are only in the ledger. */
const known = [
  'raised',
  'taken',
  'merged',
  'absorbed',
  'passed-on',
  'closed',
  'child-linked',
  'overdue',
  'ScreeningStarted',
  'OutcomeDecided',
  'ReferralSent',
  'ReferralAcknowledged',
  'ReferralAccepted',
  'ReferralDeclined',
  'ReferralWithdrawn',
  'ReferralCompleted',
  'CaseClosed',
]

/** The past steps of a concern, and the next one. */
export function ConcernPanel({ concern }: { concern: ConcernView }) {
  const t = useText()
  const done: TimelineEntry[] = concern.steps
    .filter(({ kind }) => known.includes(kind))
    .map((step, index) => ({
      id: String(index),
      title: t(`signals.step.${step.kind}`, { channel: concern.channel }),
      at: step.at,
      state: step.kind === 'overdue' ? 'missed' : 'done',
      detail: <StepLink kind={step.kind} detail={step.detail} />,
    }))
  const now: TimelineEntry[] =
    concern.status === 'waiting' || concern.status === 'taken'
      ? [
          {
            id: 'now',
            title: concern.takenByName
              ? t('signals.now.taken-by', { name: concern.takenByName })
              : t(`signals.now.${concern.status}`),
            state: 'now',
          },
        ]
      : []
  return (
    <Stack gap={4}>
      <h2>{t('signals.steps')}</h2>
      <Timeline label={t('signals.steps')} entries={[...done, ...now]} />
    </Stack>
  )
}

function StepLink({ kind, detail }: { kind: string; detail: Record<string, string> }) {
  const t = useText()
  const addressOf = useAddressOf()
  const { id, child, into, from } = detail
  const path =
    kind === 'child-linked' && child
      ? addressOf('child', child)
      : into
        ? addressOf('concern', into)
        : from
          ? addressOf('concern', from)
          : id && kind.startsWith('Referral')
            ? addressOf('referral', id)
            : id && (kind === 'ScreeningStarted' || kind === 'OutcomeDecided')
              ? addressOf('screening', id)
              : undefined
  return path ? <Link href={path}>{t('signals.step.open')}</Link> : null
}
