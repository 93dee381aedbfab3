import { BeforeYouMeet, Cluster, Notice, Page, Said, Tag, useText } from '#ui'
import { KeptFromNotice } from '../../kept-from/web/index.tsx'
import { MissingNotice, SayMissing } from '../../missing/web/index.tsx'
import type { CaseView } from '../view.ts'
import { AssignPart } from './assign-part.tsx'
import { ClosingPart } from './closing-part.tsx'
import { ContactsPart } from './contacts-part.tsx'
import { Plan } from './plan.tsx'
import { sayMissingFromCase } from './routes.ts'
import { ToldPart } from './told.tsx'

/** One case: its people, the plan with deadlines, the shared facts, and closing. */
export function CaseRecord({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  // The first task of the plan is a visit. The person who goes must read this before.
  const caregiver = careCase.facts.find(({ item }) => item === 'caregiver')?.code
  // Why people have the case before them, until someone has taken it on.
  const lastHands = careCase.timeline.findLast(({ kind }) => kind === 'assigned' || kind === 'handed-over')?.kind
  return (
    <Page
      title={careCase.name ?? t('case-management.no-name')}
      lede={t(`case-management.state.${careCase.state}.says`, { assigned: careCase.worker ? 'yes' : 'no' })}
    >
      <Cluster>
        <Tag tone={careCase.state === 'open' ? 'accent' : 'plain'}>{t(`case-management.state.${careCase.state}`)}</Tag>
        {careCase.risk === 'immediate' && (
          <Tag tone="danger" icon="danger">
            {t('ui.danger')}
          </Tag>
        )}
        <span className="soft small numeric" dir="ltr">
          {careCase.reference}
        </span>
      </Cluster>
      <KeptFromNotice kind="case" id={careCase.id} />
      <MissingNotice missing={careCase.missing} />
      {careCase.state === 'open' && (
        <SayMissing route={sayMissingFromCase} id={careCase.id} missing={careCase.missing} />
      )}
      {careCase.state === 'open' && lastHands === 'handed-over' && (
        <Notice title={t('case-management.step.handed-over')} />
      )}
      {careCase.origin === 'justice-contact' && (
        <Notice kind="due-soon" title={t('case-management.origin.justice-contact')}>
          {t('case-management.origin.justice-contact.says')}
        </Notice>
      )}
      <BeforeYouMeet facts={careCase.meeting} />
      {caregiver === 'referral.caregiver-told.under-concern' && (
        <Notice kind="due-soon" title={t('case-management.fact.caregiver')}>
          {t(caregiver)}
        </Notice>
      )}
      <Standing careCase={careCase} />
      <ContactsPart careCase={careCase} reload={reload} />
      <AssignPart careCase={careCase} reload={reload} />
      <Plan careCase={careCase} reload={reload} />
      <ToldPart careCase={careCase} />
      <ClosingPart careCase={careCase} reload={reload} />
    </Page>
  )
}

/** Whether a deadline was missed, or how the case ended. */
function Standing({ careCase: { state, escalatedTo, closeReason, closeNote } }: { careCase: CaseView }) {
  const t = useText()
  return (
    <>
      {escalatedTo !== 'nobody' && state === 'open' && (
        <Notice kind="due-soon" title={t(`case-management.escalated.${escalatedTo}`)} />
      )}
      {closeReason && (
        <Notice kind="ok" title={t(`case-management.close.${closeReason}`)}>
          {closeNote && <Said>{closeNote}</Said>}
        </Notice>
      )}
    </>
  )
}
