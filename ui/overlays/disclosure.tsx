import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'

/** Content that may stay closed. It uses <details>, which works with find-in-page and without JavaScript. */
export function Disclosure({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <Icon name="forward" size={18} />
        {title}
      </summary>
      <div>{children}</div>
    </details>
  )
}
