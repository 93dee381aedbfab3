import { Link, Notice, useText } from '#ui'
import type { SearchMention } from '#standards'
import { useSayMoment } from './moment.tsx'

/** "Missing since …", at the top of every record of the child. Everybody who may read the record may know. */
export function MissingNotice({ missing }: { missing: SearchMention | null }) {
  const t = useText()
  const say = useSayMoment()
  if (!missing) return null
  const open = missing.mayOpen && (
    <Link kind={missing.state === 'missing' ? 'primary' : 'secondary'} href={`/missing/${missing.id}`}>
      {t('missing.open.missing-child')}
    </Link>
  )
  return missing.state === 'missing' ? (
    <Notice
      kind="danger"
      title={
        'notKnown' in missing.lastSeen
          ? t('missing.since.said', { when: say({ at: missing.saidAt }) })
          : t('missing.since', { when: say(missing.lastSeen) })
      }
      actions={open}
    >
      {t(missing.mayOpen ? 'missing.since.says' : 'missing.since.ask')}
    </Notice>
  ) : (
    <Notice kind="due-soon" title={t('missing.found.title')} actions={open}>
      {t('missing.found.talk')}
    </Notice>
  )
}
