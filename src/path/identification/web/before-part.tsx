import { Notice, useText } from '#ui'

const points = ['safe-place', 'alone', 'limits', 'stop', 'no-story', 'interpreter'] as const

/** Information to read before the conversation. Nothing here is sent or ticked. */
export function BeforePart() {
  const t = useText()
  return (
    <div className="stack">
      <p>{t('identification.before.lede')}</p>
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
