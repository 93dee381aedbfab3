import { Icon, Link, useText } from '#ui'
import type { Finding } from '../model.ts'
import type { Part } from './parts.ts'

interface PartListProps {
  parts: readonly Part[]
  current: string | undefined
  hrefOf: (key: string) => string
  finding: Finding
}

/** All parts of the screening, open in any order, because a conversation does not follow a form. */
export function PartList({ parts, current, hrefOf, finding }: PartListProps) {
  const t = useText()
  const noted = new Map(
    finding.packs.flatMap((pack) => pack.families.map((family) => [family.family, family.speaksFor.length] as const)),
  )
  return (
    <ol className="screening-parts">
      {parts.map((part) => (
        <li key={part.key} data-kind={part.kind}>
          <Link
            href={hrefOf(part.key)}
            className="screening-part-link"
            {...(part.key === current && { 'aria-current': 'page' as const })}
          >
            <span>{t(part.title)}</span>
            {part.of !== undefined && (
              <span className="soft small numeric">
                {(noted.get(part.key) ?? 0) > 0 && <Icon name="check" size={14} />}
                <span className="unseen">{t('identification.part.answered')} </span>
                {t('identification.part.progress', { answered: part.answered ?? 0, of: part.of })}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ol>
  )
}
