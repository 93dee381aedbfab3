import { useState } from 'react'
import {
  Button,
  Dialog,
  Empty,
  Loading,
  LookView,
  Notice,
  Page,
  Refusal,
  Section,
  Stack,
  Table,
  Tag,
  useFormat,
  useLateTexts,
  useText,
} from '#ui'
import { useLook, usePerform, useSession } from '#ui/data'
import { type AgencyKeyView, listAgencyKeys, revokeAgencyKey } from '../own-routes.ts'
import { NewAccessKey } from './new-access-key.tsx'

/** The access keys of the administrator's agency: make one, see which work, revoke one. */
export function Screen() {
  return useLateTexts('access-keys') ? <AccessKeys /> : <Loading />
}

function AccessKeys() {
  const t = useText()
  const agencyId = useSession().session?.account?.agencyId
  const look = useLook(listAgencyKeys, agencyId ? { agencyId } : undefined)
  const [revoking, setRevoking] = useState<AgencyKeyView>()
  return (
    <Page title={t('app.access-keys')} lede={t('access-keys.lede')}>
      <Section title={t('access-keys.new')}>
        {agencyId && <NewAccessKey agencyId={agencyId} onMade={look.retry} />}
      </Section>
      <Section title={t('access-keys.all')}>
        <LookView look={look} empty={<Empty title={t('access-keys.none')}>{t('access-keys.none.next')}</Empty>}>
          {({ keys }) => <KeyTable keys={keys} onRevoke={setRevoking} />}
        </LookView>
      </Section>
      {revoking && (
        <RevokeDialog
          revoked={revoking}
          onClose={() => {
            setRevoking(undefined)
            look.retry()
          }}
        />
      )}
    </Page>
  )
}

function KeyTable({ keys, onRevoke }: { keys: AgencyKeyView[]; onRevoke: (key: AgencyKeyView) => void }) {
  const t = useText()
  const format = useFormat()
  if (keys.length === 0) return <Empty title={t('access-keys.none')}>{t('access-keys.none.next')}</Empty>
  return (
    <Table
      caption={t('access-keys.all')}
      hideCaption
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'label', label: t('access-keys.label'), heading: true, cell: ({ label }) => <bdi>{label}</bdi> },
        {
          key: 'state',
          label: t('access-keys.state'),
          cell: ({ state }) => (
            <Tag tone={state === 'works' ? 'accent' : 'plain'}>{t(`access-keys.state.${state}`)}</Tag>
          ),
        },
        { key: 'until', label: t('access-keys.until'), cell: ({ expiresAt }) => format.date(expiresAt) },
        {
          key: 'used',
          label: t('access-keys.used'),
          cell: ({ lastUsedAt }) => (lastUsedAt ? format.dateTime(lastUsedAt) : t('access-keys.never-used')),
        },
        {
          key: 'limit',
          label: t('access-keys.per-minute'),
          end: true,
          cell: ({ perMinute }) => format.number(perMinute),
        },
        {
          key: 'by',
          label: t('access-keys.by'),
          cell: ({ createdBy, createdAt }) => (
            <>
              <bdi>{createdBy ?? t('access-keys.by.operator')}</bdi> · {format.date(createdAt)}
            </>
          ),
        },
        {
          key: 'revoke',
          label: t('access-keys.act'),
          cell: (key) =>
            key.state === 'works' && (
              <Button kind="quiet" onPress={() => onRevoke(key)}>
                {t('access-keys.revoke')}
              </Button>
            ),
        },
      ]}
    />
  )
}

function RevokeDialog({ revoked, onClose }: { revoked: AgencyKeyView; onClose: () => void }) {
  const t = useText()
  const revoke = usePerform(revokeAgencyKey, { id: revoked.id })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('access-keys.revoke.title')}
      actions={
        <>
          <Button
            kind="danger"
            busy={revoke.busy}
            onPress={async () => {
              if (await revoke.perform({})) onClose()
            }}
          >
            {t('access-keys.revoke.do')}
          </Button>
          <Button onPress={onClose}>{t('access-keys.revoke.back')}</Button>
        </>
      }
    >
      <Stack>
        <Refusal problem={revoke.refusal} />
        <p>
          <bdi className="strong">{revoked.label}</bdi>
        </p>
        <Notice kind="due-soon">{t('access-keys.revoke.text')}</Notice>
      </Stack>
    </Dialog>
  )
}
