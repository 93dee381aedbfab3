import { useState } from 'react'
import { Empty, Notice, RecordList, RecordScreen, Tabs, useText } from '#ui'
import type { OpenRecord, ScreenProps } from '#ui'
import { useLook, useSession } from '#ui/data'
import { ReferralPanel } from './referral-panel.tsx'
import { ReferralRecord } from './referral-record.tsx'
import { viewReferral } from './routes.ts'

const AGAIN_SECONDS = 30

/** The lists of received referrals, sent ones and those that need a decision, with the open referral beside them. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id']
  const look = useLook(viewReferral, id ? { id } : undefined)
  return (
    <RecordScreen
      id={id}
      look={look}
      againSeconds={AGAIN_SECONDS}
      listLabel={t('referral.page.list')}
      listHref="/referrals"
      list={(open) => <Lists open={open} />}
      title={t('referral.page.record')}
      record={(referral) => <ReferralRecord referral={referral} reload={look.retry} />}
      panel={(referral) => <ReferralPanel referral={referral} />}
      panelLabel={t('referral.panel')}
    />
  )
}

/** The person's lists: an authority's inbox, then missed deadlines, then sent referrals. */
function Lists({ open }: { open: OpenRecord }) {
  const t = useText()
  const { has } = useSession()
  const lists = [
    ...(has('authority') || has('supervisor') ? ['inbox'] : []),
    ...(has('coordinator') ? ['parked'] : []),
    ...(has('supervisor') || has('coordinator') ? ['escalations'] : []),
    ...(has('worker') || has('triage') || has('caseworker') || has('supervisor') || has('authority')
      ? ['sent', 'to-write']
      : []),
  ]
  const [chosen, setChosen] = useState(lists[0] ?? 'sent')
  if (lists.length === 1) return <OneList list={chosen} open={open} />
  return (
    <Tabs
      label={t('referral.lists')}
      selected={chosen}
      onSelect={setChosen}
      items={lists.map((list) => ({
        key: list,
        label: t(`referral.list.${list}`),
        content: <OneList list={list} open={open} />,
      }))}
    />
  )
}

function OneList({ list, open }: { list: string; open: OpenRecord }) {
  const t = useText()
  return (
    <RecordList
      list={list}
      label={t(`referral.list.${list}`)}
      empty={<Empty title={t(`referral.list.${list}.empty`)}>{t(`referral.list.${list}.empty.next`)}</Empty>}
      open={open}
      againSeconds={AGAIN_SECONDS}
      only={({ recordKind }) => recordKind === 'referral'}
      others={(count) => <Notice>{t('referral.list.others', { count })}</Notice>}
      say={(row) => ({
        title: row.title ?? t('referral.row.referral.title'),
        summary: t('referral.row.referral.summary', row.summary ?? {}),
      })}
    />
  )
}
