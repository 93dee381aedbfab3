import { type ReactNode, useState } from 'react'
import { Button, Choice, Dialog, LongText, Notice, Refusal, Select, Stack, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { Performing } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { partyNearby, toldParty, type ToldParty, toldResult } from '../codes.ts'
import type { MissingView } from '../view.ts'
import { noteFear, noteLook, reviewSearch, tellOfMissing } from './routes.ts'

export interface DialogProps {
  view: MissingView
  reload: () => void
  onClose: () => void
}

interface FrameProps extends DialogProps {
  what: string
  ready: boolean
  performing: Pick<Performing<never, unknown>, 'busy' | 'refusal'>
  send: () => Promise<unknown>
  children: ReactNode
}

/** One question about a search, with its button. */
export function Frame({ what, ready, performing, send, children, reload, onClose }: FrameProps) {
  const t = useText()
  async function press() {
    if ((await send()) === undefined) return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button kind="primary" busy={performing.busy} lacks={!ready} onPress={() => void press()}>
        {t('missing.save')}
      </Button>
      <Button onPress={onClose}>{t('missing.cancel')}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t(`missing.do.${what}`)} actions={actions}>
      <Stack gap={4}>
        <Refusal problem={performing.refusal} />
        {children}
      </Stack>
    </Dialog>
  )
}

interface TellingProps<Result extends string> extends DialogProps {
  what: string
  parties: readonly ToldParty[]
  resultsFor: (party: ToldParty | undefined) => readonly Result[]
  hint?: string
  tell: Performing<{ party: ToldParty; result: Result; words: string }, unknown>
}

/** Somebody was told, or could not be: who, with what result, and in words. */
export function Telling<Result extends string>({ parties, resultsFor, hint, tell, ...props }: TellingProps<Result>) {
  const { view } = props
  const t = useText()
  const [party, setParty] = useState<ToldParty>()
  const [result, setResult] = useState<Result>()
  const [words, setWords] = useState('')
  return (
    <Frame
      {...props}
      ready={Boolean(party && result && words.trim())}
      performing={tell}
      send={async () => party && result && tell.perform({ party, result, words }, { ifMatch: view.version })}
    >
      <Select
        label={t('missing.ask.party')}
        required
        value={party}
        onChange={setParty}
        options={parties.map((value) => ({ value, label: t(`missing.party.${value}`) }))}
      />
      <Choice
        label={t('missing.ask.result')}
        required
        value={result}
        onChange={setResult}
        options={resultsFor(party).map((value) => ({ value, label: t(`missing.told.${value}`) }))}
      />
      <LongText
        label={t('missing.ask.told-words')}
        {...(hint && { hint })}
        required
        value={words}
        onChange={setWords}
      />
    </Frame>
  )
}

/** Who was told. The coordinator also says that a neighbour was told, or why none need be. */
export function TellDialog(props: DialogProps) {
  const { view } = props
  const t = useText()
  return (
    <Telling
      {...props}
      what="tell"
      parties={view.may.tellNeighbours ? toldParty.values : partyNearby.values}
      resultsFor={(party) =>
        toldResult.values.filter((value) => value !== 'not-needed' || party === 'neighbour-country')
      }
      hint={t('missing.ask.told-words.hint')}
      tell={usePerform(tellOfMissing, { id: view.id })}
    />
  )
}

export function LookDialog(props: DialogProps) {
  const { view } = props
  const t = useText()
  const [words, setWords] = useState('')
  const [told, setTold] = useState<CodeOf<typeof partyNearby>>()
  const [news, setNews] = useState<'yes' | 'no'>()
  const look = usePerform(noteLook, { id: view.id })
  return (
    <Frame
      {...props}
      what="look"
      ready={words.trim() !== ''}
      performing={look}
      send={() => look.perform({ words, news: news === 'yes', ...(told && { told }) }, { ifMatch: view.version })}
    >
      <LongText
        label={t('missing.ask.looked')}
        hint={t('missing.ask.looked.hint')}
        required
        value={words}
        onChange={setWords}
      />
      <Select
        label={t('missing.ask.told-too')}
        value={told}
        onChange={setTold}
        options={partyNearby.values.map((value) => ({ value, label: t(`missing.party.${value}`) }))}
      />
      {view.reviewOn && (
        <Choice
          label={t('missing.ask.news')}
          hint={t('missing.ask.news.hint')}
          inline
          value={news}
          onChange={setNews}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`missing.fear.${value}`) }))}
        />
      )}
    </Frame>
  )
}

export function ReviewDialog(props: DialogProps) {
  const { view } = props
  const t = useText()
  const [on, setOn] = useState('')
  const [words, setWords] = useState('')
  const review = usePerform(reviewSearch, { id: view.id })
  return (
    <Frame
      {...props}
      what="review"
      ready={/^\d{4}-\d{2}-\d{2}$/.test(on) && words.trim() !== ''}
      performing={review}
      send={() => review.perform({ on, words }, { ifMatch: view.version })}
    >
      <Notice>{t('missing.review.says')}</Notice>
      <TextField type="date" label={t('missing.ask.review-on')} required value={on} onChange={setOn} />
      <LongText
        label={t('missing.ask.review-words')}
        hint={t('missing.ask.review-words.hint')}
        required
        value={words}
        onChange={setWords}
      />
    </Frame>
  )
}

/** Whom there is reason to fear, if the search began before anybody wrote it. */
export function FearDialog(props: DialogProps) {
  const t = useText()
  const [words, setWords] = useState('')
  const add = usePerform(noteFear, { id: props.view.id })
  return (
    <Frame
      {...props}
      what="fear"
      ready={words.trim() !== ''}
      performing={add}
      send={() => add.perform({ words }, { ifMatch: props.view.version })}
    >
      <LongText
        label={t('missing.ask.fearWords')}
        hint={t('missing.ask.fearWords.hint')}
        required
        value={words}
        onChange={setWords}
      />
    </Frame>
  )
}
