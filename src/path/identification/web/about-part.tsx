import { exploitationForm, type ExploitationForm, formsOfExploitation } from '#standards/codes'
import { Button, Choices, LongText, Notice, useText } from '#ui'
import { useSession } from '#ui/data'
import { currentAnswers } from '../current-answers.ts'
import { formsOf } from '../forms-of.ts'
import type { PartProps } from './part-page.tsx'
import { whoIsTrained } from './who-screens.ts'

/** The first question: what this may be about. It only chooses which signs are offered, and nobody asks the child. */
export function AboutPart({ part, answering, drafts }: PartProps) {
  const t = useText()
  const { has } = useSession()
  const place = `${part.pack?.id ?? ''}/${part.family?.id ?? ''}`
  const forms = formsOf(answering.screening)
  const other = currentAnswers(answering.screening.answers).get(`${place}/other`)
  const field = `note ${place}/other`
  function choose(next: readonly ExploitationForm[]) {
    for (const form of exploitationForm.values) {
      if (next.includes(form) === forms.includes(form)) continue
      answering.answer(`${place}/${form}`, { value: next.includes(form) ? 'yes' : 'not-asked' })
    }
  }
  function keepWords() {
    const note = drafts.get(field).trim()
    if (note !== '' && note !== other?.note) answering.answer(`${place}/other`, { value: 'yes', note })
    drafts.clear(field)
  }
  return (
    <div className="stack">
      <Choices
        label={t('identification.about.choose')}
        {...(part.family && { hint: t(part.family.hint) })}
        values={forms}
        onChange={choose}
        options={exploitationForm.values.map((form) => ({
          value: form,
          label: t(`standards.form.${form}`),
          group: t(`standards.form-group.${formsOfExploitation[form].group}`),
        }))}
      />
      {forms.includes('other') && (
        <div className="stack">
          <LongText
            label={t('identification.about.other')}
            value={drafts.get(field) || (other?.note ?? '')}
            onChange={(text) => drafts.set(field, text)}
          />
          <Button onPress={keepWords}>{t('identification.note.keep')}</Button>
        </div>
      )}
      {!whoIsTrained.some(has) && <Notice>{t('identification.first-line')}</Notice>}
    </div>
  )
}
