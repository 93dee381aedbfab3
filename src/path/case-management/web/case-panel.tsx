import { Suspense } from 'react'
import { Link, Section, Stack, Timeline, useText } from '#ui'
import type { TimelineEntry } from '#ui'
import { KeptFromLine } from '../../kept-from/web/index.tsx'
import type { CaseView } from '../view.ts'

/** The timeline of this case, and its related records. */
export function CasePanel({ careCase }: { careCase: CaseView }) {
  const t = useText()
  return (
    <Stack gap={5}>
      <Section title={t('case-management.timeline')}>
        <Timeline
          label={t('case-management.timeline')}
          entries={careCase.timeline.map((step, index) => entryOf(step, index, t))}
        />
      </Section>
      {(careCase.childId !== null || careCase.concernId !== null || careCase.referralIds.length > 0) && (
        <Section title={t('case-management.belongs-to')}>
          <Stack gap={2}>
            {careCase.childId && <Link href={`/children/${careCase.childId}`}>{t('case-management.to-child')}</Link>}
            {careCase.concernId && (
              <Link href={`/concerns/${careCase.concernId}`}>{t('case-management.to-concern')}</Link>
            )}
            {careCase.referralIds.map((id) => (
              <Link key={id} href={`/referrals/${id}`}>
                {t('case-management.to-referral')}
              </Link>
            ))}
          </Stack>
        </Section>
      )}
      <Suspense>
        <KeptFromLine kind="case" id={careCase.id} />
      </Suspense>
    </Stack>
  )
}

function entryOf(step: CaseView['timeline'][number], index: number, t: ReturnType<typeof useText>): TimelineEntry {
  const { worker, task, result, reason, to, origin, contact } = step.detail
  const words = [
    ...(worker ? [worker] : []),
    ...(contact ? [t(`identification.justice.kind.${contact}`)] : []),
    ...(task ? [t(`case-management.task.${task}`)] : []),
    ...(result ? [t(`case-management.result.${result}`)] : []),
    ...(reason ? [t(`case-management.close.${reason}`)] : []),
    ...(to ? [t(`case-management.told-to.${to}`)] : []),
    ...(origin ? [t(`case-management.origin.${origin}`)] : []),
  ]
  return {
    id: `${step.kind}${index}`,
    title: t(`case-management.step.${step.kind}`),
    at: step.at,
    state: step.kind === 'escalated' ? 'missed' : 'done',
    detail: (
      <>
        {words.join(' · ')}
        {step.person && (
          <>
            {words.length > 0 && ' · '}
            <bdi>{step.person}</bdi>
          </>
        )}
      </>
    ),
  }
}
