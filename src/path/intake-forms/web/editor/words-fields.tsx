import type { Text } from '#lib/forms'
import { isMessageId } from '#lib/forms'
import { LongText, TextField, useFormat, useText } from '#ui'
import { wordsFor, withWords } from '../../edit-form.ts'

interface WordsFieldsProps {
  /** The kind of words: label, hint, message. */
  of: string
  text: Text | undefined
  languages: readonly string[]
  onChange: (text: Text) => void
  error?: string | undefined
  required?: boolean
  short?: boolean
  /** True for a new question without words. */
  fresh?: boolean
}

/** One field for each language of the form. */
export function WordsFields({ of, text, languages, onChange, error, required = true, short, fresh }: WordsFieldsProps) {
  const t = useText()
  const format = useFormat()
  const Field = short ? TextField : LongText
  return (
    <>
      {text && isMessageId(text) && <p className="soft">{t('form-editor.words.ours', { words: t(text) })}</p>}
      {languages.map((language, index) => (
        <Field
          key={language}
          label={
            languages.length > 1 ? t('form-editor.words.in', { what: of, language: format.languageName(language) }) : of
          }
          value={wordsFor(text, language)}
          autoFocus={fresh === true && index === 0}
          onChange={(words) => onChange(withWords(text, language, words))}
          error={index === 0 ? error : undefined}
          // Words in other languages may be missing for a while. The list of missing texts shows that.
          {...(required && index === 0 ? {} : { required: false })}
        />
      ))}
    </>
  )
}
