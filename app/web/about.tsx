import { LookView, Page, Tag, useText } from '#ui'
import { useLook } from '#ui/data'
import { viewMission } from '../own-routes.ts'

/** The ten actions: what Tenfold does for each, and what it does not do yet. */
export function Screen() {
  const t = useText()
  const look = useLook(viewMission, {})
  return (
    <Page title={t('about.title')} lede={t('about.lede')}>
      <LookView look={look}>
        {({ actions }) => (
          <ol className="action-list">
            {actions.map((action) => (
              <li key={action.number}>
                <span className="action-number" aria-hidden="true">
                  {action.number}
                </span>
                <div className="stack">
                  <h2>{t(action.title)}</h2>
                  {action.modules.length > 0 ? (
                    <div className="cluster">
                      {action.modules.map((module) => (
                        <Tag key={module} tone="accent">
                          {t(`about.module.${module}`)}
                        </Tag>
                      ))}
                    </div>
                  ) : (
                    <p className="soft">{t('about.no-module')}</p>
                  )}
                </div>
                <div className="stack">
                  <Points title={t('about.works')} points={action.works} none={t('about.nothing-works')} />
                  <Points title={t('about.not-yet')} points={action.notYet} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </LookView>
    </Page>
  )
}

function Points({ title, points, none }: { title: string; points: readonly string[]; none?: string }) {
  const t = useText()
  if (points.length === 0 && !none) return null
  return (
    <div>
      <h3>{title}</h3>
      {points.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <ul>
          {points.map((point) => (
            <li key={point}>{t(point)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
