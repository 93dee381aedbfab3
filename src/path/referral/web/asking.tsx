import { useState } from 'react'
import { Asked, Button, Choice, LongText, LookView, Notice, Refusal, SourceLine, Stack, useText, Why } from '#ui'
import { useLook, usePerform } from '#ui/data'
import type { InputOf } from '#ui/data'
import { childTold } from '../codes.ts'
import { mustBeNamed } from '../firewall.ts'
import type { ReferralView, RoutingView } from '../view.ts'
import { type Guardian, GuardianQuestions } from './guardian-questions.tsx'
import { emptyGrant, type Grant, GrantQuestions, grantInput, isWholeGrant } from './grant-questions.tsx'
import { recordConsent, viewRoutesOfReferral } from './routes.ts'

type ConsentInput = InputOf<typeof recordConsent>
type Way = 'child-yes' | 'child-no' | 'caregiver-yes' | 'caregiver-no' | 'guardian-yes' | 'guardian-no' | 'override'

interface AskingProps {
  referral: ReferralView
  reload: () => void
}

/** The answer that is being written, and how it is kept. */
function useAnswer({ referral, reload }: AskingProps) {
  const [way, setWay] = useState<Way>()
  const [told, setTold] = useState<ConsentInput['childTold']>()
  const [ground, setGround] = useState<ConsentInput['ground']>()
  const [guardian, setGuardian] = useState<Partial<Guardian>>({})
  const [grant, setGrant] = useState<Grant>(() => emptyGrant(referral))
  const [reason, setReason] = useState('')
  const record = usePerform(recordConsent, { id: referral.id })
  const ofGuardian = way === 'guardian-yes' || way === 'guardian-no'
  const agrees = way?.endsWith('-yes') ?? false
  const named = namedRecipient(referral, way)
  async function keep() {
    if (!way || !told) return
    const input = {
      ...inputOf(way, referral.consent.child),
      ...(ofGuardian && { guardian: guardian as Guardian }),
      ...(way === 'override' && { ground, reason }),
      groups: referral.share,
      ...(named && { recipients: [named.id] }),
      ...(agrees && grantInput(grant, referral)),
      childTold: told,
    }
    if ((await record.perform(input, { ifMatch: referral.version })) === undefined) return
    // The next person has not been asked anything.
    setWay(undefined)
    setTold(undefined)
    setGround(undefined)
    setGuardian({})
    setGrant(emptyGrant(referral))
    setReason('')
    reload()
  }
  const complete =
    way !== undefined &&
    told !== undefined &&
    (way !== 'override' || (ground !== undefined && reason.trim() !== '')) &&
    (!agrees || isWholeGrant(grant)) &&
    (!ofGuardian || (guardian.appointedBy !== undefined && guardian.conflict !== undefined))
  const set = { setWay, setTold, setGround, setGuardian, setGrant, setReason }
  return { way, told, ground, guardian, grant, reason, ofGuardian, agrees, named, complete, record, keep, ...set }
}

/** Records a yes, a no, or going ahead without consent. Nobody is offered whose word does not count here. */
export function Asking({ referral, reload }: AskingProps) {
  const t = useText()
  const answer = useAnswer({ referral, reload })
  const routes = useLook(viewRoutesOfReferral, { id: referral.id })
  const { way, told, record } = answer
  return (
    <Asked>
      <Stack gap={4}>
        <WhoIsAsked referral={referral} routing={routes.data} />
        <Choice
          label={t('referral.consent.write-down')}
          required
          value={way}
          onChange={answer.setWay}
          options={waysOf(referral, t)}
        />
        <LookView look={routes}>{({ consent }) => <AboutTheWay {...{ referral, answer, consent }} />}</LookView>
        {way && (
          <Choice
            label={t('referral.consent.told')}
            required
            value={told}
            onChange={answer.setTold}
            options={childTold.values.map((value) => ({ value, label: t(`referral.told.${value}`) }))}
          />
        )}
        <Refusal problem={record.refusal} />
        <div>
          <Button busy={record.busy} lacks={!answer.complete} onPress={() => void answer.keep()}>
            {t('referral.consent.keep')}
          </Button>
        </div>
      </Stack>
    </Asked>
  )
}

/** What else belongs to this answer: the legal reason, the guardian, what a yes reaches. */
function AboutTheWay({
  referral,
  answer,
  consent,
}: {
  referral: ReferralView
  answer: ReturnType<typeof useAnswer>
  consent: RoutingView['consent']
}) {
  const t = useText()
  const { way, named } = answer
  return (
    <>
      {way === 'override' && (
        <Grounds
          overrides={consent.overrides}
          againstNo={saidNo(referral)}
          ground={answer.ground}
          onGround={answer.setGround}
          reason={answer.reason}
          onReason={answer.setReason}
        />
      )}
      {answer.ofGuardian && <GuardianQuestions value={answer.guardian} onChange={answer.setGuardian} />}
      {named && (
        <Notice kind="due-soon" title={t('referral.consent.named', { authority: t(named.name) })}>
          <p>{t(`referral.consent.named.${named.kind === 'immigration' ? 'immigration' : 'text'}`)}</p>
        </Notice>
      )}
      {answer.agrees && (
        <GrantQuestions
          referral={referral}
          longest={consent.expiresAfterDays}
          value={answer.grant}
          onChange={answer.setGrant}
        />
      )}
    </>
  )
}

function WhoIsAsked({ referral, routing }: { referral: ReferralView; routing: RoutingView | undefined }) {
  const t = useText()
  return (
    <p>
      {t('referral.consent.needed', { child: referral.consent.child, adult: referral.consent.adult ? 'yes' : 'no' })}{' '}
      {routing && (
        <Why title={t('referral.consent.why')} source={routing.consent.source}>
          {t('referral.consent.why.text')}
        </Why>
      )}
    </p>
  )
}

function waysOf({ consent, caregiver }: ReferralView, t: ReturnType<typeof useText>) {
  const safe = caregiver === 'safe'
  const ifSafe = { disabled: !safe, ...(!safe && { hint: t('referral.way.caregiver-not-safe') }) }
  const ways: { value: Way; label: string; hint?: string; disabled?: boolean }[] = [
    ...(consent.child === 'nothing'
      ? []
      : [{ value: 'child-yes' as const, label: t('referral.way.child-yes', { basis: consent.child }) }]),
    { value: 'child-no', label: t('referral.way.child-no') },
    ...(consent.adult
      ? [
          { value: 'caregiver-yes' as const, label: t('referral.way.caregiver-yes'), ...ifSafe },
          { value: 'caregiver-no' as const, label: t('referral.way.caregiver-no'), ...ifSafe },
          { value: 'guardian-yes' as const, label: t('referral.way.guardian-yes') },
          { value: 'guardian-no' as const, label: t('referral.way.guardian-no') },
        ]
      : []),
    { value: 'override', label: t('referral.way.override'), hint: t('referral.way.override.hint') },
  ]
  return ways
}

/** The legal reasons, each with everything it rests on and whether somebody has read it. */
function Grounds({
  overrides,
  againstNo,
  ground,
  onGround,
  reason,
  onReason,
}: {
  overrides: RoutingView['consent']['overrides']
  againstNo: boolean
  ground: ConsentInput['ground']
  onGround: (ground: ConsentInput['ground']) => void
  reason: string
  onReason: (reason: string) => void
}) {
  const t = useText()
  const chosen = overrides.find((one) => one.ground === ground)
  return (
    <Stack gap={4}>
      {againstNo && (
        <Notice kind="due-soon" title={t('referral.second.needed')}>
          <p>{t('referral.second.needed.text')}</p>
        </Notice>
      )}
      <Choice
        label={t('referral.consent.ground')}
        required
        value={ground}
        onChange={onGround}
        options={overrides.map((one) => ({
          value: one.ground,
          label: t(one.label),
          hint: one.sources
            .map(({ instrument, paragraph }) => isolated(`${instrument}, ${paragraph ?? ''}`))
            .join('; '),
        }))}
      />
      {chosen?.sources.map((source) => (
        <SourceLine key={source.instrument} source={source} />
      ))}
      <LongText
        label={t('referral.consent.reason')}
        hint={t('referral.consent.reason.hint')}
        required
        value={reason}
        onChange={onReason}
      />
    </Stack>
  )
}

function saidNo({ consents }: ReferralView): boolean {
  const last = consents.findLast(({ givenBy }) => givenBy === 'child')
  return last?.basis === 'refusal' || last?.basis === 'withdrawal'
}

/** The authority, if a yes for its kind would leave it out. */
function namedRecipient({ authority }: ReferralView, way: Way | undefined): ReferralView['authority'] | undefined {
  if (way === undefined || way.endsWith('-no')) return undefined
  return authority && mustBeNamed(authority.kind, way === 'override' ? 'override' : 'consent') ? authority : undefined
}

/** Keeps the direction of a law's name inside a sentence of another script. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

function inputOf(way: Way, child: string): Pick<ConsentInput, 'basis' | 'givenBy'> {
  if (way === 'override') return { basis: 'override' }
  const [givenBy, answer] = way.split('-') as ['child' | 'caregiver' | 'guardian', 'yes' | 'no']
  if (answer === 'no') return { basis: 'refusal', givenBy }
  return { basis: givenBy === 'child' && child !== 'consent' ? 'assent' : 'consent', givenBy }
}
