import { Icon } from '../icon.tsx'
import { useLanguage, useText } from '../language/language.tsx'
import { nameOfLanguage } from '../language/text.ts'

/** Every other language under its own name; a list when there are many. */
export function LanguageSwitch() {
  const t = useText()
  const { language, languages, setLanguage } = useLanguage()
  if (languages.length < 2) return null
  if (languages.length > 3) {
    return (
      <label className="language-switch">
        <Icon name="globe" />
        <span className="unseen">{t('ui.language.label')}</span>
        <select className="input" value={language} onChange={(event) => void setLanguage(event.currentTarget.value)}>
          {languages.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {nameOfLanguage(tag)}
            </option>
          ))}
        </select>
      </label>
    )
  }
  return (
    <div className="links" role="group" aria-label={t('ui.language.label')}>
      {languages
        .filter((tag) => tag !== language)
        .map((tag, place) => (
          // The key is the position, so that the pressed button stays the same element and keeps the focus.
          <button key={place} type="button" className="text-button" lang={tag} onClick={() => void setLanguage(tag)}>
            <Icon name="globe" size={18} />
            {nameOfLanguage(tag)}
          </button>
        ))}
    </div>
  )
}
