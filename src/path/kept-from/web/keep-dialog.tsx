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
  const [chosen, setChosen] = useState<Chosen>({ people: [], agencyId: undefined, kinds: [] })
  const [words, setWords] = useState('')
  const keep = usePerform(keepFrom, about)
  const whom = [
    ...chosen.people.map((accountId) => ({ accountId })),
    ...(chosen.agencyId ? [{ agencyId: chosen.agencyId }] : []),
    ...chosen.kinds.map((kind) => ({ agencyKind: kind })),
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
        <p>{t(view.people.length > 0 ? 'kept-from.keep.what' : 'kept-from.keep.what.no-person')}</p>
        <p>{t('kept-from.lift.who')}</p>
        <Refusal problem={keep.refusal} />
        <WhomToChoose view={view} chosen={chosen} onChange={setChosen} />
        <LongText label={t('kept-from.why')} hint={t('kept-from.why.hint')} value={words} onChange={setWords} />
      </Stack>
    </Dialog>
  )
}

interface Chosen {
  people: string[]
  agencyId: string | undefined
  kinds: AgencyKind[]
}

interface WhomToChooseProps {
  view: KeepDialogProps['view']
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}

/** The people who have the record, the agencies and the kinds of agency. Who is barred already is not offered again. */
function WhomToChoose({ view, chosen, onChange }: WhomToChooseProps) {
  const t = useText()
  const { session } = useSession()
  const hidden = hiddenNow(view)
  const { people, agencyId, kinds } = chosen
  return (
    <>
      {view.people.length > 0 && (
        <Choices
          label={t('kept-from.people')}
          options={view.people.map(({ id, name, agency }) => ({ value: id, label: name, hint: t(agency) }))}
          values={people}
          onChange={(next) => onChange({ ...chosen, people: next })}
        />
      )}
      <ComboBox
        label={t('kept-from.agency')}
        options={view.agencies
          .filter(({ name }) => !hidden.agencies.has(name['en'] ?? ''))
          .map(({ id, name }) => ({ value: id, label: t(name), also: Object.values(name) }))}
        value={agencyId}
        onChange={(next) => onChange({ ...chosen, agencyId: next })}
      />
      {agencyId !== undefined && agencyId === session?.account?.agencyId && (
        <Notice kind="due-soon">{t('kept-from.own-agency')}</Notice>
      )}
      <Choices
        label={t('kept-from.kinds')}
        options={kindsIn(t, hidden.kinds)}
        values={kinds}
        onChange={(next) => onChange({ ...chosen, kinds: next })}
      />
    </>
  )
}

type AgencyKind = (typeof agencyKind.values)[number]

/** From which agencies and kinds the record is hidden already. They are not offered again. */
function hiddenNow({ entries }: KeepDialogProps['view']) {
  const now = entries.filter(({ lifted }) => lifted === null).map(({ whom }) => whom)
  return {
    agencies: new Set(now.flatMap(({ agency, person }) => (agency?.['en'] && !person ? [agency['en']] : []))),
    kinds: new Set(now.flatMap(({ agencyKind: kind }) => (kind ? [kind] : []))),
  }
}

function kindsIn(t: ReturnType<typeof useText>, hidden: ReadonlySet<string>): Option<AgencyKind>[] {
  return agencyKind.values
    .filter((kind) => kind !== 'coordination')
    .map((value) => ({
      value,
      label: t(`kept-from.kind.${value}`),
      ...(hidden.has(value) && { disabled: true, hint: t('kept-from.already') }),
    }))
}
