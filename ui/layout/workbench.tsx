import type { KeyboardEvent, ReactNode } from 'react'
import { useRef } from 'react'
import { useMedia } from '../media.ts'

export interface Pane {
  key: string
  label: string
  content: ReactNode
}

interface WorkbenchProps {
  /** Names the group of panes for screen readers. */
  label: string
  /** In the order of work: material, choice, result. */
  panes: readonly Pane[]
  /** The pane to show if there is room for only one. */
  shown: string
  onShow: (key: string) => void
}

/** Three panes side by side on a desktop, one at a time on a phone. */
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
      {/* Hidden panes stay mounted, so that unfinished work is still there after switching panes or turning the device. */}
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
