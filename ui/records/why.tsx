import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from '../icon.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { Tag } from './tag.tsx'

/** The source of a rule, deadline or indicator. */
export interface Source {
  instrument: string
  paragraph?: string | undefined
  date?: string | undefined
  verified: boolean
  /** Our own practice: no outside source was found. It is said in the language of the reader. */
  ours?: true | undefined
  url?: string | undefined
}

export interface WhyProps {
  /** The question it answers, as a heading: "Why this deadline?" */
  title: string
  children?: ReactNode
  source?: Source | undefined
  /** Label of the button. Default: a question mark. */
  label?: string
}

/** The reason behind a finding, a deadline or a hidden field, one tap away, with its source. */
export function Why({ title, children, source, label }: WhyProps) {
  return (
    <DialogTrigger>
      <Button className="why-button" data-labelled={label ? true : undefined} aria-label={label ? undefined : title}>
        <Icon name="question" size={18} />
        {label}
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog>
          <Heading slot="title" level={3}>
            {title}
          </Heading>
          {children && <div className="stack">{children}</div>}
          {source && <SourceLine source={source} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** A source in full. It says if nobody has compared our rule with the original text. */
export function SourceLine({ source }: { source: Source }) {
  const t = useText()
  const { date } = useFormat()
  return (
    <div className="source">
      <span className="soft">{t('ui.source.label')}</span>
      <span className="strong" dir="auto">
        {source.ours ? t('ui.source.ours') : source.instrument}
      </span>
      {source.paragraph && !source.ours && <span dir="auto">{source.paragraph}</span>}
      {source.date && <span>{date(source.date)}</span>}
      <span>
        {source.verified ? (
          <Tag tone="accent" icon="check">
            {t('ui.source.verified')}
          </Tag>
        ) : (
          <Tag tone="due-soon">{t('ui.source.unverified')}</Tag>
        )}
      </span>
    </div>
  )
}
