import { useEffect, useState } from 'react'
import { isBlank } from '#lib/forms'
import type { Answers } from '#lib/forms'
import {
  Button,
  Cluster,
  FormFiller,
  Link,
  LookView,
  Loading,
  Notice,
  Page,
  Section,
  ThrowAway,
  Timeline,
  useLanguage,
  useOnline,
  useText,
  useUnderWay,
} from '#ui'
import { deliver, useKept, useLook, usePlaces, useSession, useStanding, useUnfinished } from '#ui/data'
import { type Outgoing, page, putAway, sendConcern, useOutgoing } from './outgoing.ts'
import { useRemembered } from './remembered.ts'
import { viewRaiseForm } from '../open-routes.ts'
import { viewConcern } from './routes.ts'

const begunWhat = 'signals.kept.begun'
const nothing: Answers = {}

/**
 * Raising a concern: one question a screen on a phone, the whole form on a desktop. What is begun or cannot be sent stays
 * on the device, and is sent by itself.
 */
export function Screen() {
  const [sent, setSent] = useState<string>()
  const { session } = useSession()
  const owner = session?.account?.id ?? ''
  const outgoing = useOutgoing()
  const begun = useKept(begunWhat).length > 0
  const current = outgoing.find(({ id }) => id === sent)
  // What waited is shown, also if it has gone out since, unless its writer has begun another one.
  const waiting = (outgoing.find(({ state }) => state !== 'sent') ?? outgoing[0])?.id
  useEffect(() => {
    void deliver()
    if (!begun) setSent(waiting)
    // oxlint-disable-next-line react/exhaustive-deps -- only when somebody arrives
  }, [owner])
  if (current && current.state !== 'refused')
    return <OnItsWay outgoing={current} onAnother={() => setSent(undefined)} />
  return (
    <Writing
      key={owner}
      refused={current}
      begun={begun}
      onSent={(id) => {
        if (current) putAway(current.id)
        setSent(id)
      }}
    />
  )
}

interface WritingProps {
  refused: Outgoing | undefined
  /** Its writer began it before, perhaps about another child. */
  begun: boolean
  onSent: (id: string) => void
}

function Writing({ refused, begun, onSent }: WritingProps) {
  const t = useText()
  const online = useOnline()
  const standing = useStanding()
  const { language } = useLanguage()
  const look = useLook(viewRaiseForm, {})
  const form = useRemembered('raise-form', look.data)
  const places = usePlaces()
  const others = useOutgoing().filter(({ state, id }) => state === 'waiting' && id !== refused?.id)
  const [answers, keep, done] = useUnfinished<Answers>({ what: begunWhat, page }, refused?.data.answers ?? nothing)
  const [before, setBefore] = useState(begun)
  const anew = (
    <ThrowAway
      onThrow={() => {
        done()
        setBefore(false)
      }}
    />
  )
  return (
    <Page title={t('signals.raise.title')} lede={t('signals.raise.lede')} narrow>
      {before && <Notice title={t('signals.kept.begun')} actions={anew} />}
      {!online && (
        <Notice kind="info" title={t('signals.raise.offline.title')}>
          <p>{t('signals.raise.offline.text')}</p>
          <p>{t(`ui.kept.${standing}`)}</p>
        </Notice>
      )}
      {others.length > 0 && (
        <Notice kind="due-soon" actions={<Button onPress={() => void deliver()}>{t('signals.waiting.again')}</Button>}>
          {t('signals.waiting.count', { count: others.length })}
        </Notice>
      )}
      {form ? (
        <FormFiller
          key={`${before}`}
          form={form}
          answers={answers}
          onChange={keep}
          places={places}
          refusal={refused?.problem}
          submitLabel={t('signals.raise.send')}
          onSubmit={(values) => {
            const id = sendConcern(withoutBlankEntries(values), answers, language)
            done()
            onSent(id)
          }}
          aside={
            answers['danger'] === 'immediate' && (
              <Notice kind="danger" title={t('signals.raise.danger.title')}>
                {t('signals.raise.danger.text')}
              </Notice>
            )
          }
        />
      ) : (
        <LookView look={look}>{() => <Loading />}</LookView>
      )}
    </Page>
  )
}

/** Removes entries of children without any answer. */
function withoutBlankEntries(values: Answers): Answers {
  const { children } = values
  if (!Array.isArray(children)) return values
  return {
    ...values,
    children: (children as Answers[]).filter((entry) => Object.values(entry).some((answer) => !isBlank(answer))),
  }
}

/** Shows whether the concern is sent or waits, then its reference and what happens next. */
function OnItsWay({ outgoing, onAnother }: { outgoing: Outgoing; onAnother: () => void }) {
  const t = useText()
  const arrived = outgoing.state === 'sent'
  useUnderWay(outgoing.state === 'sending')
  const { id } = outgoing
  useEffect(() => {
    // Its writer has seen that it arrived.
    if (arrived) return () => putAway(id)
    return undefined
  }, [arrived, id])
  const concern = useLook(viewConcern, arrived ? { id: outgoing.id } : undefined)
  const danger = outgoing.data.body['danger'] === 'immediate'
  const another = (
    <Button
      onPress={() => {
        if (arrived) putAway(outgoing.id)
        onAnother()
      }}
    >
      {t('signals.sent.another')}
    </Button>
  )
  if (!arrived) {
    return (
      <Page title={t('signals.waiting.title')} narrow>
        {outgoing.state === 'sending' ? <Loading text={t('signals.waiting.sending')} /> : <Waits outgoing={outgoing} />}
        {danger && (
          <Notice kind="danger" title={t('signals.raise.danger.title')}>
            {t('signals.raise.danger.text')}
          </Notice>
        )}
        <Cluster>
          <Button kind="primary" busy={outgoing.state === 'sending'} onPress={() => void deliver()}>
            {t('signals.waiting.again')}
          </Button>
          {another}
        </Cluster>
      </Page>
    )
  }
  return (
    <Page title={t('signals.sent.title')} lede={t('signals.sent.lede')} narrow>
      {concern.data && (
        <p>
          {t('signals.sent.reference')}{' '}
          <strong className="numeric" dir="ltr">
            {concern.data.reference}
          </strong>
        </p>
      )}
      <HiddenFrom kinds={outgoing.data.body['keptFrom']} />
      <Section title={t('signals.sent.next')}>
        <Timeline
          label={t('signals.sent.next')}
          entries={[
            { id: 'raised', state: 'done', title: t('signals.sent.step.arrived') },
            {
              id: 'read',
              state: danger ? 'danger' : 'now',
              title: t(danger ? 'signals.sent.step.urgent' : 'signals.sent.step.read'),
            },
            { id: 'act', state: 'waiting', title: t('signals.sent.step.act') },
            { id: 'you', state: 'waiting', title: t('signals.sent.step.you') },
          ]}
        />
      </Section>
      <Cluster>
        <Link href={`/concerns/${outgoing.id}`} kind="primary">
          {t('signals.sent.open')}
        </Link>
        {another}
      </Cluster>
    </Page>
  )
}

/** What it waits for, and where it is kept: the truth about both. */
function Waits({ outgoing: { waitsFor = 'connection' } }: { outgoing: Outgoing }) {
  const t = useText()
  const standing = useStanding()
  return (
    <Notice kind="due-soon" live title={t(`ui.kept.waits.${waitsFor}`)}>
      <p>{t('signals.waiting.kept')}</p>
      <p>{t(`ui.kept.${standing}`)}</p>
    </Notice>
  )
}

/** Whom the writer named: the record is hidden from them, and the writer must not tell them either. */
function HiddenFrom({ kinds }: { kinds?: Outgoing['data']['body']['keptFrom'] }) {
  const t = useText()
  if (!kinds || kinds.length === 0) return null
  return (
    <Notice kind="hidden" title={t('signals.sent.hidden')}>
      <ul className="plain">
        {kinds.map((kind) => (
          <li key={kind}>{t(`signals.kept-from.${kind}`)}</li>
        ))}
      </ul>
      <p>{t('signals.sent.hidden.text')}</p>
    </Notice>
  )
}
