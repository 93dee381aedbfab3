import { useEffect, useRef } from 'react'
import { Icon, Link, useText } from '#ui'
import type { Finding } from '../model.ts'
import type { IndicatorPack } from '../pack-model.ts'
import { AboutPart } from './about-part.tsx'
import { AgesPart } from './ages-part.tsx'
import { BeforePart } from './before-part.tsx'
import { DecidePart } from './decide-part.tsx'
import type { Drafts } from './drafts.ts'
import { FamilyPart } from './family-part.tsx'
import { HtcdsPart } from './htcds-part.tsx'
import { JusticePart } from './justice-part.tsx'
import type { Part } from './parts.ts'
import type { Answering } from './use-answers.ts'

export interface PartProps {
  part: Part
  /** In order; of the other signs only the one that is open. */
  parts: readonly Part[]
  packs: readonly IndicatorPack[]
  answering: Answering
  finding: Finding
  drafts: Drafts
  hrefOf: (key?: string) => string
  /** True if the person chose this part. The focus then goes to its heading. */
  arrived: boolean
  reload: () => void
}

/** One part of the screening, with links to the previous and the next. */
export function PartPage(props: PartProps) {
  const { part, parts, hrefOf, arrived } = props
  const t = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (arrived) heading.current?.focus()
  }, [arrived])
  const at = parts.indexOf(part)
  const before = parts[at - 1]
  const after = parts[at + 1]
  return (
    <>
      <Link href={hrefOf()} className="screening-all">
        <Icon name="list" size={16} /> {t('identification.parts.all')}
      </Link>
      <h2 tabIndex={-1} ref={heading}>
        {t(part.title)}
      </h2>
      <Content {...props} />
      <nav className="screening-steps" aria-label={t('identification.steps')}>
        {before ? (
          <Link href={hrefOf(before.key)} kind="secondary">
            {t('ui.steps.back')}
          </Link>
        ) : (
          <span />
        )}
        {after && (
          <Link href={hrefOf(after.key)} kind="primary">
            {t('identification.next', { part: t(after.title) })}
          </Link>
        )}
      </nav>
    </>
  )
}

function Content(props: PartProps) {
  switch (props.part.kind) {
    case 'about':
      return <AboutPart {...props} />
    case 'before':
      return <BeforePart meeting={props.answering.screening.meeting} />
    case 'ages':
      return <AgesPart {...props} />
    case 'family':
      return <FamilyPart {...props} />
    case 'justice':
      return <JusticePart {...props} />
    case 'decide':
      return (
        <>
          <DecidePart {...props} />
          <HtcdsPart id={props.answering.screening.id} version={props.answering.screening.version} />
        </>
      )
  }
}
