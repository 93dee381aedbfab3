import type { CSSProperties, ReactNode } from 'react'

interface PageProps {
  title: string
  lede?: ReactNode
  /** Buttons beside the title. */
  actions?: ReactNode
  /** One column of reading width, for forms and texts. */
  narrow?: boolean
  /** The whole width of the screen, for a workbench. */
  wide?: boolean
  children?: ReactNode
}

/** One screen: heading, purpose, main actions, content. */
export function Page({ title, lede, actions, narrow, wide, children }: PageProps) {
  return (
    <div className="page" data-narrow={narrow || undefined} data-wide={wide || undefined}>
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {lede && <p className="lede">{lede}</p>}
        </div>
        {actions && <div className="cluster">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children?: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

type Gap = 1 | 2 | 3 | 4 | 5 | 6

function gapStyle(gap: Gap | undefined): CSSProperties | undefined {
  return gap ? ({ '--gap': `var(--s${gap})` } as CSSProperties) : undefined
}

/** Items in a column. */
export function Stack({ gap, children }: { gap?: Gap; children: ReactNode }) {
  return (
    <div className="stack" style={gapStyle(gap)}>
      {children}
    </div>
  )
}

/** Items in a row that wraps. */
export function Cluster({ gap, spread, children }: { gap?: Gap; spread?: boolean; children: ReactNode }) {
  return (
    <div className="cluster" data-spread={spread || undefined} style={gapStyle(gap)}>
      {children}
    </div>
  )
}

/** A frame, only for items that are separate from each other. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="card stack">{children}</div>
}

/** A person's own words, unchanged. `language` sets pronunciation in screen readers, and direction. */
export function Said({ children, language }: { children: string; language?: string }) {
  return (
    <blockquote className="said" lang={language} dir="auto">
      {children}
    </blockquote>
  )
}
