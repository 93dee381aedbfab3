import { useState } from 'react'
import {
  Asked,
  Button,
  Choice,
  Choices,
  DefinitionList,
  Disclosure,
  Link,
  LongText,
  Refusal,
  Said,
  Section,
  Stack,
  useFormat,
  useText,
} from '#ui'
import { usePerform } from '#ui/data'
import { shareGroup, sharePurpose, type SharedUnder } from '../codes.ts'
import { smallShare } from '../share-defaults.ts'
import type { ReferralView } from '../view.ts'
import { chooseShare } from './routes.ts'
import { SharedFacts } from './shared-facts.tsx'

interface SharedProps {
  referral: ReferralView
  reload: () => void
}

/** What this one recipient gets or got, for what, under what, and who else knows. */
export function WhatIsShared({ referral, reload }: SharedProps) {
  const t = useText()
  return (
    <>
      <Section title={t(referral.state === 'draft' ? 'referral.will-be-shared' : 'referral.was-shared')}>
        <p>{t('referral.share.purpose', { purpose: t(`referral.purpose.${referral.purpose}`) })}</p>
        <SharedFacts facts={referral.facts} />
        <UnderWhat referral={referral} />
        {referral.whyTold && <Said>{referral.whyTold}</Said>}
        {referral.aboutConsent.includes('share') && (
          <Disclosure title={t('referral.share.change')}>
            <ChoosingShare key={referral.version} referral={referral} reload={reload} />
          </Disclosure>
        )}
      </Section>
      <Recipients referral={referral} />
    </>
  )
}

/** Each ground with the groups that were shared under it. Only a yes can be taken back. */
function UnderWhat({ referral }: { referral: ReferralView }) {
  const t = useText()
  const format = useFormat()
  const under = Object.entries(referral.sharedUnder ?? {}) as [ReferralView['share'][number], SharedUnder][]
  const grounds = [...new Set(under.map(([, ground]) => ground))]
  if (grounds.length === 0) return null
  return (
    <DefinitionList
      facts={grounds.map((ground) => ({
        key: ground,
        label: t(`referral.shared-under.${ground}`),
        value: format.list(under.filter(([, one]) => one === ground).map(([group]) => t(`referral.group.${group}`))),
      }))}
    />
  )
}

/** The small share of this kind of authority is where everybody begins. A person may change it before sending. */
function ChoosingShare({ referral, reload }: SharedProps) {
  const t = useText()
  const format = useFormat()
  const [share, setShare] = useState(referral.share)
  const [purpose, setPurpose] = useState(referral.purpose)
  const [note, setNote] = useState(referral.note ?? '')
  const choose = usePerform(chooseShare, { id: referral.id })
  const { authority } = referral
  async function keep() {
    const input = { share, purpose, ...(note.trim() && { note }) }
    if ((await choose.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  return (
    <Asked>
      <Stack gap={4}>
        <Choices
          label={t('referral.new.share')}
          {...(authority && {
            hint: t('referral.share.small', {
              kind: t(`referral.kind.${authority.kind}`),
              groups: format.list(smallShare(authority.kind).map((group) => t(`referral.group.${group}`))),
            }),
          })}
          required
          values={share}
          onChange={setShare}
          options={shareGroup.values.map((value) => ({
            value,
            label: t(`referral.group.${value}`),
            hint: t(`referral.group.${value}.hint`),
          }))}
        />
        <Choice
          label={t('referral.share.what-for')}
          required
          value={purpose}
          onChange={setPurpose}
          options={sharePurpose.values.map((value) => ({ value, label: t(`referral.purpose.${value}`) }))}
        />
        <LongText label={t('referral.new.note')} hint={t('referral.share.note.hint')} value={note} onChange={setNote} />
        <Refusal problem={choose.refusal} />
        <div>
          <Button busy={choose.busy} lacks={share.length === 0} onPress={() => void keep()}>
            {t('referral.share.keep')}
          </Button>
        </div>
      </Stack>
    </Asked>
  )
}

/** Who else was told about this child, with what, and what became of it after a yes was taken back. */
function Recipients({ referral }: { referral: ReferralView }) {
  const t = useText()
  const format = useFormat()
  if (referral.recipients.length === 0) return null
  return (
    <Section title={t('referral.recipients')}>
      <ul>
        {referral.recipients.map(({ id, name, state, share, withdrawal }) => (
          <li key={id}>
            <Stack gap={1}>
              <span>
                <Link href={`/referrals/${id}`}>{name ? t(name) : t('referral.to.nobody')}</Link> ·{' '}
                {t(`referral.state.${state}`)}
              </span>
              <span className="soft small">{format.list(share.map((group) => t(`referral.group.${group}`)))}</span>
              {withdrawal !== 'none' && (
                <strong className="small">{t(`referral.withdrawal-state.${withdrawal}`)}</strong>
              )}
            </Stack>
          </li>
        ))}
      </ul>
    </Section>
  )
}
