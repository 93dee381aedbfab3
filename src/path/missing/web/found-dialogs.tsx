import { useState } from 'react'
import { Choice, LongText, Notice, Select, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { Moment } from '#standards'
import type { CodeOf } from '#standards/codes'
import { condition, foundBy, foundToldResult, placeKind, talkResult, type ToldParty } from '../codes.ts'
import type { MissingView } from '../view.ts'
import { MomentField } from './moment.tsx'
import { markFound, noteReturnTalk, tellOfFound } from './routes.ts'
import { type DialogProps, Frame, Telling } from './search-dialogs.tsx'

/** The child is found: when, by whom, how the child is, and at what kind of place. */
export function FoundDialog(props: DialogProps) {
  const { view } = props
  const t = useText()
  const [when, setWhen] = useState<Moment>()
  const [by, setBy] = useState<CodeOf<typeof foundBy>>()
  const [how, setHow] = useState<CodeOf<typeof condition>>()
  const [where, setWhere] = useState<CodeOf<typeof placeKind>>()
  const [words, setWords] = useState('')
  const found = usePerform(markFound, { id: view.id })
  const needed = how === 'in-danger' || how === 'died' || by === 'other'
  return (
    <Frame
      {...props}
      what="found"
      ready={Boolean(when && by && how && where && (!needed || words.trim()))}
      performing={found}
      send={async () =>
        when &&
        by &&
        how &&
        where &&
        found.perform({ when, by, condition: how, where, ...(words.trim() && { words }) }, { ifMatch: view.version })
      }
    >
      <MomentField label={t('missing.ask.when')} onChange={setWhen} />
      <Select
        label={t('missing.ask.by')}
        required
        value={by}
        onChange={setBy}
        options={foundBy.values.map((value) => ({ value, label: t(`missing.found-by.${value}`) }))}
      />
      <Choice
        label={t('missing.ask.condition')}
        required
        value={how}
        onChange={setHow}
        options={condition.values.map((value) => ({ value, label: t(`missing.condition.${value}`) }))}
      />
      <Select
        label={t('missing.ask.where')}
        hint={t('missing.ask.from.hint')}
        required
        value={where}
        onChange={setWhere}
        options={placeKind.values.map((value) => ({ value, label: t(`missing.place.${value}`) }))}
      />
      <LongText
        label={t('missing.ask.found-words')}
        hint={t('missing.ask.found-words.hint')}
        required={needed}
        value={words}
        onChange={setWords}
      />
    </Frame>
  )
}

/** The talk after the return. What the child says is for the child's good, not a questioning. */
export function TalkDialog(props: DialogProps) {
  const { view } = props
  const t = useText()
  const [result, setResult] = useState<CodeOf<typeof talkResult>>()
  const [words, setWords] = useState('')
  const talk = usePerform(noteReturnTalk, { id: view.id })
  return (
    <Frame
      {...props}
      what="talk"
      ready={Boolean(result && words.trim())}
      performing={talk}
      send={async () => result && talk.perform({ result, words }, { ifMatch: view.version })}
    >
      <Notice>{t('missing.talk.how')}</Notice>
      <Choice
        label={t('missing.ask.talk')}
        required
        value={result}
        onChange={setResult}
        options={talkResult.values.map((value) => ({ value, label: t(`missing.talk.${value}`) }))}
      />
      <LongText
        label={t('missing.ask.talk-words')}
        hint={t('missing.ask.talk-words.hint')}
        required
        value={words}
        onChange={setWords}
      />
    </Frame>
  )
}

/** Of those who do not know yet that the child is found, those whom this person tells. */
export function whomToTell({ owed, may }: Pick<MissingView, 'owed' | 'may'>): ToldParty[] {
  return owed.tellFound.filter(
    (party) => may.tellNeighbours || (party !== 'neighbour-country' && party !== 'central-authority'),
  )
}

/** Who searched and now knows that the child is found. */
export function TellFoundDialog(props: DialogProps) {
  const { view } = props
  return (
    <Telling
      {...props}
      what="tell-found"
      parties={whomToTell(view)}
      resultsFor={() => foundToldResult.values}
      tell={usePerform(tellOfFound, { id: view.id })}
    />
  )
}
