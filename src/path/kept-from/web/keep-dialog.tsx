import { useState } from 'react'
import { Button, Choices, ComboBox, Dialog, LongText, Notice, type Option, Refusal, Stack, useText } from '#ui'
import { type AnswerOf, usePerform, useSession } from '#ui/data'
import { agencyKind } from '#standards/codes'
import type { About } from './kept-from-screen.tsx'
import { keepFrom, type viewKeptFrom } from './routes.ts'

interface KeepDialogProps {
  about: About
  view: AnswerOf<typeof viewKeptFrom>
  again: () => void
  onClose: () => void
}

/** Says who must not see the record: a person who has it, an agency, or every agency of a kind. */
export function KeepDialog({ about, view, again, onClose }: KeepDialogProps) {
  const t = useText()
  const { session } = useSession()
  const [people, setPeople] = useState<string[]>([])
  const [agencyId, setAgencyId] = useState<string>()
  const [kinds, setKinds] = useState<AgencyKind[]>([])
  const [words, setWords] = useState('')
  const keep = usePerform(keepFrom, about)
  const whom = [
    ...people.map((accountId) => ({ accountId })),
    ...(agencyId ? [{ agencyId }] : []),
    ...kinds.map((kind) => ({ agencyKind: kind })),
  ]
  async function send(): Promise<void> {
    const reason = words.trim()
    if (!(await keep.perform({ whom, ...(reason && { words: reason }) }))) return
    onClose()
    again()
  }
  return (
    <Dialog
      open
      decision
      onClose={onClose}
      title={t('kept-from.keep')}
      actions={
        <>
          <Button
            kind="primary"
            busy={keep.busy}
            lacks={whom.length === 0 && t('kept-from.keep.nobody-chosen')}
            onPress={() => void send()}
          >
            {t('kept-from.keep.act')}
          </Button>
          <Button onPress={onClose}>{t('kept-from.cancel')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{t('kept-from.keep.what')}</p>
        <Refusal problem={keep.refusal} />
        {view.people.length > 0 && (
          <Choices
            label={t('kept-from.people')}
            options={view.people.map(({ id, name, agency }) => ({ value: id, label: name, hint: t(agency) }))}
            values={people}
            onChange={setPeople}
          />
        )}
        <ComboBox
          label={t('kept-from.agency')}
          options={view.agencies.map(({ id, name }) => ({ value: id, label: t(name), also: Object.values(name) }))}
          value={agencyId}
          onChange={setAgencyId}
        />
        {agencyId !== undefined && agencyId === session?.account?.agencyId && (
          <Notice kind="due-soon">{t('kept-from.own-agency')}</Notice>
        )}
        <Choices label={t('kept-from.kinds')} options={kindsIn(t)} values={kinds} onChange={setKinds} />
        <LongText label={t('kept-from.why')} hint={t('kept-from.why.hint')} value={words} onChange={setWords} />
      </Stack>
    </Dialog>
  )
}

type AgencyKind = (typeof agencyKind.values)[number]

function kindsIn(t: ReturnType<typeof useText>): Option<AgencyKind>[] {
  return agencyKind.values
    .filter((kind) => kind !== 'coordination')
    .map((value) => ({ value, label: t(`kept-from.kind.${value}`) }))
}
