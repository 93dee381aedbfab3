import { Suspense } from 'react'
import { Link, Stack, Timeline, useAddressOf, useSayStep, useText } from '#ui'
import type { TimelineEntry } from '#ui'
import { KeptFromLine } from '../../kept-from/web/index.tsx'
import type { ConcernView } from '../view.ts'

/** The past steps of a concern, and the next one. */
export function ConcernPanel({ concern }: { concern: ConcernView }) {
  const t = useText()
  const sayStep = useSayStep()
  // A step that no room has words for is only in the ledger.
  const done = concern.steps.flatMap((step, index): TimelineEntry[] => {
    const own = sayStep('concern', step.kind, { channel: concern.channel })
    const title = own ?? (step.subject ? sayStep(step.subject.kind, step.kind) : undefined)
    if (title === undefined) return []
    const state = step.kind.startsWith('overdue') ? 'missed' : 'done'
    return [{ id: String(index), title, at: step.at, state, detail: <StepLink subject={step.subject} /> }]
  })
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
      <Suspense>
        <KeptFromLine kind="concern" id={concern.id} />
      </Suspense>
    </Stack>
  )
}

function StepLink({ subject }: { subject: ConcernView['steps'][number]['subject'] }) {
  const t = useText()
  const addressOf = useAddressOf()
  const address = subject?.id ? addressOf(subject.kind, subject.id) : undefined
  return address ? <Link href={address}>{t('signals.step.open')}</Link> : null
}
