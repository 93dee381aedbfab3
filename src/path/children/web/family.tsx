import { useState } from 'react'
import { Button, Card, Cluster, DefinitionList, Disclosure, Link, Notice, Section, Stack, Tag, useText, Why } from '#ui'
import { usePerform } from '#ui/data'
import type { ChildView } from '../view.ts'
import { useFacts } from './facts-list.tsx'
import { MarkDialog } from './mark-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RelativeDialog } from './relative-dialog.tsx'
import { unlinkFamily } from './routes.ts'
import { useWords } from './words.ts'

type RelativeView = ChildView['family'][number]

/** Relatives of the child. The name of a registered relative is shown only with access to their record. */
export function Family({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<RelativeView>()
  const [marked, setMarked] = useState<RelativeView>()
  const current = child.status === 'current'
  return (
    <Section
      title={t('children.family')}
      actions={
        current && (
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {t('children.family.add')}
          </Button>
        )
      }
    >
      <Stack gap={4}>
        <FamilyContact child={child} again={again} />
        {child.family.length === 0 && <p className="soft">{t('children.family.none')}</p>}
        <ul className="plain">
          {child.family.map((relative) => (
            <li key={`${relative.linkId} ${relative.childId}`}>
              <Card>
                <Relative relative={relative} />
                <KnownOf child={child} relative={relative} />
                {current && (
                  <Cluster>
                    <WithPerson relative={relative} label="children.mark" onPress={setMarked} />
                    <WithPerson relative={relative} label="children.family.remove" onPress={setWrong} />
                  </Cluster>
                )}
              </Card>
            </li>
          ))}
        </ul>
        <Former child={child} />
      </Stack>
      {marked && <MarkDialog child={child} relative={marked} again={again} onClose={() => setMarked(undefined)} />}
      {wrong && <RemoveDialog child={child} relative={wrong} again={again} onClose={() => setWrong(undefined)} />}
      {open && <RelativeDialog child={child} again={again} onClose={() => setOpen(false)} />}
    </Section>
  )
}

/** Who was removed, by whom and why: a wrong entry stays in the history. */
function Former({ child }: { child: ChildView }) {
  const t = useText()
  const words = useWords()
  const { formerFamily } = child
  if (formerFamily.length === 0) return null
  return (
    <Disclosure title={t('children.family.former', { count: formerFamily.length })}>
      <ul className="plain">
        {formerFamily.map((relative) => (
          <li key={relative.linkId}>
            <Relative relative={relative} />
            <span className="soft small">{words.by(child.people[relative.removedBy], relative.removedAt)}</span>
            {relative.reason && <bdi className="soft"> ({relative.reason})</bdi>}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** A person close to the child. What they only say looks different from what is proven, on every screen. */
function Relative({ relative }: { relative: RelativeView }) {
  const t = useText()
  const { relation, childId, name, phone, note, hidden, standing } = relative
  const shown = name ? <bdi>{name}</bdi> : t('children.no-name')
  const proven = standing.verified !== 'claimed'
  return (
    <Cluster>
      <span className="soft">{t(`children.relation.${relation}`)}</span>
      {hidden ? (
        t('children.family.hidden')
      ) : childId ? (
        <Link href={`/children/${childId}`}>{shown}</Link>
      ) : (
        <span>{shown}</span>
      )}
      {hidden && <Why title={t('children.found.why-hidden')}>{t('children.family.hidden.why')}</Why>}
      <Tag tone={proven ? 'accent' : 'due-soon'}>{t(`children.verified.${standing.verified}`)}</Tag>
      {phone && <bdi dir="ltr">{phone}</bdi>}
      {note && <span className="soft">{note}</span>}
    </Cluster>
  )
}

/** Whether this person may be part of it and may be contacted, and everything that was written of them. */
function KnownOf({ child, relative }: { child: ChildView; relative: RelativeView }) {
  const t = useText()
  const words = useWords()
  const { standing, marks } = relative
  const cleared = standing.contact === 'yes' && standing.concern === 'none' && child.contactBars.length === 0
  return (
    <Stack gap={1}>
      {standing.concern === 'may-be-part' && <Notice kind="due-soon" title={t('children.concern.may-be-part.heed')} />}
      {standing.concern === 'unknown' && <span className="soft">{t('children.concern.unknown')}</span>}
      <span>{t(cleared ? 'children.contact.yes' : contactWords(standing.contact))}</span>
      {standing.basis && (
        <span className="soft">
          {t('children.mark.basis')}: <bdi>{standing.basis}</bdi>
        </span>
      )}
      {marks.length > 0 && (
        <Disclosure title={t('children.mark.history', { count: marks.length })}>
          <ul className="plain">
            {marks.map((mark) => (
              <li key={mark.id}>
                <span className="soft small">{words.by(child.people[mark.by], mark.at)}</span>
                <br />
                {[
                  t(`children.verified.${mark.verified}`),
                  t(`children.concern.${mark.concern}`),
                  t(contactWords(mark.contact)),
                  t('children.mark.wish-was', { wish: t(`children.child-wish.${mark.wish}`) }),
                ].join(' · ')}
                {[mark.basis, mark.decidedBy, mark.risk].filter(Boolean).map((said) => (
                  <bdi key={said} className="soft">
                    {' '}
                    ({said})
                  </bdi>
                ))}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Stack>
  )
}

/** A yes counts only while nothing stands against contact. */
function contactWords(contact: RelativeView['standing']['contact']): string {
  return contact === 'no' ? 'children.contact.no' : 'children.contact.unknown'
}

/** What must be looked at before anybody of the family is contacted, and what still stands against it. */
function FamilyContact({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const facts = useFacts({ child, again, part: 'family-contact' })
  const bars = child.contactBars
  return (
    <>
      <Notice
        kind={bars.length > 0 ? 'due-soon' : 'ok'}
        title={t(bars.length > 0 ? 'children.no-contact' : 'children.contact-cleared')}
      >
        {bars.length > 0 && (
          <ul>
            {bars.map((bar) => (
              <li key={bar}>{t(`children.contact-bar.${bar}`)}</li>
            ))}
          </ul>
        )}
      </Notice>
      <DefinitionList facts={facts} />
    </>
  )
}

function WithPerson({
  relative,
  label,
  onPress,
}: {
  relative: RelativeView
  label: string
  onPress: (relative: RelativeView) => void
}) {
  const t = useText()
  const whom = relative.name ?? t(`children.relation.${relative.relation}`)
  return (
    <Button kind="quiet" aria-label={t(`${label}-whom`, { whom })} onPress={() => onPress(relative)}>
      {t(label)}
    </Button>
  )
}

function RemoveDialog({
  child,
  relative,
  again,
  onClose,
}: {
  child: ChildView
  relative: RelativeView
  again: () => void
  onClose: () => void
}) {
  const t = useText()
  const unlink = usePerform(unlinkFamily, { id: child.id, linkId: relative.linkId })
  async function send(reason: string) {
    if (await unlink.perform({ reason })) {
      again()
      onClose()
    }
  }
  return (
    <ReasonDialog
      title={t('children.family.remove.title')}
      act={t('children.family.remove')}
      hint={t('children.reason.hint')}
      busy={unlink.busy}
      refusal={unlink.refusal}
      onDecide={(reason) => void send(reason)}
      onClose={onClose}
    >
      <Relative relative={relative} />
      <p>{t('children.family.remove.text')}</p>
    </ReasonDialog>
  )
}
