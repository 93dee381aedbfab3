import { Disclosure, Icon, Link, useText } from '#ui'
import type { Finding } from '../model.ts'
import type { Part, Parts } from './parts.ts'

interface PartListProps {
  parts: Parts
  current: string | undefined
  hrefOf: (key: string) => string
  finding: Finding
}

/**
 * All parts of the screening, open in any order, because a conversation does not follow a form. Nothing counts how far
 * somebody came: whatever does not come up is left alone.
 */
export function PartList({ parts, current, hrefOf, finding }: PartListProps) {
  const t = useText()
  const noted = new Set(
    finding.packs.flatMap((pack) =>
      pack.families.filter((family) => family.speaksFor.length > 0).map((family) => family.family),
    ),
  )
  const links = (list: readonly Part[]) => (
    <ol className="screening-parts">
      {list.map((part) => (
        <li key={part.key} data-kind={part.kind}>
          <Link
            href={hrefOf(part.key)}
            className="screening-part-link"
            {...(part.key === current && { 'aria-current': 'page' as const })}
          >
            <span>{t(part.title)}</span>
            {noted.has(part.key) && (
              <span className="soft small">
                <Icon name="check" size={14} />
                <span className="unseen">{t('identification.part.noted')}</span>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ol>
  )
  return (
    <>
      {links(parts.offered)}
      {parts.rest.length > 0 && <Disclosure title={t('identification.rest.parts')}>{links(parts.rest)}</Disclosure>}
    </>
  )
}
