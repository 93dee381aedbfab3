import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { directionOf, nameOfLanguage } from '../../../../ui/language/text.ts'
import { Icon } from '../../../../ui/icon.tsx'
import type { Voice } from './voice.ts'

/** A neutral page that anyone may have open. */
const neutral = 'https://www.wikipedia.org/'

export interface PageParts {
  voice: Voice
  languages: readonly string[]
  /** Path of this page, for the other languages. */
  path: string
  demonstration: boolean
}

/**
 * One HTML document. Every page and state has the same title, so that a bystander learns nothing. *Exit this page* is
 * first in the tab order.
 */
export function renderPage(parts: PageParts, content: ReactNode): string {
  const { voice, demonstration } = parts
  const { say } = voice
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={voice.language} dir={voice.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{say('app.name')}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/tell/page.css" />
        <script src="/tell/exit.js" />
      </head>
      <body>
        <header>
          <div className="exit">
            <a className="button" data-kind="primary" data-exit href={neutral} rel="nofollow noreferrer">
              {say('ui.exit.button')}
            </a>
          </div>
          <a className="skip" href="#main">
            {say('app.skip')}
          </a>
          {demonstration && (
            <div className="banner">
              <strong>{say('ui.demonstration.title')}</strong>
              <span>{say('ui.demonstration.text')}</span>
            </div>
          )}
          <div className="public-head">
            <span className="public-name">{say('app.name')}</span>
            <Languages {...parts} />
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {content}
        </main>
        <footer className="public-foot">
          <details className="disclosure">
            <summary>
              <Icon name="forward" />
              {say('ui.exit.explain.title')}
            </summary>
            <div className="stack">
              <p>{say('ui.exit.explain.how')}</p>
              <noscript>
                <p>{say('public.exit.without-script')}</p>
              </noscript>
              <p>{say('ui.exit.explain.limits')}</p>
            </div>
          </details>
          <p className="small soft">{say('public.foot.kept')}</p>
        </footer>
      </body>
    </html>,
  )}`
}

function Languages({ voice, languages, path }: PageParts) {
  return (
    <nav className="links" aria-label={voice.say('ui.language.label')}>
      {languages.map((language) =>
        language === voice.language ? (
          <span className="language" key={language} aria-current="true">
            {nameOfLanguage(language)}
          </span>
        ) : (
          <a
            className="language"
            key={language}
            href={`${path}?lang=${language}`}
            lang={language}
            dir={directionOf(language)}
            hrefLang={language}
          >
            {nameOfLanguage(language)}
          </a>
        ),
      )}
    </nav>
  )
}

/**
 * A hidden part of every form. The script shows it when there is no network, to say that the text is still on the page.
 */
export function NoNetwork({ voice }: { voice: Voice }) {
  return (
    <div className="notice" data-kind="due-soon" role="alert" tabIndex={-1} data-no-network hidden>
      <Icon name="offline" />
      <div>
        <p className="strong">{voice.say('public.no-network.title')}</p>
        <p>{voice.say('public.no-network.text')}</p>
      </div>
    </div>
  )
}

/** Something important, with an icon. */
export function Note({
  kind,
  children,
  focus,
}: {
  kind: 'info' | 'ok' | 'due-soon' | 'danger' | 'hidden'
  children: ReactNode
  focus?: boolean
}) {
  const icons = { info: 'info', ok: 'check', 'due-soon': 'warning', danger: 'danger', hidden: 'hidden' } as const
  return (
    <div className="notice" data-kind={kind} {...(focus && { role: 'alert', tabIndex: -1, autoFocus: true })}>
      <Icon name={icons[kind]} />
      <div>{children}</div>
    </div>
  )
}
