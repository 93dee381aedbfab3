import { LookView, Notice, Page, Stack, Table, Tag, useText } from '#ui'
import { useLook } from '#ui/data'
import { mandateKind } from '../codes.ts'
import type { ListedAuthority } from '../view.ts'
import { viewAuthorities } from './routes.ts'

/** The register of authorities for the administrator: who can take referrals, and what in a mandate nobody understands. */
export function Screen() {
  const t = useText()
  const look = useLook(viewAuthorities, {})
  return (
    <Page title={t('referral.authorities')} lede={t('referral.authorities.lede')}>
      <LookView look={look}>
        {({ authorities }) => (
          <Stack gap={6}>
            {authorities
              .filter(({ unknownConcerns }) => unknownConcerns.length > 0)
              .map((authority) => (
                <Unknown key={authority.id} authority={authority} />
              ))}
            <Register authorities={authorities} />
          </Stack>
        )}
      </LookView>
    </Page>
  )
}

function Unknown({ authority }: { authority: ListedAuthority }) {
  const t = useText()
  return (
    <Notice kind="due-soon" title={t('referral.authorities.unknown', { name: t(authority.name) })}>
      <p>{t('referral.authorities.unknown.text')}</p>
      <ul>
        {authority.unknownConcerns.map((kind) => (
          <li key={kind}>
            <bdi>{kind}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('referral.authorities.unknown.known')}</p>
      <ul>
        {mandateKind.values.map((kind) => (
          <li key={kind}>
            {t(`standards.form.${kind}`)} (<bdi dir="ltr">{kind}</bdi>)
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Register({ authorities }: { authorities: readonly ListedAuthority[] }) {
  const t = useText()
  const stateOf = ({ active, attended }: ListedAuthority): string =>
    active ? t(attended ? 'referral.authorities.attended' : 'referral.unattended') : t('referral.authorities.closed')
  return (
    <Table
      caption={t('referral.authorities')}
      hideCaption
      rows={authorities}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', label: t('referral.authorities.name'), heading: true, cell: ({ name }) => t(name) },
        { key: 'kind', label: t('referral.authorities.kind'), cell: ({ kind }) => t(`referral.kind.${kind}`) },
        {
          key: 'state',
          label: t('referral.authorities.state'),
          cell: (authority) => (
            <Tag tone={authority.active && authority.attended ? 'accent' : 'plain'}>{stateOf(authority)}</Tag>
          ),
        },
      ]}
    />
  )
}
