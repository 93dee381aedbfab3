import { useState } from 'react'
import {
  Button,
  Choice,
  Disclosure,
  LongText,
  LookView,
  Notice,
  Refusal,
  Said,
  Section,
  Stack,
  useFormat,
  useText,
  Why,
} from '#ui'
import { nodeNow, useLook, usePerform } from '#ui/data'
import type { InputOf } from '#ui/data'
import { childTold, guardianAppointer, guardianConflict } from '../codes.ts'
import { mustBeNamed } from '../firewall.ts'
import { canSpeakForChild } from '../guardian-needed.ts'
import type { ReferralView } from '../view.ts'
import { recordConsent, sendReferral, viewAuthorities, viewRoutesOfReferral } from './routes.ts'

interface ConsentProps {
  referral: ReferralView
  reload: () => void
}

/** The recorded consents. For the sender of a draft, also recording one, and sending. */
export function ConsentPart({ referral, reload }: ConsentProps) {
  const t = useText()
  const mayRecord = referral.state === 'draft' && referral.moves.includes('send')
  return (
    <Section title={t('referral.consent')}>
      <Given consents={referral.consents} />
      {mayRecord && !referral.consent.enough && (
        <Notice kind="due-soon" title={t('referral.consent.missing')}>
          {referral.consent.gaps.map((gap) => (
            <p key={gap}>{t(`referral.gap.${gap}`)}</p>
          ))}
        </Notice>
      )}
      {mayRecord && !referral.consent.enough && <Asking referral={referral} reload={reload} />}
      {mayRecord && referral.consent.enough && (
        <Disclosure title={t('referral.consent.more')}>
          <Asking referral={referral} reload={reload} />
        </Disclosure>
      )}
      {mayRecord && <Sending referral={referral} reload={reload} />}
    </Section>
  )
}

function Given({ consents }: { consents: ReferralView['consents'] }) {
  const t = useText()
  const format = useFormat()
  if (consents.length === 0) return <p className="soft">{t('referral.consent.none')}</p>
  return (
    <ul>
      {consents.map((consent) => (
        <li key={consent.id}>
          <Stack gap={1}>
            <span>
              {t(`referral.consent.said.${consent.basis}`, {
                by: consent.givenBy ?? 'nobody',
                ground: consent.ground?.replace('-', '_') ?? 'none',
                standing: consent.standingRule ? 'yes' : 'no',
              })}
              {consent.person && (
                <>
                  {' '}
                  · <bdi>{consent.person}</bdi>
                </>
              )}{' '}
              · <time dateTime={consent.at}>{format.dateTime(consent.at)}</time>
            </span>
            {consent.standingRule && !consent.decidedBy && (
              <span className="soft small">{t('referral.consent.unconfirmed')}</span>
            )}
            {consent.givenBy === 'guardian' && !canSpeakForChild(consent.guardian) && (
              <strong className="small">{t('referral.guardian.does-not-count')}</strong>
            )}
            <span className="soft small">{t(`referral.told.${consent.childTold}`)}</span>
            {consent.reason && <Said>{consent.reason}</Said>}
          </Stack>
        </li>
      ))}
    </ul>
  )
}

type ConsentInput = InputOf<typeof recordConsent>
type Guardian = NonNullable<ConsentInput['guardian']>
type Way = 'child-yes' | 'child-no' | 'caregiver-yes' | 'caregiver-no' | 'guardian-yes' | 'guardian-no' | 'override'

/** Records a yes, a no, or going ahead without consent. A caregiver who is not known to be safe cannot be chosen. */
function Asking({ referral, reload }: ConsentProps) {
  const t = useText()
  const [way, setWay] = useState<Way>()
  const [told, setTold] = useState<ConsentInput['childTold']>()
  const [ground, setGround] = useState<ConsentInput['ground']>()
  const [guardian, setGuardian] = useState<Partial<Guardian>>({})
  const [reason, setReason] = useState('')
  const record = usePerform(recordConsent, { id: referral.id })
  const routes = useLook(viewRoutesOfReferral, { id: referral.id })
  const safe = referral.caregiver === 'safe'
  const ifSafe = { disabled: !safe, ...(!safe && { hint: t('referral.way.caregiver-not-safe') }) }
  const ways: { value: Way; label: string; hint?: string; disabled?: boolean }[] = [
    { value: 'child-yes', label: t('referral.way.child-yes', { basis: referral.consent.child }) },
    { value: 'child-no', label: t('referral.way.child-no') },
    { value: 'caregiver-yes', label: t('referral.way.caregiver-yes'), ...ifSafe },
    { value: 'caregiver-no', label: t('referral.way.caregiver-no'), ...ifSafe },
    { value: 'guardian-yes', label: t('referral.way.guardian-yes') },
    { value: 'guardian-no', label: t('referral.way.guardian-no') },
    { value: 'override', label: t('referral.way.override'), hint: t('referral.way.override.hint') },
  ]
  const ofGuardian = way === 'guardian-yes' || way === 'guardian-no'
  const named = namedRecipient(referral, way)
  async function keep() {
    if (!way || !told) return
    const input = {
      ...inputOf(way, referral.consent.child),
      ...(ofGuardian && { guardian: guardian as Guardian }),
      ...(named && { recipients: [named.id] }),
      ...(way === 'override' && { ground, reason }),
      childTold: told,
      groups: referral.share,
    }
    if ((await record.perform(input, { ifMatch: referral.version })) === undefined) return
    setWay(undefined)
    setReason('')
    reload()
  }
  const complete =
    way !== undefined &&
    told !== undefined &&
    (way !== 'override' || (ground !== undefined && reason.trim() !== '')) &&
    (!ofGuardian || (guardian.appointedBy !== undefined && guardian.conflict !== undefined))
  return (
    <Stack gap={4}>
      <p>
        {t('referral.consent.needed', { child: referral.consent.child, adult: referral.consent.adult ? 'yes' : 'no' })}{' '}
        {routes.data && (
          <Why title={t('referral.consent.why')} source={routes.data.consent.source}>
            {t('referral.consent.why.text')}
          </Why>
        )}
      </p>
      <Choice label={t('referral.consent.write-down')} required value={way} onChange={setWay} options={ways} />
      {way === 'override' && (
        <LookView look={routes}>
          {({ consent }) => (
            <Stack gap={4}>
              <Choice
                label={t('referral.consent.ground')}
                required
                value={ground}
                onChange={setGround}
                options={consent.overrides.map((one) => ({
                  value: one.ground,
                  label: t(one.label),
                  hint: isolated(`${one.source.instrument}, ${one.source.paragraph ?? ''}`),
                }))}
              />
              <LongText
                label={t('referral.consent.reason')}
                hint={t('referral.consent.reason.hint')}
                required
                value={reason}
                onChange={setReason}
              />
            </Stack>
          )}
        </LookView>
      )}
      {ofGuardian && <GuardianQuestions value={guardian} onChange={setGuardian} />}
      {named && (
        <Notice kind="due-soon" title={t('referral.consent.named', { authority: t(named.name) })}>
          <p>{t(`referral.consent.named.${named.kind === 'immigration' ? 'immigration' : 'text'}`)}</p>
        </Notice>
      )}
      {way && (
        <Choice
          label={t('referral.consent.told')}
          required
          value={told}
          onChange={setTold}
          options={childTold.values.map((value) => ({ value, label: t(`referral.told.${value}`) }))}
        />
      )}
      <Refusal problem={record.refusal} />
      <div>
        <Button busy={record.busy} disabled={!complete} onPress={() => void keep()}>
          {t('referral.consent.keep')}
        </Button>
      </div>
    </Stack>
  )
}

/** The authority, if a yes for all with the mandate would leave it out. */
function namedRecipient({ authority }: ReferralView, way: Way | undefined): ReferralView['authority'] | undefined {
  if (way === undefined || way.endsWith('-no')) return undefined
  return authority && mustBeNamed(authority.kind, way === 'override' ? 'override' : 'consent') ? authority : undefined
}

/** Only an appointed guardian without a conflict of interest can speak for a child. */
function GuardianQuestions({
  value,
  onChange,
}: {
  value: Partial<Guardian>
  onChange: (value: Partial<Guardian>) => void
}) {
  const t = useText()
  return (
    <Stack gap={4}>
      <Choice
        label={t('referral.appointed-by')}
        required
        value={value.appointedBy}
        onChange={(appointedBy) => onChange({ ...value, appointedBy })}
        options={guardianAppointer.values.map((one) => ({ value: one, label: t(`referral.appointed-by.${one}`) }))}
      />
      <Choice
        label={t('referral.conflict')}
        required
        value={value.conflict}
        onChange={(conflict) => onChange({ ...value, conflict })}
        options={guardianConflict.values.map((one) => ({ value: one, label: t(`referral.conflict.${one}`) }))}
      />
      {value.appointedBy && value.conflict && !canSpeakForChild(value) && (
        <Notice kind="due-soon" title={t('referral.guardian.does-not-count')}>
          <p>{t('referral.guardian.does-not-count.text')}</p>
        </Notice>
      )}
    </Stack>
  )
}

/** Keeps the direction of a law's name inside a sentence of another script. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

function inputOf(way: Way, child: string): Pick<ConsentInput, 'basis' | 'givenBy'> {
  switch (way) {
    case 'child-yes':
      return { basis: child === 'consent' ? 'consent' : 'assent', givenBy: 'child' }
    case 'child-no':
      return { basis: 'refusal', givenBy: 'child' }
    case 'caregiver-yes':
      return { basis: 'consent', givenBy: 'caregiver' }
    case 'caregiver-no':
      return { basis: 'refusal', givenBy: 'caregiver' }
    case 'guardian-yes':
      return { basis: 'consent', givenBy: 'guardian' }
    case 'guardian-no':
      return { basis: 'refusal', givenBy: 'guardian' }
    case 'override':
      return { basis: 'override' }
  }
}

/** Sends the referral. If no authority had the mandate, the coordinator also chooses one. */
function Sending({ referral, reload }: ConsentProps) {
  const t = useText()
  const [authorityId, setAuthorityId] = useState<string>()
  const chooses = referral.parked !== null && referral.sides.includes('coordinator')
  const all = useLook(viewAuthorities, chooses ? {} : undefined)
  const send = usePerform(sendReferral, { id: referral.id })
  async function go() {
    const input = { occurredAt: nodeNow().toISOString(), ...(authorityId && { authorityId }) }
    if ((await send.perform(input, { ifMatch: referral.version })) !== undefined) reload()
  }
  const ready = authorityId !== undefined || (referral.authority !== null && referral.consent.enough)
  return (
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
      <Refusal problem={send.refusal} />
      <div>
        <Button kind="primary" busy={send.busy} disabled={!ready} onPress={() => void go()}>
          {t('referral.act.send')}
        </Button>
      </div>
      <span className="soft small">{t('referral.act.send.next')}</span>
    </Stack>
  )
}
