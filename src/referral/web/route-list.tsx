import { Cluster, Link, Notice, Stack, Tag, useText, Why } from '#ui'
import type { RouteView, RoutingView } from '../view.ts'
import { usePlaceName } from './shared-facts.tsx'

/** Who has the mandate, and why. Child protection is always first; the others run beside it. */
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
          {lead.contact.phone && <Link href={`tel:${lead.contact.phone}`}>{lead.contact.phone}</Link>}
        </Stack>
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

/** Every reason why this authority stands here, and the law that says so. */
export function RouteWhy({ route }: { route: RouteView }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <Why title={t('referral.route.why', { name: t(route.name) })} source={route.mandate}>
      <ul>
        {route.why.map((reason) => (
          <li key={String(reason['code'])}>
            {t(`referral.route.why.${reason['code']}`, {
              ...reason,
              ...(reason['place'] !== undefined && { place: placeName(String(reason['place'])) }),
              ...(reason['concern'] !== undefined && { concern: t(`referral.concern.${reason['concern']}`) }),
            })}
          </li>
        ))}
      </ul>
      {route.mandate.fictional && <p>{t('referral.clock.fictional')}</p>}
    </Why>
  )
}
