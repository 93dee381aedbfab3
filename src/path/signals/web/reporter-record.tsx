import { useEffect, useState } from 'react'
import { Button, Link, Notice, Page, Said, Section, useFormat, useText } from '#ui'
import { usePerform, useSession, whenAttended } from '#ui/data'
import type { ConcernView } from '../view.ts'
import { Thread } from './thread.tsx'
import { TriageClocks } from './concern-record.tsx'
import { PassOnDialog } from './desk-dialogs.tsx'
import { seeReply } from './routes.ts'

/** A concern for the person who raised it: its state, the replies, and a field to add something. */
export function ReporterRecord({ concern, reload }: { concern: ConcernView; reload: () => void }) {
  const t = useText()
  const format = useFormat()
  const replied = useReply(concern)
  return (
    <Page title={t('signals.mine.title')} lede={t('signals.mine.lede', { at: format.dateTime(concern.raisedAt) })}>
      <Notice kind={concern.status === 'waiting' ? 'info' : 'ok'} title={t(`signals.mine.${concern.status}`)}>
        <p>
          {concern.closeReason ? t(`signals.close.${concern.closeReason}`) : t(`signals.mine.${concern.status}.text`)}
        </p>
        <p className="small numeric" dir="ltr">
          {concern.reference}
        </p>
      </Notice>
      {replied && (
        <Notice kind="due-soon" title={t('signals.mine.reply')}>
          {t('signals.mine.reply.text')}
        </Notice>
      )}
      <TriageClocks concern={concern} />
      <FindDesk concern={concern} reload={reload} />
      <Section title={t('signals.mine.words')}>
        <Said>{concern.words}</Said>
      </Section>
      <p>
        <Link href={`/justice-contacts/new?concern=${concern.id}`}>{t('signals.act.justice-contact')}</Link>
      </p>
      <Thread concern={concern} reload={reload} />
    </Page>
  )
}

/** Where nobody works at the desk, the coordinator has the concern and passes it to another one. */
function FindDesk({ concern, reload }: { concern: ConcernView; reload: () => void }) {
  const t = useText()
  const { has } = useSession()
  const [open, setOpen] = useState(false)
  if (!concern.unattended || !has('coordinator')) return null
  return (
    <div>
      <Button kind="primary" onPress={() => setOpen(true)}>
        {t('signals.act.pass-on')}
      </Button>
      {open && <PassOnDialog concern={concern} reload={reload} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** Whether the desk has written since the last look. Once the person is there, the reply no longer waits in their list. */
function useReply({ id, replyWaits }: ConcernView): boolean {
  const { perform } = usePerform(seeReply, { id })
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!replyWaits) return undefined
    return whenAttended(() => {
      setSeen(true)
      void perform({})
    })
  }, [replyWaits, perform])
  return seen || replyWaits
}
