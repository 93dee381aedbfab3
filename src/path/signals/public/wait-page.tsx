import { Note } from './page.tsx'
import type { Typed } from './typed.ts'
import type { Voice } from './voice.ts'

/**
 * For somebody over the limit. It holds what was typed, works nothing out and reads nothing, so that refusing costs less
 * than what is refused.
 */
export function WaitPage({ voice, path, typed }: { voice: Voice; path: string; typed: Typed }) {
  const { say } = voice
  return (
    <form className="questions" method="post" action={`${path}${voice.query}`} autoComplete="off">
      <h1>{say('public.trouble.too-many.title')}</h1>
      <Note kind="due-soon" focus>
        <p>{say('public.trouble.too-many.text')}</p>
      </Note>
      <Note kind="danger">
        <p className="strong">{say('public.tell.danger.title')}</p>
        <p>{say('public.tell.danger.text')}</p>
      </Note>
      {Object.entries(typed).flatMap(([name, values]) =>
        values.map((value, index) => <input key={`${name} ${index}`} type="hidden" name={name} value={value} />),
      )}
      <div className="send">
        <button className="button" data-kind="primary" type="submit">
          {say('public.tell.send')}
        </button>
      </div>
    </form>
  )
}
