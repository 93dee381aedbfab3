import { Suspense } from 'react'
import { DefinitionList, Link, Section, Stack, Timeline, useText } from '#ui'
import type { TimelineEntry } from '#ui'
import { KeptFromLine } from '../../kept-from/web/index.tsx'
import type { ReferralView } from '../view.ts'

const way = ['eventAt', 'draftedAt', 'sentAt', 'receivedAt', 'acknowledgedAt', 'acceptedAt', 'endedAt'] as const

/** Sender, authority, their contacts, and the past steps. */
export function ReferralPanel({ referral }: { referral: ReferralView }) {
  const t = useText()
  const { authority, sender } = referral
  return (
    <Stack gap={5}>
      <Section title={t('referral.parties')}>
        <DefinitionList
          narrow
          facts={[
            { key: 'to', label: t('referral.to'), value: authority ? t(authority.name) : t('referral.to.nobody') },
            ...(authority?.contact.phone
              ? [
                  {
                    key: 'phone',
                    label: t('referral.phone'),
                    value: (
                      <a href={`tel:${authority.contact.phone}`} dir="ltr">
                        {authority.contact.phone}
                      </a>
                    ),
                  },
                ]
              : []),
            { key: 'from', label: t('referral.from'), value: sender.name ? t(sender.name) : t('referral.from.node') },
            ...(sender.person
              ? [
                  {
                    key: 'person',
                    label: t(referral.prepared ? 'referral.from.decided' : 'referral.from.person'),
                    value: <bdi>{sender.person}</bdi>,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title={t('referral.way')}>
        <Timeline label={t('referral.way')} entries={entriesOf(referral, t)} />
      </Section>
      {(referral.concernId ?? referral.childId ?? referral.previousId ?? referral.leadId) && (
        <Section title={t('referral.belongs-to')}>
          <Stack gap={2}>
            {referral.concernId && <Link href={`/concerns/${referral.concernId}`}>{t('referral.to-concern')}</Link>}
            {referral.childId && <Link href={`/children/${referral.childId}`}>{t('referral.to-child')}</Link>}
            {referral.leadId && <Link href={`/referrals/${referral.leadId}`}>{t('referral.to-lead')}</Link>}
            {referral.previousId && <Link href={`/referrals/${referral.previousId}`}>{t('referral.to-previous')}</Link>}
          </Stack>
        </Section>
      )}
      <Suspense>
        <KeptFromLine kind="referral" id={referral.id} />
      </Suspense>
    </Stack>
  )
}

function entriesOf(referral: ReferralView, t: ReturnType<typeof useText>): TimelineEntry[] {
  const ended = ['declined', 'withdrawn', 'completed'].includes(referral.state)
  const titleOf = (step: (typeof way)[number] | 'handedOverAt'): string => {
    if (step === 'endedAt') return `referral.state.${referral.state}`
    // Nobody has written what the node opened.
    return step === 'draftedAt' && referral.prepared ? 'referral.way.prepared' : `referral.way.${step}`
  }
  // A referral can be handed over at any step.
  const done = [...way, 'handedOverAt' as const]
    .filter((step) => referral.times[step] !== undefined)
    .sort((a, b) => referral.times[a]!.localeCompare(referral.times[b]!))
  const coming = ended ? [] : way.filter((step) => referral.times[step] === undefined && step !== 'endedAt')
  return [
    ...done.map(
      (step): TimelineEntry => ({
        id: step,
        title: t(titleOf(step)),
        at: referral.times[step],
        state: 'done',
      }),
    ),
    ...coming.map(
      (step, index): TimelineEntry => ({
        id: step,
        title: t(`referral.way.${step}`),
        state: index === 0 ? 'now' : 'waiting',
      }),
    ),
  ]
}
