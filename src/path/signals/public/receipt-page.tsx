import { dayIn } from '#lib/civil-time'
import { wordsOfDate } from '#lib/forms'
import type { ConcernView } from '../view.ts'
import { NoNetwork, Note } from './page.tsx'
import type { Voice } from './voice.ts'

/** The page to type the words of a receipt. All invalid receipts get the same answer. */
export function AskReceiptPage({
  voice,
  typed,
  refused,
}: {
  voice: Voice
  typed: string
  refused?: 'unknown' | 'away' | undefined
}) {
  const { say } = voice
  return (
    <div className="arrived">
      <h1>{say('public.receipt.title')}</h1>
      <p className="lede">{say('public.receipt.lede')}</p>
      <form className="questions" method="post" action={`/tell/receipt${voice.query}`} noValidate autoComplete="off">
        {refused && (
          <Note kind="due-soon" focus>
            <p className="strong">{say(`public.receipt.${refused}.title`)}</p>
            <p>{say(`public.receipt.${refused}.text`)}</p>
          </Note>
        )}
        <div className="field question">
          <label className="field-label" htmlFor="receipt">
            {say('public.receipt.label')}
          </label>
          <div className="field-hint" id="receipt-hint">
            {say('public.receipt.hint')}
          </div>
          <textarea
            id="receipt"
            name="receipt"
            className="input"
            rows={3}
            dir="auto"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoComplete="off"
            aria-describedby="receipt-hint"
            defaultValue={typed}
            maxLength={500}
          />
        </div>
        <NoNetwork voice={voice} />
        <div className="send">
          <button className="button" data-kind="primary" type="submit">
            {say('public.receipt.open')}
          </button>
        </div>
      </form>
      <p>
        <a href={`/tell${voice.query}`}>{say('public.to-tell')}</a>
      </p>
    </div>
  )
}

export interface ConcernProps {
  voice: Voice
  /** The country's: its days are named. */
  timeZone: string
  concern: ConcernView
  /** Opens the concern again, so that the person need not type the words twice. Never put it into an address. */
  digest: string
  seed: string
  typed: string
  note?: 'added' | 'nothing-written' | 'away' | undefined
}

/** The state of the concern in plain words, the messages since, and a field to add something. */
export function ConcernPage({ voice, timeZone, concern, digest, seed, typed, note }: ConcernProps) {
  const { say } = voice
  const day = (at: string): string => wordsOfDate(dayIn(timeZone, at), voice.language, 'gregory')
  return (
    <div className="arrived">
      <h1>{say('public.concern.title')}</h1>
      {note && (
        <Note kind={note === 'added' ? 'ok' : 'due-soon'} focus>
          <p className="strong">{say(`public.concern.${note}.title`)}</p>
          <p>{say(`public.concern.${note}.text`)}</p>
        </Note>
      )}
      <section className="state" aria-labelledby="state">
        <h2 id="state">{say(`public.state.${stateOf(concern)}.title`)}</h2>
        <p>{say(`public.state.${stateOf(concern)}.text`)}</p>
        <p className="soft small">
          {say('public.concern.facts', { reference: concern.reference, date: day(concern.receivedAt) })}
        </p>
      </section>
      <section className="section" aria-labelledby="said">
        <h2 id="said">{say('public.concern.said')}</h2>
        {concern.messages.length === 0 ? (
          <p>{say('public.concern.nothing-said')}</p>
        ) : (
          <ol className="said-list">
            {concern.messages.map((message) => (
              <li key={message.id} data-side={message.side}>
                <p className="small soft">{say(`public.concern.from.${message.side}`, { date: day(message.at) })}</p>
                <p className="said-text" dir="auto">
                  {message.text}
                </p>
              </li>
            ))}
          </ol>
        )}
      </section>
      <form className="questions" method="post" action={`/tell/receipt${voice.query}`} noValidate autoComplete="off">
        <input type="hidden" name="digest" value={digest} />
        <input type="hidden" name="seed" value={seed} />
        <div className="field question" data-invalid={note === 'nothing-written' || undefined}>
          <label className="field-label" htmlFor="text">
            {say('public.concern.add.label')}
          </label>
          <div className="field-hint" id="text-hint">
            {say('public.concern.add.hint')}
          </div>
          <textarea
            id="text"
            name="text"
            className="input"
            rows={5}
            dir="auto"
            autoComplete="off"
            aria-describedby="text-hint"
            defaultValue={typed}
            maxLength={10_000}
          />
        </div>
        <NoNetwork voice={voice} />
        <div className="send">
          <button className="button" data-kind="primary" type="submit" name="add" value="yes">
            {say('public.concern.add.send')}
          </button>
        </div>
      </form>
    </div>
  )
}

function stateOf(concern: ConcernView): 'waiting' | 'taken' | 'passed-on' | 'merged' | 'closed' {
  const moved = concern.steps.some((step) => step.kind === 'passed-on')
  return concern.status === 'waiting' && moved ? 'passed-on' : concern.status
}
