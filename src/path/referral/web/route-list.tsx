import { Choices, Cluster, Link, Notice, PlacePicker, Stack, Tag, useFormat, useText, Why } from '#ui'
import type { PlaceValue } from '#ui'
import { usePlaceName, usePlaces } from '#ui/data'
import { smallShare } from '../share-defaults.ts'
import type { RouteView, RoutingView } from '../view.ts'

/** Shows existing referrals, so that a person opens one of them instead of writing a second. */
export function UnderWay({ routing }: { routing: RoutingView }) {
  const t = useText()
  const written = routing.underWay.filter(({ prepared }) => !prepared)
  const continues = written.length < routing.underWay.length && (
    <Notice title={t('referral.new.continues')}>{t('referral.new.continues.says')}</Notice>
  )
  if (written.length === 0) return continues
  return (
    <Notice kind="due-soon" title={t('referral.new.under-way')}>
      <ul>
        {written.map(({ id, state, to }) => (
          <li key={id}>
            <Link href={`/referrals/${id}`}>{to ? t(to) : t('referral.new.under-way.coordinator')}</Link> ·{' '}
            {t(`referral.state.${state}`)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The authority with the mandate, with reasons. Child protection is always first; the others work alongside. */
export function LeadRoute({ routing }: { routing: RoutingView }) {
  const t = useText()
  const lead = routing.routes.find(({ part }) => part === 'lead')
  return (
    <Stack gap={3}>
      {lead && (
        <Stack gap={2}>
          <Cluster>
            <span className="strong">{t(lead.name)}</span>
            <Tag tone="accent">{t('referral.route.lead')}</Tag>
            {lead.onCall && <Tag icon="clock">{t('referral.route.on-call')}</Tag>}
            <RouteWhy route={lead} />
          </Cluster>
          {lead.contact.phone && (
            <Link href={`tel:${lead.contact.phone}`}>
              <bdi dir="ltr">{lead.contact.phone}</bdi>
            </Link>
          )}
        </Stack>
      )}
      {lead && routing.consent.duty && (
        <Notice title={t('referral.by-law.title')}>
          <p>
            {t('referral.by-law.text', { authority: t(lead.name) })}{' '}
            <Why title={t('referral.by-law.why')} source={routing.consent.duty}>
              {t('referral.by-law.why.text')}
            </Why>
          </p>
        </Notice>
      )}
      {routing.forCoordinator && (
        <Notice kind="due-soon" title={t(lead ? 'referral.route.also-coordinator' : 'referral.route.coordinator')}>
          <p>{t(`referral.parked.${routing.forCoordinator}`)}</p>
          <p>{t(routing.coordinator)}</p>
        </Notice>
      )}
    </Stack>
  )
}

/** All reasons for this authority, with the law. */
export function RouteWhy({ route, label }: { route: RouteView; label?: string }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <Why title={t('referral.route.why', { name: t(route.name) })} source={route.mandate} {...(label && { label })}>
      <ul>
        {route.why.map((reason) => (
          <li key={String(reason['code'])}>
            {t(`referral.route.why.${reason['code']}`, {
              ...reason,
              ...(reason['place'] !== undefined && { place: placeName(String(reason['place'])) }),
              ...(reason['concern'] !== undefined && { concern: t(`standards.form.${reason['concern']}`) }),
            })}
          </li>
        ))}
      </ul>
      {route.mandate.fictional && <p>{t('ui.clock.fictional')}</p>}
    </Why>
  )
}

/** Authorities that can be informed alongside child protection. None of them replaces it. */
export function Alongside({
  routing,
  chosen,
  onChange,
}: {
  routing: RoutingView
  chosen: string[]
  onChange: (ids: string[]) => void
}) {
  const t = useText()
  const format = useFormat()
  const others = routing.routes.filter(({ part }) => part === 'alongside')
  const unattended = routing.unattended.filter(({ kind }) => kind !== 'child-protection')
  if (others.length + unattended.length === 0) return null
  return (
    <Stack gap={3}>
      <Choices
        label={t('referral.new.alongside')}
        hint={t('referral.new.alongside.hint')}
        values={chosen}
        onChange={onChange}
        options={[
          ...others.map(({ authorityId, name, kind }) => ({
            value: authorityId,
            label: t(name),
            hint: whatItGets(kind, t, format.list),
          })),
          ...unattended.map(({ authorityId, name }) => ({
            value: authorityId,
            label: t(name),
            hint: t('referral.unattended'),
            disabled: true,
          })),
        ]}
      />
      <Cluster>
        {others.map((route) => (
          <RouteWhy
            key={route.authorityId}
            route={route}
            label={t('referral.route.why.short', { name: t(route.name) })}
          />
        ))}
      </Cluster>
    </Stack>
  )
}

/** What a kind of authority gets at first. Immigration enforcement is never told by the way. */
function whatItGets(kind: RouteView['kind'], t: ReturnType<typeof useText>, list: (words: string[]) => string): string {
  const groups = list(smallShare(kind).map((group) => t(`referral.group.${group}`)))
  const gets = t('referral.new.alongside.gets', { kind: t(`referral.kind.${kind}`), groups })
  return kind === 'immigration' ? `${gets} ${t('referral.consent.named.immigration')}` : gets
}

/** Asks for the place, only if it is not known, because it decides the mandate. */
export function PlaceOfChild({
  value,
  onChange,
}: {
  value: PlaceValue | undefined
  onChange: (place: PlaceValue | undefined) => void
}) {
  const t = useText()
  const places = usePlaces()
  return <PlacePicker label={t('referral.new.place')} places={places} value={value} onChange={onChange} />
}
