import type { Text } from '#lib/forms'
import { isMessageId } from '#lib/forms'
import { LongText, TextField, useFormat, useText } from '#ui'
import { wordsFor, withWords } from '../../edit-form.ts'

interface WordsFieldsProps {
  /** What the words are: label, hint, message. */
  of: string
  text: Text | undefined
  languages: readonly string[]
  onChange: (text: Text) => void
  error?: string | undefined
  required?: boolean
  short?: boolean
  /** The question is new and waits for its words. */
  fresh?: boolean
}

/** The same words in every language of the form, one field each. */
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
          // Words in another language may be missing for a while; the list of gaps says so.
          {...(required && index === 0 ? {} : { required: false })}
        />
      ))}
    </>
  )
}
