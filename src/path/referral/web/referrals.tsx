import { useEffect, useRef, useState } from 'react'
import { Empty, ListRecordPanel, LookView, Notice, Page, Tabs, useText, WorkList } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePoll, useSession, useWorklist } from '#ui/data'
import { ReferralPanel } from './referral-panel.tsx'
import { ReferralRecord } from './referral-record.tsx'
import { viewReferral } from './routes.ts'

const AGAIN_SECONDS = 30

/** The lists of received referrals, sent ones and those that need a decision, with the open referral beside them. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id']
  const look = useLook(viewReferral, id ? { id } : undefined)
  usePoll(look.retry, AGAIN_SECONDS)
  const referral = look.data?.id === id ? look.data : undefined
  return (
    <ListRecordPanel
      listLabel={t('referral.page.list')}
      listHref="/referrals"
      list={<Lists current={id} version={referral?.version} />}
      record={
        id &&
        (referral ? (
          <ReferralRecord key={referral.id} referral={referral} reload={look.retry} />
        ) : (
          <Page title={t('referral.page.record')}>
            <LookView look={look}>{() => null}</LookView>
          </Page>
        ))
      }
      panel={referral && <ReferralPanel referral={referral} />}
      panelLabel={t('referral.panel')}
    />
  )
}

interface ListProps {
  current: string | undefined
  /** Version of the open record. When it changes, the list loads again. */
  version: number | undefined
}

/** The person's lists: an authority's inbox, then missed deadlines, then sent referrals. */
function Lists({ current, version }: ListProps) {
  const t = useText()
  const { has } = useSession()
  const lists = [
    ...(has('authority') || has('supervisor') ? ['inbox'] : []),
    ...(has('coordinator') ? ['parked'] : []),
    ...(has('supervisor') || has('coordinator') ? ['escalations'] : []),
    ...(has('worker') || has('triage') || has('caseworker') || has('supervisor') || has('authority') ? ['sent'] : []),
  ]
  const [chosen, setChosen] = useState(lists[0] ?? 'sent')
  if (lists.length === 1) return <OneList list={chosen} current={current} version={version} />
  return (
    <Tabs
      label={t('referral.lists')}
      selected={chosen}
      onSelect={setChosen}
      items={lists.map((list) => ({
        key: list,
        label: t(`referral.list.${list}`),
        content: <OneList list={list} current={current} version={version} />,
      }))}
    />
  )
}

function OneList({ list, current, version }: ListProps & { list: string }) {
  const t = useText()
  const { look, rows, more, moreBusy } = useWorklist(list)
  usePoll(look.retry, AGAIN_SECONDS)
  useAgainWhenChanged(look.retry, version)
  const mine = rows.filter(({ recordKind }) => recordKind === 'referral')
  const nothing = <Empty title={t(`referral.list.${list}.empty`)}>{t(`referral.list.${list}.empty.next`)}</Empty>
  return (
    <LookView look={look} empty={nothing}>
      {() => (
        <>
          {mine.length === 0 && nothing}
          {rows.length > mine.length && (
            <Notice>{t('referral.list.others', { count: rows.length - mine.length })}</Notice>
          )}
          <WorkList
            rows={mine}
            label={t(`referral.list.${list}`)}
            current={current}
            onMore={more}
            moreBusy={moreBusy}
            say={(row) => ({
              title: row.title ?? t('referral.row.referral.title'),
              summary: t('referral.row.referral.summary', row.summary ?? {}),
            })}
          />
        </>
      )}
    </LookView>
  )
}

function useAgainWhenChanged(again: () => void, version: number | undefined): void {
  const last = useRef(version)
  useEffect(() => {
    if (last.current !== undefined && last.current !== version) again()
    last.current = version
  }, [again, version])
}
