import { useEffect, useRef, useState } from 'react'
import { BeforeYouMeet, Cluster, DefinitionList, DutyClock, Link, Notice, Page, Said, Section, Tag, useText } from '#ui'
import { usePerform } from '#ui/data'
import { KeptFromNotice } from '../../kept-from/web/index.tsx'
import { MissingNotice, SayMissing } from '../../missing/web/index.tsx'
import type { ReferralView } from '../view.ts'
import { ConsentPart } from './consent-part.tsx'
import { useNewMessages } from './new-messages.ts'
import { ReferralActions } from './referral-actions.tsx'
import { OwedAnswers } from './owed-answers.tsx'
import { Thread } from './thread.tsx'
import { receiveReferral, sayMissingFromReferral } from './routes.ts'
import { WhatIsShared } from './what-is-shared.tsx'

interface RecordProps {
  referral: ReferralView
  reload: () => void
}

/** One referral: its state, deadlines, requests, shared facts, and actions. */
export function ReferralRecord({ referral, reload }: RecordProps) {
  const t = useText()
  const arriving = useReceipt(referral, reload)
  const newMessages = useNewMessages(referral)
  const name = referral.facts.find(({ item }) => item === 'name')?.text
  return (
    <Page
      title={name ?? t('referral.page.record')}
      lede={
        referral.prepared
          ? t('referral.prepared.says')
          : t(`referral.state.${referral.state}.says`, { side: referral.sides[0] ?? 'other' })
      }
    >
      <Cluster>
        <Tag tone={referral.state === 'declined' || referral.state === 'withdrawn' ? 'plain' : 'accent'}>
          {referral.prepared ? t('referral.prepared.state') : t(`referral.state.${referral.state}`)}
        </Tag>
        {referral.risk === 'immediate' && (
          <Tag tone="danger" icon="danger">
            {t('ui.danger')}
          </Tag>
        )}
        {referral.alongside && <Tag>{t('referral.alongside')}</Tag>}
        <span className="soft small numeric" dir="ltr">
          {referral.reference}
        </span>
      </Cluster>
      <KeptFromNotice kind="referral" id={referral.id} />
      <MissingNotice missing={referral.missing} />
      <SayMissing route={sayMissingFromReferral} id={referral.id} missing={referral.missing} />
      {newMessages.size > 0 && (
        <Notice title={t('referral.thread.arrived', { count: newMessages.size })}>{t('referral.thread.below')}</Notice>
      )}
      {referral.prepared && <ToWrite referral={referral} because={referral.prepared} />}
      <Notices referral={referral} />
      <OwedAnswers referral={referral} reload={reload} />
      {referral.clocks.length > 0 && (
        <Section title={t('referral.clocks')}>
          <DefinitionList
            facts={referral.clocks.map((clock) => ({
              key: clock.id,
              label: clock.label ? t(clock.label) : t(`referral.until.${clock.until}`),
              value: <DutyClock clock={clock} />,
            }))}
          />
        </Section>
      )}
      {referral.state !== 'draft' && !arriving && <ReferralActions referral={referral} reload={reload} />}
      {!referral.prepared && <Written referral={referral} reload={reload} />}
      {referral.state === 'draft' && <ReferralActions referral={referral} reload={reload} />}
      {referral.state !== 'draft' && <Thread referral={referral} isNew={(id) => newMessages.has(id)} reload={reload} />}
    </Page>
  )
}

/** What a person wrote: the requests, the facts to share, and the word of the child. */
function Written({ referral, reload }: RecordProps) {
  const t = useText()
  return (
    <>
      <WhyProtection referral={referral} />
      <Section title={t('referral.asked')}>
        <ul>
          {referral.requests.map((request) => (
            <li key={request}>{t(`referral.request.${request}`)}</li>
          ))}
        </ul>
        {referral.note && <Said>{referral.note}</Said>}
      </Section>
      <WhatIsShared referral={referral} reload={reload} />
      <ConsentPart referral={referral} reload={reload} />
    </>
  )
}

/** What may be happening to the child, and what was decided, for those who may know it. It is not a finding. */
function WhyProtection({ referral: { concerns, decided } }: { referral: ReferralView }) {
  const t = useText()
  if (concerns.length === 0 && !decided) return null
  return (
    <Section title={t('referral.why-protection')}>
      {concerns.length > 0 && (
        <ul>
          {concerns.map((kind) => (
            <li key={kind}>{t(`standards.form.${kind}`)}</li>
          ))}
        </ul>
      )}
      {decided && <p>{t(`referral.prepared.${decided}`)}</p>}
    </Section>
  )
}

/** Why the node opened it, and the way to write it. Nothing else can be done with it first, but to withdraw it. */
function ToWrite({ referral, because }: { referral: ReferralView; because: NonNullable<ReferralView['prepared']> }) {
  const t = useText()
  const about = new URLSearchParams({
    ...(referral.concernId && { concern: referral.concernId }),
    ...(referral.childId && { child: referral.childId }),
  })
  return (
    <Notice kind="due-soon" title={t('referral.prepared.title')}>
      <p>{t(`referral.prepared.${because}`)}</p>
      <Cluster>
        <Link kind="primary" href={`/referrals/new?${about.toString()}`}>
          {t('referral.prepared.write')}
        </Link>
      </Cluster>
    </Notice>
  )
}

function Notices({ referral }: { referral: ReferralView }) {
  const t = useText()
  // Why people have the referral before them, until it has gone a step further.
  const lastStep = Object.entries(referral.times)
    .sort(([, a], [, b]) => a.localeCompare(b))
    .at(-1)?.[0]
  return (
    <>
      {lastStep === 'handedOverAt' && <Notice title={t('referral.way.handedOverAt')} />}
      <BeforeYouMeet facts={referral.meeting} />
      {referral.caregiver === 'under-concern' && (
        <Notice kind="due-soon" title={t('referral.shared.caregiver')}>
          {t('referral.caregiver-told.under-concern')}
        </Notice>
      )}
      {referral.parked && (
        <Notice kind="due-soon" title={t('referral.parked.title')}>
          {t(`referral.parked.${referral.parked}`)}
        </Notice>
      )}
      {referral.keptBy && (
        <Notice kind="due-soon" title={t('referral.kept.title', { name: t(referral.keptBy) })}>
          {t('referral.kept.text')}
        </Notice>
      )}
      {referral.escalatedTo !== 'nobody' && (
        <Notice kind="due-soon" title={t(`referral.escalated.${referral.escalatedTo}`)}>
          {t('referral.escalated.says')}
        </Notice>
      )}
      {referral.declineReason && (
        <Notice title={t('referral.declined.title')}>
          <p>{t(`referral.decline.${referral.declineReason}`)}</p>
          {referral.outcomeNote && <Said>{referral.outcomeNote}</Said>}
        </Notice>
      )}
      {referral.withdrawReason && (
        <Notice title={t('referral.withdrawn.title')}>
          <p>{t(`referral.withdraw.${referral.withdrawReason}`)}</p>
          {referral.outcomeNote && <Said>{referral.outcomeNote}</Said>}
        </Notice>
      )}
      {referral.outcome && (
        <Notice kind="ok" title={t('referral.outcome.title')}>
          <p>{t(`referral.outcome.${referral.outcome}`)}</p>
          {referral.outcomeNote && <Said>{referral.outcomeNote}</Said>}
        </Notice>
      )}
    </>
  )
}

/**
 * Opening a referral at the authority's desk shows the sender that it has arrived, but meets no deadline. True while
 * this command runs: another step would be refused, because it has an older version.
 */
function useReceipt(referral: ReferralView, reload: () => void): boolean {
  const { perform } = usePerform(receiveReferral, { id: referral.id })
  const [failed, setFailed] = useState(false)
  const told = useRef(false)
  const due = referral.moves.includes('receive')
  useEffect(() => {
    if (!due || told.current) return
    told.current = true
    void perform({}).then((answer) => (answer === undefined ? setFailed(true) : reload()))
  }, [due, perform, reload])
  return due && !failed
}
