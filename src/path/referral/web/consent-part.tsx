import { Disclosure, Notice, Section, Stack, useText } from '#ui'
import type { ReferralView } from '../view.ts'
import { Asking } from './asking.tsx'
import { SecondOpinion } from './second-opinion.tsx'
import { Sending } from './sending.tsx'
import { TellingByLaw } from './telling-by-law.tsx'
import { TakingBack } from './taking-back.tsx'
import { WordsAboutSharing } from './words-about-sharing.tsx'

interface ConsentProps {
  referral: ReferralView
  reload: () => void
}

/**
 * What was said about sharing. For the sender of a draft, also asking, and sending. Where the law obliges to tell this
 * authority, the child is told first, and nobody is asked for a yes that does not count.
 */
export function ConsentPart({ referral, reload }: ConsentProps) {
  const t = useText()
  const { consent, consents } = referral
  const mayRecord = referral.state === 'draft' && referral.moves.includes('send')
  const untold = consent.gaps.includes('child-not-told-of-duty')
  const gaps = consent.gaps.filter((gap) => gap !== 'child-not-told-of-duty')
  // With other facts or another purpose it is another question.
  const asked = [...referral.share, referral.purpose].join(' ')
  const law = mayRecord && untold ? consent.duty : null
  return (
    <Section title={t('referral.consent')}>
      {law && <TellingByLaw referral={referral} duty={law} reload={reload} />}
      <WordsAboutSharing consents={consents} />
      {consents
        .filter(({ secondByMe }) => secondByMe)
        .map((word) => (
          <SecondOpinion key={word.id} referral={referral} word={word} reload={reload} />
        ))}
      {mayRecord && gaps.length > 0 && (
        <Notice kind="due-soon" title={t('referral.consent.missing')}>
          {gaps.map((gap) => (
            <p key={gap}>{t(`referral.gap.${gap}`)}</p>
          ))}
        </Notice>
      )}
      {mayRecord && gaps.length > 0 && <Asking key={asked} referral={referral} reload={reload} />}
      {mayRecord && gaps.length === 0 && (
        <Disclosure title={t('referral.consent.more')}>
          <Asking key={asked} referral={referral} reload={reload} />
        </Disclosure>
      )}
      {referral.aboutConsent.includes('withdraw') && (
        <Disclosure title={t('referral.take-back')}>
          <TakingBack key={asked} referral={referral} reload={reload} />
        </Disclosure>
      )}
      {mayRecord && (
        <Stack gap={3}>
          <Sending referral={referral} reload={reload} />
        </Stack>
      )}
    </Section>
  )
}
