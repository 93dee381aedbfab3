import { useEffect } from 'react'
import { Empty, ListRecordPanel, LookView, useText, WorkList } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePoll, useSession, useWorklist } from '#ui/data'
import { ConcernPanel } from './concern-panel.tsx'
import { ConcernRecord } from './concern-record.tsx'
import { ReporterRecord } from './reporter-record.tsx'
import { viewConcern } from './routes.ts'

const againSeconds = 15

/**
 * The desk's list by danger and deadline, with the open concern beside it. The person who raised it sees only the
 * concern.
 */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const { has } = useSession()
  const id = params['id']
  const look = useLook(viewConcern, id ? { id } : undefined)
  usePoll(look.retry, againSeconds)
  const desk = has('triage') || has('supervisor')
  const concern = look.data?.id === id ? look.data : undefined
  return (
    <ListRecordPanel
      listLabel={t('signals.page.triage')}
      {...(desk && { listHref: '/triage', list: <Queue current={id} changed={concern?.version} /> })}
      record={
        id && (
          <LookView look={look}>
            {(view) =>
              view.side === 'desk' ? (
                <ConcernRecord key={view.id} concern={view} reload={look.retry} />
              ) : (
                <ReporterRecord key={view.id} concern={view} reload={look.retry} />
              )
            }
          </LookView>
        )
      }
      panel={concern && <ConcernPanel concern={concern} />}
      panelLabel={t('signals.panel')}
    />
  )
}

/** `changed` is the version of the open concern, so that the list shows a change at once. */
function Queue({ current, changed }: { current: string | undefined; changed: number | undefined }) {
  const t = useText()
  const { look, rows, more, moreBusy } = useWorklist('triage')
  const { retry } = look
  usePoll(retry, againSeconds)
  useEffect(() => {
    if (changed !== undefined) retry()
  }, [changed, retry])
  return (
    <LookView
      look={look}
      empty={
        <Empty icon="check" title={t('signals.queue.empty')}>
          {t('signals.queue.empty.next')}
        </Empty>
      }
    >
      {() => (
        <WorkList rows={rows} label={t('signals.page.triage')} current={current} onMore={more} moreBusy={moreBusy} />
      )}
    </LookView>
  )
}
