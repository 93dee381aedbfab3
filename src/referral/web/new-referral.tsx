import { useState } from 'react'
import { Button, Choice, Choices, ErrorSummary, LongText, LookView, Page, PlacePicker, Refusal, Section, Stack, useGo, usePlaceInApp, useText } from '#ui'
import type { FieldError, PlaceValue } from '#ui'
import { useLook, usePerform } from '#ui/data'
import { concernKinds } from '../concern-kinds.ts'
import type { RoutingView } from '../view.ts'
import { LeadRoute, RouteWhy } from './route-list.tsx'

const risks = ['immediate', 'high', 'medium', 'low', 'unknown']
const requests = ['safety-check', 'assessment', 'protection', 'guardian', 'shelter', 'health-care', 'legal-help', 'return-support']
const groups = ['concern', 'identity', 'contact', 'place', 'screening', 'safety']
const caregivers = ['safe', 'under-concern', 'absent', 'unknown']

/** Who has the mandate and why, what is asked, what is shared. Nothing is sent here: first the child is asked. */
export function Screen() {
  const t = useText()
  const go = useGo()
  const { query } = usePlaceInApp()
  const [signalId, childId] = [query.get('concern') ?? undefined, query.get('child') ?? undefined]
  const [risk, setRisk] = useState<string>()
  const [concerns, setConcerns] = useState<string[]>([])
  const [place, setPlace] = useState<PlaceValue>()
  const [asked, setAsked] = useState<string[]>([])
  const [share, setShare] = useState<string[]>(['concern', 'place', 'safety'])
  const [beside, setBeside] = useState<string[]>([])
  const [caregiver, setCaregiver] = useState<string>()
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  const about = { ...(signalId && { signalId }), ...(childId && { childId }), ...(place?.code && { placeCode: place.code }), ...(risk && { risk }) }
  const params = new URLSearchParams({ ...about, ...(concerns.length > 0 && { concerns: concerns.join(',') }) })
  const nobody = !signalId && !childId
  const look = useLook<RoutingView>(nobody ? undefined : `/api/referral-routes?${params}`)
  const places = useLook<{ places: { code: string; name: Record<string, string>; ancestors: string[] }[] }>('/api/places')
  const draft = usePerform<unknown, { id: string }>({ path: '/api/referrals' })

  async function write() {
    const missing = [
      ...(risk ? [] : [{ id: 'risk', message: t('referral.new.risk.missing') }]),
      ...(asked.length > 0 ? [] : [{ id: 'requests', message: t('referral.new.requests.missing') }]),
      ...(caregiver ? [] : [{ id: 'caregiver', message: t('referral.new.caregiver.missing') }]),
      ...(share.length > 0 ? [] : [{ id: 'share', message: t('referral.new.share.missing') }]),
    ]
    setErrors(missing)
    if (missing.length > 0) return
    const answer = await draft.perform({ ...about, concerns, caregiver, requests: asked, share, besideIds: beside, ...(note.trim() && { note }), occurredAt: new Date().toISOString() })
    if (answer) go(`/referrals/${answer.id}`)
  }
  const errorOf = (id: string): string | undefined => errors.find((error) => error.id === id)?.message

  if (nobody) {
    return (
      <Page title={t('referral.page.new')} narrow>
        <p>{t('referral.new.about-nobody')}</p>
      </Page>
    )
  }
  return (
    <Page title={t('referral.page.new')} lede={t('referral.new.lede')} narrow>
      <ErrorSummary errors={errors} />
      <Section title={t('referral.new.who')}>
        <LookView look={look}>
          {(routing) => (
            <Stack gap={4}>
              <LeadRoute routing={routing} />
              {routing.forCoordinator === 'place-unknown' && places.data && (
                <PlacePicker label={t('referral.new.place')} places={places.data.places.map(({ code, name, ancestors }) => ({ code, name, ...(ancestors[0] && { parent: ancestors[0] }) }))} value={place} onChange={setPlace} />
              )}
              <Beside routing={routing} chosen={beside} onChange={setBeside} />
            </Stack>
          )}
        </LookView>
      </Section>
      <Section title={t('referral.new.what')}>
        <Stack gap={5}>
          <Choice id="risk" label={t('referral.new.risk')} hint={t('referral.new.risk.hint')} required error={errorOf('risk')} value={risk} onChange={setRisk} options={risks.map((value) => ({ value, label: t(`referral.risk.${value}`), hint: t(`referral.risk.${value}.hint`) }))} />
          <Choices label={t('referral.new.concerns')} hint={t('referral.new.concerns.hint')} values={concerns} onChange={setConcerns} options={concernKinds.map((value) => ({ value, label: t(`referral.concern.${value}`) }))} />
          <Choices id="requests" label={t('referral.new.requests')} required error={errorOf('requests')} values={asked} onChange={setAsked} options={requests.map((value) => ({ value, label: t(`referral.request.${value}`) }))} />
          <LongText label={t('referral.new.note')} hint={t('referral.new.note.hint')} value={note} onChange={setNote} />
        </Stack>
      </Section>
      <Section title={t('referral.new.safe')}>
        <Stack gap={5}>
          <Choice id="caregiver" label={t('referral.new.caregiver')} hint={t('referral.new.caregiver.hint')} required error={errorOf('caregiver')} value={caregiver} onChange={setCaregiver} options={caregivers.map((value) => ({ value, label: t(`referral.caregiver.${value}`) }))} />
          <Choices id="share" label={t('referral.new.share')} hint={t('referral.new.share.hint')} required error={errorOf('share')} values={share} onChange={setShare} options={groups.map((value) => ({ value, label: t(`referral.group.${value}`), hint: t(`referral.group.${value}.hint`) }))} />
        </Stack>
      </Section>
      <Refusal problem={draft.refusal} />
      <Stack gap={2}>
        <div>
          <Button kind="primary" busy={draft.busy} onPress={() => void write()}>
            {t('referral.new.continue')}
          </Button>
        </div>
        <span className="soft small">{t('referral.new.continue.next')}</span>
      </Stack>
    </Page>
  )
}

/** Authorities that can be told beside child protection. None of them replaces it. */
function Beside({ routing, chosen, onChange }: { routing: RoutingView; chosen: string[]; onChange: (ids: string[]) => void }) {
  const t = useText()
  const others = routing.routes.filter(({ part }) => part === 'beside')
  if (others.length === 0) return null
  return (
    <Stack gap={3}>
      <Choices label={t('referral.new.beside')} hint={t('referral.new.beside.hint')} values={chosen} onChange={onChange} options={others.map(({ authorityId, name, kind }) => ({ value: authorityId, label: t(name), hint: t(`referral.kind.${kind}`) }))} />
      <ul>
        {others.map((route) => (
          <li key={route.authorityId}>
            {t('referral.route.why.short', { name: t(route.name) })} <RouteWhy route={route} />
          </li>
        ))}
      </ul>
    </Stack>
  )
}
