import { useState } from 'react'
import { Button, Choice, Dialog, LongText, Refusal, Stack, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import { childWish, contactWish, familyConcern, relationVerified } from '../family-codes.ts'
import type { ChildView } from '../view.ts'
import { markFamily } from './routes.ts'

type RelativeView = ChildView['family'][number]

interface DialogProps {
  child: ChildView
  relative: RelativeView
  again: () => void
  onClose: () => void
}

/** What is known of a person close to the child. Each entry stays; the newest counts. */
export function MarkDialog({ child, relative, again, onClose }: DialogProps) {
  const t = useText()
  const [markId] = useState(() => crypto.randomUUID())
  const [said, setSaid] = useState(relative.standing)
  const set = (more: Partial<Said>) => setSaid({ ...said, ...more })
  const mark = usePerform(markFamily, { id: child.id, linkId: relative.linkId })
  async function keep() {
    const { verified, basis, concern, contact, decidedBy, wish, risk } = said
    const seenId = relative.marks.at(-1)?.id ?? null
    if (await mark.perform({ markId, seenId, verified, basis, concern, contact, decidedBy, wish, risk })) {
      again()
      onClose()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('children.mark-whom', { whom: relative.name ?? t(`children.relation.${relative.relation}`) })}
      actions={
        <>
          <Button kind="primary" busy={mark.busy} onPress={() => void keep()}>
            {t('children.keep')}
          </Button>
          <Button onPress={onClose}>{t('children.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <Refusal problem={mark.refusal} nameOf={(path) => (path in namesOf ? t(namesOf[path]!) : undefined)} />
        <Questions said={said} set={set} />
      </Stack>
    </Dialog>
  )
}

type Said = RelativeView['standing']

function Questions({ said, set }: { said: Said; set: (more: Partial<Said>) => void }) {
  const t = useText()
  const offer = (values: readonly string[], words: string) =>
    values.map((value) => ({ value, label: t(`${words}.${value}`) })) as never
  return (
    <>
      <Choice
        label={t('children.verified')}
        hint={t('children.verified.hint')}
        options={offer(relationVerified.values, 'children.verified')}
        value={said.verified}
        onChange={(verified) => set({ verified })}
      />
      {said.verified !== 'claimed' && (
        <TextField label={t('children.mark.basis')} value={said.basis ?? ''} onChange={(basis) => set({ basis })} />
      )}
      <Choice
        label={t('children.concern')}
        hint={t('children.concern.hint')}
        options={offer(familyConcern.values, 'children.concern')}
        value={said.concern}
        onChange={(concern) => set({ concern })}
      />
      <Choice
        label={t('children.contact')}
        hint={t('children.contact.hint')}
        options={offer(contactWish.values, 'children.contact')}
        value={said.contact}
        onChange={(contact) => set({ contact })}
      />
      <Choice
        label={t('children.child-wish')}
        options={offer(childWish.values, 'children.child-wish')}
        value={said.wish}
        onChange={(wish) => set({ wish })}
      />
      {(said.contact === 'yes' || said.concern === 'none') && (
        <LongText
          label={t('children.mark.risk')}
          hint={t('children.mark.risk.hint')}
          value={said.risk ?? ''}
          onChange={(risk) => set({ risk })}
        />
      )}
      {said.contact === 'yes' && (
        <TextField
          label={t('children.mark.decided-by')}
          value={said.decidedBy ?? ''}
          onChange={(decidedBy) => set({ decidedBy })}
        />
      )}
    </>
  )
}

/** What a refused answer is called. */
const namesOf: Readonly<Record<string, string>> = {
  basis: 'children.mark.basis',
  risk: 'children.mark.risk',
  decidedBy: 'children.mark.decided-by',
  wish: 'children.child-wish',
}
