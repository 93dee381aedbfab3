import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { useText } from '../language/language.tsx'

export type NoticeKind = 'info' | 'ok' | 'due-soon' | 'danger' | 'hidden'

const ICONS: Record<NoticeKind, IconName> = {
  info: 'info',
  ok: 'check',
  'due-soon': 'clock',
  danger: 'danger',
  hidden: 'hidden',
}

interface NoticeProps {
  kind?: NoticeKind
  title?: string
  children?: ReactNode
  actions?: ReactNode
  /** It appears because of something the person just did, so screen readers announce it. */
  live?: boolean
}

/** Information on a screen. `hidden` says who must not know. `danger` is only for immediate danger to a child or a missed deadline. */
export function Notice({ kind = 'info', title, children, actions, live }: NoticeProps) {
  const t = useText()
  return (
    <div className="notice" data-kind={kind} role={live ? 'status' : undefined}>
      <Icon name={ICONS[kind]} />
      <div>
        <span className="unseen">{t(`ui.notice.${kind}`)}</span>
        {title && <p className="strong">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="cluster">{actions}</div>}
      </div>
    </div>
  )
}
