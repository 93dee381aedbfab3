import type { ReactNode } from 'react'
import { Link } from '../controls/link.tsx'
import { Icon } from '../icon.tsx'
import { useText } from '../language/language.tsx'

interface ListRecordPanelProps {
  /** The list at the inline start: usually a WorkList. */
  list?: ReactNode
  listLabel: string
  /** Target of "back to the list" on a phone. */
  listHref?: string
  /** The open record. Without one, a phone shows the list. */
  record?: ReactNode
  /** Facts, people and history beside the record, or below it if there is no room. */
  panel?: ReactNode
  panelLabel?: string
}

/** List, record, side panel: all three at 1280 px, one at a time on a phone. */
export function ListRecordPanel({ list, listLabel, listHref, record, panel, panelLabel }: ListRecordPanelProps) {
  const t = useText()
  return (
    <div
      className="lrp"
      data-shows={record || !list ? 'record' : 'list'}
      data-list={list ? 'yes' : 'none'}
      data-panel={panel ? 'yes' : 'none'}
    >
      {list && (
        <section className="lrp-list" aria-label={listLabel}>
          {record ? <h2>{listLabel}</h2> : <h1 tabIndex={-1}>{listLabel}</h1>}
          {list}
        </section>
      )}
      <div className="lrp-record">
        {listHref && record && (
          <div className="lrp-back">
            <Link href={listHref}>
              <Icon name="back" size={16} />
              {listLabel}
            </Link>
          </div>
        )}
        {record ?? <p className="soft">{t('ui.list.choose')}</p>}
      </div>
      {panel && (
        <aside className="lrp-panel" aria-label={panelLabel ?? t('ui.list.panel')}>
          {panel}
        </aside>
      )}
    </div>
  )
}
