import { Said, Stack, useFormat, useText } from '#ui'
import { canSpeakForChild } from '../guardian-needed.ts'
import type { WordView } from '../view.ts'

/** Every word about sharing, in order: who said what, for whom, for which facts, until when, and what followed. */
export function WordsAboutSharing({ consents }: { consents: readonly WordView[] }) {
  const t = useText()
  if (consents.length === 0) return <p className="soft">{t('referral.consent.none')}</p>
  return (
    <ul>
      {consents.map((word) => (
        <li key={word.id}>
          <Stack gap={1}>
            <WhoSaidWhat word={word} />
            <Reach word={word} />
            <HowItWasGiven word={word} />
            {word.standingRule && !word.decidedBy && (
              <span className="soft small">{t('referral.consent.unconfirmed')}</span>
            )}
            {word.givenBy === 'guardian' && !canSpeakForChild(word.guardian) && (
              <strong className="small">{t('referral.guardian.does-not-count')}</strong>
            )}
            {word.basis !== 'withdrawal' && <span className="soft small">{t(`referral.told.${word.childTold}`)}</span>}
            {word.reason && <Said>{word.reason}</Said>}
            <Answered word={word} />
          </Stack>
        </li>
      ))}
    </ul>
  )
}

function WhoSaidWhat({ word }: { word: WordView }) {
  const t = useText()
  const format = useFormat()
  const says = word.wish
    ? t('referral.consent.said.by-law')
    : t(`referral.consent.said.${word.basis}`, {
        by: word.givenBy ?? 'nobody',
        ground: word.ground?.replace('-', '_') ?? 'none',
        standing: word.standingRule ? 'yes' : 'no',
      })
  return (
    <span>
      {says}
      {word.person && (
        <>
          {' '}
          · <bdi>{word.person}</bdi>
        </>
      )}{' '}
      · <time dateTime={word.at}>{format.dateTime(word.at)}</time>
    </span>
  )
}

/** For whom, for which facts, for what and until when. A plain no is about everything. */
function Reach({ word }: { word: WordView }) {
  const t = useText()
  const format = useFormat()
  if (word.basis === 'refusal') return null
  const groups = format.list(word.groups.map((group) => t(`referral.group.${group}`)))
  const kinds = format.list(word.kinds.map((kind) => t(`referral.kind.${kind}`)))
  const whom =
    word.kinds.length > 0 || word.recipients.length === 0
      ? t('referral.reach.kinds', { kinds, count: word.kinds.length })
      : t('referral.reach.named')
  return (
    <span className="soft small">
      {whom} · {groups}
      {word.basis !== 'withdrawal' && ` · ${t(`referral.purpose.${word.purpose}`)}`}
      {word.expiresAt && ` · ${t('referral.reach.until', { date: format.date(word.expiresAt) })}`}
    </span>
  )
}

function HowItWasGiven({ word: { given, wish } }: { word: WordView }) {
  const t = useText()
  const format = useFormat()
  if (wish) return <strong className="small">{t(`referral.wish.${wish}`)}</strong>
  if (!given) return null
  return (
    <span className="soft small">
      {t(`referral.how-given.${given.how}`)}
      {given.language && ` · ${format.languageName(given.language)}`} ·{' '}
      {t(`referral.explained-through.${given.through}`)}
    </span>
  )
}

/** The second person of a decision against a no, or what the recipient did after a withdrawal. */
function Answered({ word }: { word: WordView }) {
  const t = useText()
  const format = useFormat()
  const waits = (word.againstNo && !word.second) || (word.owed && !word.answer)
  if (waits)
    return (
      <strong className="small">{t(word.owed ? 'referral.withdrawal-state.told' : 'referral.second.waits')}</strong>
    )
  const answer = word.second ?? word.answer
  if (!answer) return null
  const says = word.second
    ? t(`referral.second.${word.second.opinion}`)
    : t(`referral.withdrawal-state.${word.answer?.did ?? 'told'}`)
  return (
    <Stack gap={1}>
      <strong className="small">
        {says}
        {word.answeredBy && (
          <>
            {' '}
            · <bdi>{word.answeredBy}</bdi>
          </>
        )}{' '}
        · <time dateTime={answer.at}>{format.dateTime(answer.at)}</time>
      </strong>
      {answer.words && <Said>{answer.words}</Said>}
    </Stack>
  )
}
