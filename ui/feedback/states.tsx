import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { useText } from '../language/language.tsx'

/** An empty list, with what to do. */
export function Empty({
  icon = 'inbox',
  title,
  children,
  actions,
}: {
  icon?: IconName
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      <Icon name={icon} size={32} />
      <p className="strong">{title}</p>
      {children && <div className="soft">{children}</div>}
      {actions && <div className="cluster">{actions}</div>}
    </div>
  )
}

const BONES = ['62%', '100%', '88%', '40%']

/** Loading, in words and as a skeleton of the page. */
export function Loading({ text, lines = 4 }: { text?: string; lines?: number }) {
  const t = useText()
  return (
    <div className="loading">
      <p className="soft small" role="status">
        {text ?? t('ui.loading')}
      </p>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="bone" style={{ inlineSize: BONES[index % BONES.length] }} aria-hidden="true" />
      ))}
    </div>
  )
}

/** No network, with what is saved and what to try. */
export function Offline({ onRetry, children }: { onRetry?: () => void; children?: ReactNode }) {
  const t = useText()
  return (
    <div className="empty" role="status">
      <Icon name="offline" size={32} />
      <p className="strong">{t('ui.offline.title')}</p>
      <div className="soft">{children ?? t('ui.offline.text')}</div>
      {onRetry && (
        <button type="button" className="button" data-kind="secondary" onClick={onRetry}>
          {t('ui.retry')}
        </button>
      )}
    </div>
  )
}

/** On every screen of a demonstration node. */
export function DemonstrationBanner() {
  const t = useText()
  return (
    <aside className="banner" aria-label={t('ui.demonstration.title')}>
      <strong>{t('ui.demonstration.title')}</strong>
      <span>{t('ui.demonstration.text')}</span>
    </aside>
  )
}
