import { useMemo, useState } from 'react'
import type { Answers, Form } from '#lib/forms'
import { atMoment, initialAnswers, stepsOf } from '#lib/forms'
import {
  Button,
  Cluster,
  FormFiller,
  LanguageIsland,
  Notice,
  Select,
  useFormat,
  useLanguage,
  useText,
  useTimeZone,
} from '#ui'
import { nodeNow } from '#ui/data'

interface PhonePaneProps {
  form: Form
  /** Path of the edited question. The phone opens it if it is asked. */
  path: string
  language: string
  onLanguage: (language: string) => void
}

/** Preview of the form on a phone: the same component, in the language and direction of its readers. */
export function PhonePane({ form, path, language, onLanguage }: PhonePaneProps) {
  const t = useText()
  const format = useFormat()
  const { languages } = useLanguage()
  const timeZone = useTimeZone()
  const [round, setRound] = useState(0)
  const [end, setEnd] = useState(false)
  const [answers, setAnswers] = useState<Answers>(() => initialAnswers(form, contextOf(timeZone, language)))
  const here = useMemo(
    () => stepsOf(form, answers, contextOf(timeZone, language)).find((step) => isAt(step.path, path))?.path,
    [form, answers, timeZone, language, path],
  )
  // Open a question on the phone when it is selected, not when typing on the phone makes it relevant.
  const [opened, setOpened] = useState({ path, at: here })
  if (opened.path !== path) setOpened({ path, at: here })
  const ownWords = languages.includes(language.split('-')[0] ?? language)
  return (
    <>
      <Select
        label={t('form-editor.phone.language')}
        options={form.languages.map((tag) => ({ value: tag, label: format.languageName(tag) }))}
        value={language}
        onChange={(tag) => tag && onLanguage(tag)}
      />
      {!ownWords && <p className="small soft">{t('form-editor.phone.no-words')}</p>}
      {path !== '' && here === undefined && <p className="small soft">{t('form-editor.phone.not-asked')}</p>}
      <div className="handset" data-testid="handset">
        <LanguageIsland language={language}>
          {form.items.length === 0 ? (
            <p className="soft">{t('form-editor.outline.empty')}</p>
          ) : end ? (
            <HandedIn onAgain={again} />
          ) : (
            <FormFiller
              key={round}
              form={form}
              answers={answers}
              onChange={setAnswers}
              onSubmit={() => setEnd(true)}
              mode="steps"
              at={opened.at}
            />
          )}
        </LanguageIsland>
      </div>
      <Cluster>
        <Button kind="quiet" onPress={again}>
          {t('form-editor.phone.again')}
        </Button>
      </Cluster>
    </>
  )
  function again() {
    setAnswers(initialAnswers(form, contextOf(timeZone, language)))
    setEnd(false)
    setRound((before) => before + 1)
  }
}

function HandedIn({ onAgain }: { onAgain: () => void }) {
  const t = useText()
  return (
    <Notice kind="ok" live actions={<Button onPress={onAgain}>{t('form-editor.phone.again')}</Button>}>
      {t('form-editor.phone.end')}
    </Notice>
  )
}

function contextOf(timeZone: string, language: string) {
  return { ...atMoment(timeZone, nodeNow()), language }
}

/** `visits/day` matches its first entry `visits/0/day`; a group matches its first question. */
function isAt(step: string, path: string): boolean {
  if (path === '') return false
  const template = step.replace(/\/\d+(?=\/|$)/g, '')
  return template === path || template.startsWith(`${path}/`)
}
