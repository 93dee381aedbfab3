import type { KeyboardEvent, ReactNode } from 'react'
import { useRef } from 'react'
import { useMedia } from '../media.ts'

export interface Pane {
  key: string
  label: string
  content: ReactNode
}

interface WorkbenchProps {
  /** Says what the panes are parts of. */
  label: string
  /** In the order of work: what there is, what is chosen, what comes of it. */
  panes: readonly Pane[]
  /** The one shown where there is room for one only. */
  shown: string
  onShow: (key: string) => void
}

/** Three panes beside each other on a desk; on a phone they are steps, one at a time. */
export function Workbench({ label, panes, shown, onShow }: WorkbenchProps) {
  const wide = useMedia('(min-width: 1100px)')
  const tabs = useRef<HTMLDivElement>(null)
  const current = panes.find(({ key }) => key === shown) ?? panes[0]
  function turn(event: KeyboardEvent, index: number) {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const step = event.key === forward ? 1 : event.key === back ? -1 : 0
    const next = (index + step + panes.length) % panes.length
    const key = panes[next]?.key
    if (step === 0 || key === undefined) return
    event.preventDefault()
    onShow(key)
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="workbench">
      {!wide && (
        <div className="workbench-steps" role="tablist" aria-label={label} ref={tabs}>
          {panes.map((pane, index) => (
            <button
              key={pane.key}
              type="button"
              role="tab"
              id={`pane-tab-${pane.key}`}
              aria-selected={pane.key === current?.key}
              aria-controls={`pane-${pane.key}`}
              tabIndex={pane.key === current?.key ? 0 : -1}
              onClick={() => onShow(pane.key)}
              onKeyDown={(event) => turn(event, index)}
            >
              {pane.label}
            </button>
          ))}
        </div>
      )}
      {/* All panes stay where they are, shown or not: what was begun in one is still there when one comes back, or turns the device. */}
      {panes.map((pane) => (
        <div
          key={pane.key}
          className="workbench-pane"
          data-pane={pane.key}
          id={`pane-${pane.key}`}
          role={wide ? 'region' : 'tabpanel'}
          aria-label={pane.label}
          hidden={!wide && pane.key !== current?.key}
        >
          {pane.content}
        </div>
      ))}
    </div>
  )
}
