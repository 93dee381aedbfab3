import { useState } from 'react'
import {
  Button,
  Choice,
  Cluster,
  Dialog,
  Disclosure,
  Link,
  LongText,
  Refusal,
  Section,
  Select,
  Stack,
  Tag,
  TextField,
  useText,
  Why,
} from '#ui'
import { usePerform } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { contactWish, relation as relations, type Relation } from '../codes.ts'
import type { ChildView } from '../view.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { linkFamily, unlinkFamily } from './routes.ts'
import { useWords } from './words.ts'

type RelativeView = ChildView['family'][number]

/** Relatives of the child. The name of a registered relative is shown only with access to their record. */
export function Family({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<RelativeView>()
  return (
    <Section
      title={t('children.family')}
      actions={
        child.status === 'current' && (
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {t('children.family.add')}
          </Button>
        )
      }
    >
      {child.family.length === 0 && <p className="soft">{t('children.family.none')}</p>}
      <ul className="plain">
        {child.family.map((relative) => (
          <li key={`${relative.linkId} ${relative.childId}`}>
            <Relative relative={relative} onRemove={child.status === 'current' ? setWrong : undefined} />
          </li>
        ))}
      </ul>
      <Former child={child} />
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

function Relative({
  relative,
  onRemove,
}: {
  relative: RelativeView
  onRemove?: ((relative: RelativeView) => void) | undefined
}) {
  const t = useText()
  const { relation, childId, name, phone, contact, note, hidden } = relative
  const shown = name ? <bdi>{name}</bdi> : t('children.no-name')
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
      {phone && <bdi dir="ltr">{phone}</bdi>}
      {!childId && !hidden && (
        <Tag tone={contact === 'no' ? 'due-soon' : 'plain'}>{t(`children.contact.${contact}`)}</Tag>
      )}
      {note && <span className="soft">{note}</span>}
      {onRemove && (
        <Button
          kind="quiet"
          aria-label={t('children.family.remove-whom', { whom: name ?? t(`children.relation.${relation}`) })}
          onPress={() => onRemove(relative)}
        >
          {t('children.family.remove')}
        </Button>
      )}
    </Cluster>
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

function RelativeDialog({ child, again, onClose }: { child: ChildView; again: () => void; onClose: () => void }) {
  const t = useText()
  const [linkId] = useState(() => crypto.randomUUID())
  const [relation, setRelation] = useState<Relation>()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [contact, setContact] = useState<CodeOf<typeof contactWish>>('unknown')
  const [note, setNote] = useState('')
  const link = usePerform(linkFamily, { id: child.id })
  async function keep() {
    const relative = {
      contact,
      ...(name.trim() && { name: name.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
      ...(note.trim() && { note: note.trim() }),
    }
    if (relation && (await link.perform({ linkId, relation, relative }))) {
      again()
      onClose()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('children.family.add')}
      actions={
        <>
          <Button kind="primary" busy={link.busy} disabled={!relation} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={link.refusal} />
        <Select
          label={t('children.relation')}
          options={relations.values.map((code) => ({ value: code, label: t(`children.relation.${code}`) }))}
          value={relation}
          onChange={setRelation}
        />
        <TextField label={t('children.search.name')} required={false} value={name} onChange={setName} />
        <TextField
          type="tel"
          inputMode="tel"
          label={t('children.phone')}
          required={false}
          value={phone}
          onChange={setPhone}
        />
        <Choice
          label={t('children.contact')}
          options={contactWish.values.map((code) => ({ value: code, label: t(`children.contact.${code}`) }))}
          value={contact}
          onChange={setContact}
        />
        <LongText label={t('children.note')} required={false} value={note} onChange={setNote} />
      </Stack>
    </Dialog>
  )
}
