import { useState } from 'react'
import {
  BeforeYouMeet,
  Button,
  Cluster,
  DefinitionList,
  Notice,
  Page,
  Said,
  Section,
  Stack,
  Tag,
  sayAge,
  useFormat,
  useText,
} from '#ui'
import { usePlaceName } from '#ui/data'
import type { CaseView } from '../view.ts'
import { AssignPart } from './assign-part.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { Plan } from './plan.tsx'

/** One case: its people, the plan with deadlines, the shared facts, and closing. */
export function CaseRecord({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  const [closing, setClosing] = useState(false)
  // The first task of the plan is a visit. The person who goes must read this before.
  const caregiver = careCase.facts.find(({ item }) => item === 'caregiver')?.code
  // Why people have the case before them, until someone has taken it on.
  const lastHands = careCase.timeline.findLast(({ kind }) => kind === 'assigned' || kind === 'handed-over')?.kind
  const openTasks = careCase.tasks.filter(({ result }) => result === undefined).length
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
      {careCase.escalatedTo !== 'nobody' && careCase.state === 'open' && (
        <Notice kind="due-soon" title={t(`case-management.escalated.${careCase.escalatedTo}`)} />
      )}
      {careCase.closeReason && (
        <Notice kind="ok" title={t(`case-management.close.${careCase.closeReason}`)}>
          {careCase.closeNote && <Said>{careCase.closeNote}</Said>}
        </Notice>
      )}
      <AssignPart careCase={careCase} reload={reload} />
      <Plan careCase={careCase} reload={reload} />
      <Section title={t('case-management.told')}>
        {careCase.facts.length === 0 ? (
          <p className="soft">{t('case-management.told.nothing')}</p>
        ) : (
          <Told facts={careCase.facts} />
        )}
      </Section>
      {careCase.may.close && (
        <Section title={t('case-management.end')}>
          <Stack gap={1}>
            <div>
              <Button disabled={openTasks > 0} onPress={() => setClosing(true)}>
                {t('case-management.end.button')}
              </Button>
            </div>
            <span className="soft small">
              {t(openTasks > 0 ? 'case-management.end.tasks-first' : 'case-management.end.next', { count: openTasks })}
            </span>
          </Stack>
          <CloseDialog careCase={careCase} open={closing} onClose={() => setClosing(false)} reload={reload} />
        </Section>
      )}
    </Page>
  )
}

function Told({ facts }: { facts: CaseView['facts'] }) {
  const t = useText()
  const format = useFormat()
  const placeName = usePlaceName()
  const say = (fact: CaseView['facts'][number]) => {
    if (fact.code) return t(fact.code)
    if (fact.at) return format.dateTime(fact.at)
    if (fact.age) return sayAge(fact.age, t)
    if (fact.item === 'words' || fact.item === 'note') return <Said>{fact.text ?? ''}</Said>
    if (fact.item === 'place-code') return placeName(fact.text ?? '')
    if (fact.item === 'language' || fact.item === 'interpreter') return format.languageName(fact.text ?? '')
    return <bdi>{fact.text}</bdi>
  }
  return (
    <DefinitionList
      facts={facts.map((fact, index) => ({
        key: `${fact.item}${index}`,
        label: t(`case-management.fact.${fact.item}`),
        value: say(fact),
      }))}
    />
  )
}
