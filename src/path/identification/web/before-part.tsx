import { BeforeYouMeet, Notice, useText } from '#ui'
import type { ScreeningView } from '../view.ts'

const points = ['safe-place', 'alone', 'limits', 'stop', 'no-story', 'interpreter'] as const

/** Information to read before the conversation. Nothing here is sent or ticked. */
export function BeforePart({ meeting }: Pick<ScreeningView, 'meeting'>) {
  const t = useText()
  return (
    <div className="stack">
      <p>{t('identification.before.lede')}</p>
      <BeforeYouMeet facts={meeting} />
      <ul className="screening-points">
        {points.map((point) => (
          <li key={point}>
            <strong>{t(`identification.before.${point}.title`)}</strong>
            <span>{t(`identification.before.${point}.text`)}</span>
          </li>
        ))}
      </ul>
      <Notice kind="due-soon" title={t('identification.before.danger.title')}>
        {t('identification.before.danger.text')}
      </Notice>
    </div>
  )
}
