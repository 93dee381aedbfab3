import type { ReactNode } from 'react'
import type { Look } from '../data/use-look.ts'
import { usePoll } from '../data/use-poll.ts'
import { LookView } from '../feedback/look-view.tsx'
import { ListRecordPanel } from '../layout/list-record-panel.tsx'
import { Page } from '../layout/page.tsx'
import type { OpenRecord } from './record-list.tsx'

interface RecordScreenProps<View> {
  /** The record of the address; undefined if only the list is shown. */
  id: string | undefined
  look: Look<View>
  /** The record is loaded again every so many seconds; without it, only on demand. */
  againSeconds?: number | undefined
  listLabel: string
  listHref?: string | undefined
  /** The list beside the record, with the record that is open. */
  list?: ((open: OpenRecord) => ReactNode) | undefined
  /** Title of the page until the record is there. */
  title: string
  record: (view: View) => ReactNode
  panel: (view: View) => ReactNode
  panelLabel: string
}

/** The screen of one kind of record: list, record and panel. Data of another record is never shown. */
export function RecordScreen<View extends { id: string; version?: number }>(props: RecordScreenProps<View>) {
  const { id, look, list, record, panel } = props
  usePoll(look.retry, props.againSeconds)
  const view = look.data?.id === id ? look.data : undefined
  return (
    <ListRecordPanel
      listLabel={props.listLabel}
      {...(props.listHref && { listHref: props.listHref })}
      list={list?.({ id, version: view?.version })}
      record={
        id &&
        (view ? (
          <LookView key={id} look={look}>
            {() => record(view)}
          </LookView>
        ) : (
          <Page title={props.title}>
            <LookView look={look}>{() => null}</LookView>
          </Page>
        ))
      }
      panel={view && panel(view)}
      panelLabel={props.panelLabel}
    />
  )
}
