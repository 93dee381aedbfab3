import { useEffect, useRef, useState } from 'react'
import { Empty, ListRecordPanel, LookView, Page, Tabs, useText, WorkList } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePoll, useWorklist } from '#ui/data'
import { CasePanel } from './case-panel.tsx'
import { CaseRecord } from './case-record.tsx'
import { viewCase } from './routes.ts'

const AGAIN_SECONDS = 45

/** The person's cases and tasks by deadline, with the open case beside them. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id']
  const look = useLook(viewCase, id ? { id } : undefined)
  usePoll(look.retry, AGAIN_SECONDS)
  const view = look.data?.id === id ? look.data : undefined
  return (
    <ListRecordPanel
      listLabel={t('case-management.page.list')}
      listHref="/cases"
      list={<Lists current={id} version={view?.version} />}
      record={
        id &&
        (view ? (
          <CaseRecord key={view.id} careCase={view} reload={look.retry} />
        ) : (
          <Page title={t('case-management.page.record')}>
            <LookView look={look}>{() => null}</LookView>
          </Page>
        ))
      }
      panel={view && <CasePanel careCase={view} />}
      panelLabel={t('case-management.panel')}
    />
  )
}

interface ListProps {
  current: string | undefined
  /** Version of the open record. When it changes, the list loads again. */
  version: number | undefined
}

function Lists({ current, version }: ListProps) {
  const t = useText()
  const [chosen, setChosen] = useState('cases')
  return (
    <Tabs
      label={t('case-management.lists')}
      selected={chosen}
      onSelect={setChosen}
      items={['cases', 'tasks'].map((list) => ({
        key: list,
        label: t(`case-management.list.${list}`),
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
  return (
    <LookView
      look={look}
      empty={
        <Empty title={t(`case-management.list.${list}.empty`)}>{t(`case-management.list.${list}.empty.next`)}</Empty>
      }
    >
      {() => (
        <WorkList
          rows={rows}
          label={t(`case-management.list.${list}`)}
          current={current}
          onMore={more}
          moreBusy={moreBusy}
          say={(row) => ({
            title: row.title ?? t('case-management.row.case.title'),
            summary: t('case-management.row.case.summary', row.summary ?? {}),
          })}
        />
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
