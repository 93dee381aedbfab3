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
  Timeline,
  useLanguage,
  useOnline,
  useText,
  useUnderWay,
} from '#ui'
import { useLook, usePlaces, useSession } from '#ui/data'
import { type Outgoing, putAway, sendAgain, sendConcern, useOutgoing } from './outgoing.ts'
import { useRemembered } from './remembered.ts'
import { viewRaiseForm } from '../open-routes.ts'
import { viewConcern } from './routes.ts'

/** The unfinished concern stays while the person visits another screen. It is never stored on the device. */
let draft: { owner: string; answers: Answers } = { owner: '', answers: {} }

/**
 * Raising a concern: one question a screen on a phone, the whole form on a desktop. Without a network it waits and is
 * sent automatically.
 */
export function Screen() {
  const [sent, setSent] = useState<string>()
  const { session } = useSession()
  const owner = session?.account?.id ?? ''
  const outgoing = useOutgoing(owner)
  const current = outgoing.find(({ id }) => id === sent)
  // What waited for its writer to sign in again goes out at once, and is shown unless they have begun another one.
  const waiting = outgoing.find(({ state }) => state === 'waiting')?.id
  useEffect(() => {
    sendAgain()
    if (draft.owner !== owner || Object.keys(draft.answers).length === 0) setSent(waiting)
    // oxlint-disable-next-line react/exhaustive-deps -- only when somebody arrives
  }, [owner])
  useEffect(() => {
    if (current?.state === 'refused') draft = { owner: current.owner, answers: current.answers }
  }, [current])
  if (current && current.state !== 'refused')
    return <OnItsWay outgoing={current} onAnother={() => setSent(undefined)} />
  return (
    <Writing
      key={owner}
      owner={owner}
      refused={current}
      onSent={(id) => {
        if (current) putAway(current.id)
        setSent(id)
      }}
    />
  )
}

function Writing({
  owner,
  refused,
  onSent,
}: {
  owner: string
  refused: Outgoing | undefined
  onSent: (id: string) => void
}) {
  const t = useText()
  const online = useOnline()
  const { language } = useLanguage()
  const look = useLook(viewRaiseForm, {})
  const form = useRemembered('raise-form', look.data)
  const places = usePlaces()
  const others = useOutgoing(owner).filter(({ state, id }) => state === 'waiting' && id !== refused?.id)
  const [answers, setAnswers] = useState<Answers>(
    () => refused?.answers ?? (draft.owner === owner ? draft.answers : {}),
  )
  function keep(next: Answers) {
    draft = { owner, answers: next }
    setAnswers(next)
  }
  return (
    <Page title={t('signals.raise.title')} lede={t('signals.raise.lede')} narrow>
      {!online && (
        <Notice kind="info" title={t('signals.raise.offline.title')}>
          {t('signals.raise.offline.text')}
        </Notice>
      )}
      {others.length > 0 && (
        <Notice kind="due-soon" actions={<Button onPress={sendAgain}>{t('signals.waiting.again')}</Button>}>
          {t('signals.waiting.count', { count: others.length })}
        </Notice>
      )}
      {form ? (
        <FormFiller
          form={form}
          answers={answers}
          onChange={keep}
          places={places}
          refusal={refused?.problem}
          submitLabel={t('signals.raise.send')}
          onSubmit={(values) => {
            const id = sendConcern(owner, withoutBlankEntries(values), answers, language)
            draft = { owner, answers: {} }
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
  const arrived = outgoing.state === 'arrived'
  useUnderWay(outgoing.state === 'sending')
  const concern = useLook(viewConcern, arrived ? { id: outgoing.id } : undefined)
  const danger = outgoing.body['danger'] === 'immediate'
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
        {outgoing.state === 'sending' ? (
          <Loading text={t('signals.waiting.sending')} />
        ) : (
          <Notice kind="due-soon" live title={t('signals.waiting.kept.title')}>
            {t('signals.waiting.kept.text')}
          </Notice>
        )}
        {danger && (
          <Notice kind="danger" title={t('signals.raise.danger.title')}>
            {t('signals.raise.danger.text')}
          </Notice>
        )}
        <Cluster>
          <Button kind="primary" busy={outgoing.state === 'sending'} onPress={sendAgain}>
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
      <HiddenFrom kinds={outgoing.body['keptFrom']} />
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

/** Whom the writer named: the record is hidden from them, and the writer must not tell them either. */
function HiddenFrom({ kinds }: { kinds?: Outgoing['body']['keptFrom'] }) {
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
