import { useState } from 'react'
import { Asked, Button, Choice, LongText, Notice, Refusal, Stack, useText } from '#ui'
import { nodeNow, useLook, usePerform } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { sendReferral, viewAuthorities } from './routes.ts'

interface SendingProps {
  referral: ReferralView
  reload: () => void
}

/** Sends the referral. If no authority had the mandate, the coordinator also chooses one. Immigration enforcement is told only for a reason. */
export function Sending({ referral, reload }: SendingProps) {
  const t = useText()
  const [authorityId, setAuthorityId] = useState<string>()
  const [whyTold, setWhyTold] = useState('')
  const chooses = referral.parked !== null && referral.sides.includes('coordinator')
  const all = useLook(viewAuthorities, chooses ? {} : undefined)
  const send = usePerform(sendReferral, { id: referral.id })
  const chosen = all.data?.authorities.find(({ id }) => id === authorityId)
  const enforcement = (chosen ?? referral.authority)?.kind === 'immigration'
  async function go() {
    const input = {
      occurredAt: nodeNow().toISOString(),
      ...(authorityId && { authorityId }),
      ...(enforcement && { whyTold }),
    }
    if ((await send.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  const [gap] = authorityId === undefined ? referral.consent.gaps : []
  const lack = gap === undefined || t(`referral.gap.${gap}`)
  const ready =
    (authorityId !== undefined || (referral.authority !== null && referral.consent.enough)) &&
    (!enforcement || whyTold.trim() !== '')
  return (
    <Asked>
      <Stack gap={3}>
        {chooses && all.data && (
          <Choice
            label={t('referral.send.to')}
            required
            value={authorityId}
            onChange={setAuthorityId}
            options={all.data.authorities
              .filter(({ active }) => active)
              .map(({ id, name, attended }) => ({
                value: id,
                label: t(name),
                ...(!attended && { disabled: true, hint: t('referral.unattended') }),
              }))}
          />
        )}
        {enforcement && (
          <Notice kind="due-soon" title={t('referral.send.immigration')}>
            <p>{t('referral.consent.named.immigration')}</p>
            <LongText label={t('referral.send.why-told')} required value={whyTold} onChange={setWhyTold} />
          </Notice>
        )}
        <Refusal problem={send.refusal} />
        <div>
          <Button kind="primary" busy={send.busy} lacks={!ready && lack} onPress={() => void go()}>
            {t('referral.act.send')}
          </Button>
        </div>
        <span className="soft small">{t('referral.act.send.next')}</span>
      </Stack>
    </Asked>
  )
}
