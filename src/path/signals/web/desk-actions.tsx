import { useState } from 'react'
import { Button, Cluster, Link, Refusal, Stack, useText } from '#ui'
import { usePerform, useSession } from '#ui/data'
import type { ConcernView } from '../view.ts'
import { CloseDialog } from './close-dialog.tsx'
import { PassOnDialog } from './desk-dialogs.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { takeConcern } from './routes.ts'

/** The actions of the desk. A referral needs no screening first, because safety comes before forms. */
export function DeskActions({ concern, reload }: { concern: ConcernView; reload: () => void }) {
  const t = useText()
  const { session } = useSession()
  const [open, setOpen] = useState<'merge' | 'pass-on' | 'close'>()
  const take = usePerform(takeConcern, { id: concern.id })
  const mine = concern.takenBy !== null && concern.takenBy === session?.account?.id
  const running = concern.status === 'waiting' || concern.status === 'taken'
  // Also a concern that one has already: another one was merged into it, or a later report, that nobody has looked at.
  const owed = concern.clocks.some(({ until, metAt, stoppedAt }) => until === 'concern-triaged' && !metAt && !stoppedAt)
  const mayTake = (running && (!mine || owed)) || (concern.status === 'closed' && concern.additionWaits)
  const child = concern.persons.find(({ childId }) => childId)?.childId
  const about = `concern=${concern.id}${child ? `&child=${child}` : ''}`
  const shared = { concern, reload, onClose: () => setOpen(undefined) }
  return (
    <Stack gap={3}>
      <Refusal problem={take.refusal} />
      <Cluster>
        {mayTake && (
          <Button
            kind="primary"
            busy={take.busy}
            onPress={async () => {
              if (await take.perform({}, { ifMatch: concern.version })) reload()
            }}
          >
            {t(
              concern.status === 'taken' && !mine
                ? 'signals.act.take-over'
                : concern.status === 'closed'
                  ? 'signals.act.take-again'
                  : 'signals.act.take',
            )}
          </Button>
        )}
        {concern.status !== 'merged' && (
          <>
            <Link href={`/referrals/new?${about}`} kind={mayTake ? 'secondary' : 'primary'}>
              {t('signals.act.refer')}
            </Link>
            <Link href={`/screenings/new?${about}`} kind="secondary">
              {t('signals.act.screen')}
            </Link>
            <Link href={`/justice-contacts/new?${about}`}>{t('signals.act.justice-contact')}</Link>
          </>
        )}
        {running && (
          <>
            <Button kind="quiet" onPress={() => setOpen('merge')}>
              {t('signals.act.merge')}
            </Button>
            <Button kind="quiet" onPress={() => setOpen('pass-on')}>
              {t('signals.act.pass-on')}
            </Button>
            <Button kind="quiet" onPress={() => setOpen('close')}>
              {t('signals.act.close')}
            </Button>
          </>
        )}
      </Cluster>
      {open === 'merge' && <MergeDialog {...shared} />}
      {open === 'pass-on' && <PassOnDialog {...shared} />}
      {open === 'close' && <CloseDialog {...shared} />}
    </Stack>
  )
}
