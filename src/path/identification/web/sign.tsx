import { useState } from 'react'
import { Button, Choice, Cluster, Disclosure, LongText, Said, SourceLine, Tag, useFormat, useText } from '#ui'
import { answerValue, type AnswerValue, howSignKnown, type HowSignKnown } from '../codes.ts'
import type { SignAnswer } from '../model.ts'
import type { Indicator } from '../pack-model.ts'
import { isolated } from './isolated.ts'
import type { Drafts } from './drafts.ts'

interface SignProps {
  sign: Indicator
  answer: SignAnswer | undefined
  history: readonly SignAnswer[]
  people: Record<string, string>
  onAnswer: (said: { value: AnswerValue; how?: HowSignKnown | undefined; note?: string | undefined }) => void
  drafts: Drafts
}

/** One sign: one tap for the answer, one for how it is known. Every tap is saved. */
export function Sign({ sign, answer, history, people, onAnswer, drafts }: SignProps) {
  const t = useText()
  const asksHow = answer?.value === 'yes' || answer?.value === 'no'
  return (
    <article className="screening-sign" data-value={answer?.value}>
      <Tag>{t(`identification.shows.${sign.shows}`)}</Tag>
      <Choice
        inline
        label={t(sign.text)}
        hint={sign.traces ? `${t(sign.look)} ${t('identification.traces')}` : t(sign.look)}
        options={answerValue.values.map((value) => ({ value, label: t(`identification.value.${value}`) }))}
        value={answer?.value ?? 'not-asked'}
        onChange={(value) => onAnswer({ value: value as AnswerValue, how: answer?.how, note: answer?.note })}
      />
      {asksHow && answer && (
        <Choice
          inline
          label={t('identification.how')}
          options={howSignKnown.values.map((how) => ({ value: how, label: t(`identification.how.${how}`) }))}
          value={answer.how}
          onChange={(how) => onAnswer({ value: answer.value, how: how as HowSignKnown, note: answer.note })}
        />
      )}
      {answer && (
        <div className="screening-sign-foot">
          <Note sign={sign} answer={answer} onAnswer={onAnswer} drafts={drafts} />
          <History answers={history} people={people} sign={sign} />
        </div>
      )}
    </article>
  )
}

function Note({
  sign,
  answer,
  onAnswer,
  drafts,
}: {
  sign: Indicator
  answer: SignAnswer
  onAnswer: SignProps['onAnswer']
  drafts: Drafts
}) {
  const t = useText()
  const field = `note ${sign.id}`
  const draft = drafts.get(field)
  const [open, setOpen] = useState(draft !== '')
  function keep() {
    if (draft.trim() !== '' && draft !== answer.note)
      onAnswer({ value: answer.value, how: answer.how, note: draft.trim() })
    drafts.clear(field)
    setOpen(false)
  }
  function start() {
    if (answer.note) drafts.set(field, answer.note)
    setOpen(true)
  }
  if (!open) {
    return (
      <>
        {answer.note && <Said>{answer.note}</Said>}
        <Button kind="quiet" onPress={start}>
          {t(answer.note ? 'identification.note.change' : 'identification.note.add')}
          <span className="unseen">: {t(sign.text)}</span>
        </Button>
      </>
    )
  }
  return (
    <div className="stack">
      <LongText
        label={t('identification.note.label')}
        hint={t('identification.note.hint')}
        value={draft}
        onChange={(text) => drafts.set(field, text)}
      />
      <Cluster>
        <Button onPress={keep}>{t('identification.note.keep')}</Button>
      </Cluster>
    </div>
  )
}

/** All answers with author and time. */
function History({
  answers,
  people,
  sign,
}: {
  answers: readonly SignAnswer[]
  people: Record<string, string>
  sign: Indicator
}) {
  const t = useText()
  const format = useFormat()
  const last = answers.at(-1)
  if (!last) return null
  const line = (answer: SignAnswer): string =>
    t('identification.answered-by', {
      name: isolated(people[answer.by] ?? t('identification.someone')),
      at: isolated(format.dateTime(answer.at)),
    })
  return (
    <Disclosure title={line(last)}>
      <div className="stack">
        <ol className="screening-history">
          {answers.map((answer) => (
            <li key={answer.follows}>
              <Tag>{t(`identification.value.${answer.value}`)}</Tag>{' '}
              {answer.how && t(`identification.how.${answer.how}`)} <span className="soft">{line(answer)}</span>
            </li>
          ))}
        </ol>
        {sign.source && <SourceLine source={sign.source} />}
      </div>
    </Disclosure>
  )
}
