import { Empty, RecordList, RecordScreen, useText } from '#ui'
import type { OpenRecord, ScreenProps } from '#ui'
import { useLook, useSession } from '#ui/data'
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
  const desk = has('triage') || has('supervisor')
  return (
    <RecordScreen
      id={id}
      look={look}
      againSeconds={againSeconds}
      listLabel={t('signals.page.triage')}
      {...(desk && { listHref: '/triage', list: (open) => <Queue open={open} /> })}
      title={t('signals.page.record')}
      record={(concern) =>
        concern.side === 'desk' ? (
          <ConcernRecord concern={concern} reload={look.retry} />
        ) : (
          <ReporterRecord concern={concern} reload={look.retry} />
        )
      }
      panel={(concern) => <ConcernPanel concern={concern} />}
      panelLabel={t('signals.panel')}
    />
  )
}

function Queue({ open }: { open: OpenRecord }) {
  const t = useText()
  return (
    <RecordList
      list="triage"
      label={t('signals.page.triage')}
      empty={
        <Empty icon="check" title={t('signals.queue.empty')}>
          {t('signals.queue.empty.next')}
        </Empty>
      }
      open={open}
      againSeconds={againSeconds}
    />
  )
}
