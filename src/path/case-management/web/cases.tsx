import { useState } from 'react'
import { Empty, RecordList, RecordScreen, Tabs, useText } from '#ui'
import type { OpenRecord, ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import { CasePanel } from './case-panel.tsx'
import { CaseRecord } from './case-record.tsx'
import { viewCase } from './routes.ts'

const AGAIN_SECONDS = 45

/** The person's cases and tasks by deadline, with the open case beside them. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const id = params['id']
  const look = useLook(viewCase, id ? { id } : undefined)
  return (
    <RecordScreen
      id={id}
      look={look}
      againSeconds={AGAIN_SECONDS}
      listLabel={t('case-management.page.list')}
      listHref="/cases"
      list={(open) => <Lists open={open} />}
      title={t('case-management.page.record')}
      record={(view) => <CaseRecord careCase={view} reload={look.retry} />}
      panel={(view) => <CasePanel careCase={view} />}
      panelLabel={t('case-management.panel')}
    />
  )
}

function Lists({ open }: { open: OpenRecord }) {
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
      label={t(`case-management.list.${list}`)}
      empty={
        <Empty title={t(`case-management.list.${list}.empty`)}>{t(`case-management.list.${list}.empty.next`)}</Empty>
      }
      open={open}
      againSeconds={AGAIN_SECONDS}
      say={(row) => ({
        title: row.title ?? t('case-management.row.case.title'),
        summary: t('case-management.row.case.summary', row.summary ?? {}),
      })}
    />
  )
}
