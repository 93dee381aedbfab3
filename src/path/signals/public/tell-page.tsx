import type { AnswerProblem } from '#lib/forms'
import { Icon } from '../../../../ui/icon.tsx'
import { Fields, fieldId, type FieldsProps } from './fields.tsx'
import { NoNetwork, Note } from './page.tsx'
import type { Voice } from './voice.ts'

export interface TellProps extends FieldsProps {
  /** New for each page. The concern's id is made from it and the answers. */
  seed: string
  /** Why sending failed. Everything typed is still on the page. */
  trouble?: 'away' | undefined
}

/** The questions, after a note about who reads the answers. */
export function TellPage(props: TellProps) {
  const { voice, seed, trouble } = props
  const { say } = voice
  return (
    <div className="tell">
      <div className="tell-head">
        <h1>{say('public.tell.title')}</h1>
        <p className="lede">{say('public.tell.lede')}</p>
        <Note kind="danger">
          <p className="strong">{say('public.tell.danger.title')}</p>
          <p>{say('public.tell.danger.text')}</p>
        </Note>
      </div>
      <aside className="tell-facts" aria-label={say('public.facts.title')}>
        {(['who', 'next', 'promise', 'you'] as const).map((fact) => (
          <section key={fact}>
            <h2>{say(`public.facts.${fact}.title`)}</h2>
            <p>{say(`public.facts.${fact}.text`)}</p>
          </section>
        ))}
        <p>
          <a href={`/tell/receipt${voice.query}`}>{say('public.to-receipt')}</a>
        </p>
      </aside>
      <form className="questions" method="post" action={`/tell${voice.query}`} noValidate autoComplete="off">
        {/* Enter presses the first button of a form. It must send, not add a child. */}
        <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
          {say('public.tell.send')}
        </button>
        <input type="hidden" name="seed" value={seed} />
        {trouble && (
          <Note kind="due-soon" focus>
            <p className="strong">{say(`public.trouble.${trouble}.title`)}</p>
            <p>{say(`public.trouble.${trouble}.text`)}</p>
          </Note>
        )}
        <Problems {...props} />
        <Fields {...props} />
        <NoNetwork voice={voice} />
        <div className="send">
          <p>{say('public.tell.before-sending')}</p>
          <button className="button" data-kind="primary" type="submit">
            {say('public.tell.send')}
          </button>
        </div>
      </form>
    </div>
  )
}

/** Problems with links to their questions. It takes the focus without a script. */
function Problems({ problems, voice, state }: TellProps) {
  const labelOf = ({ path }: AnswerProblem) => state.byPath[path]?.label
  if (problems.length === 0) return null
  return (
    <div className="notice" data-kind="due-soon" role="alert" tabIndex={-1} autoFocus>
      <Icon name="warning" />
      <div>
        <h2 className="notice-title">{voice.say('ui.errors.title', { count: problems.length })}</h2>
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.code}`}>
              <a href={`#${fieldId(problem.path)}`}>
                {voice.words(labelOf(problem) ?? problem.message, problem.params)}
              </a>
              {labelOf(problem) && <div>{voice.words(problem.message, problem.params)}</div>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Whom the person named: they cannot read it, and the person must not tell them either. */
function HiddenFrom({ kinds, voice: { say } }: { kinds: readonly string[]; voice: Voice }) {
  if (kinds.length === 0) return null
  return (
    <Note kind="hidden">
      <p className="strong">{say('public.arrived.hidden')}</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{say(`signals.kept-from.${kind}`)}</li>
        ))}
      </ul>
      <p>{say('signals.sent.hidden.text')}</p>
    </Note>
  )
}

/** The receipt: the words, how to keep them safe, what happens next. */
export function ArrivedPage({
  voice,
  words,
  danger,
  replyWanted,
  hiddenFrom,
}: {
  voice: Voice
  words: readonly string[]
  danger: boolean
  replyWanted: boolean
  /** The kinds of agency that the person named as part of it. */
  hiddenFrom: readonly string[]
}) {
  const { say } = voice
  return (
    <div className="arrived">
      <h1>{say('public.arrived.title')}</h1>
      <p className="lede">{say('public.arrived.lede')}</p>
      {danger && (
        <Note kind="danger">
          <p>{say('public.arrived.danger')}</p>
        </Note>
      )}
      <HiddenFrom kinds={hiddenFrom} voice={voice} />
      <section className="section" aria-labelledby="words">
        <h2 id="words">{say('public.words.title', { count: words.length })}</h2>
        <p>{say('public.words.what')}</p>
        <ol className="receipt">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <h3>{say('public.words.keep.title')}</h3>
        <ul>
          {(['paper', 'heart', 'photo', 'nobody'] as const).map((hint) => (
            <li key={hint}>{say(`public.words.keep.${hint}`)}</li>
          ))}
        </ul>
      </section>
      <section className="section" aria-labelledby="next">
        <h2 id="next">{say('public.next.title')}</h2>
        <ol className="next">
          <li>{say('public.next.read')}</li>
          <li>{say(danger ? 'public.next.urgent' : 'public.next.decide')}</li>
          <li>{say(replyWanted ? 'public.next.reply' : 'public.next.add')}</li>
        </ol>
        <p>
          <a className="button" data-kind="secondary" href={`/tell/receipt${voice.query}`}>
            {say('public.to-receipt.later')}
          </a>
        </p>
      </section>
    </div>
  )
}
