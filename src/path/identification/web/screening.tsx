import { useMemo } from 'react'
import { LookView, Page, useFormat, useGo, usePhone, usePlaceInApp, useText } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePoll, useSession } from '#ui/data'
import type { Finding } from '../model.ts'
import type { PacksView, ScreeningView } from '../view.ts'
import { weigh } from '../weigh.ts'
import { KeptFromNotice } from '../../kept-from/web/index.tsx'
import { useDrafts } from './drafts.ts'
import { PartList } from './part-list.tsx'
import { PartPage } from './part-page.tsx'
import { partsOf } from './parts.ts'
import { Reasons } from './reasons.tsx'
import { SavedState } from './saved-state.tsx'
import { FindDesk } from './find-desk.tsx'
import { useAnswers } from './use-answers.ts'
import { whoIsTrained, whoScreens } from './who-screens.ts'
import './screening.css'
import { viewIndicatorPacks, viewScreening } from './routes.ts'

/** In seconds. Every refresh is a look in the ledger, so it is not more frequent than colleagues' answers need. */
const againSeconds = 120

/** Going through the signs during a conversation. A worker can stop at any point, and another can continue. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const screening = useLook(viewScreening, { id: params['id'] ?? '' })
  const packs = useLook(viewIndicatorPacks, {})
  const { has } = useSession()
  const screens = whoScreens.some(has)
  usePoll(screening.retry, againSeconds)
  const both = (
    <LookView look={screening}>
      {(view) => (
        <LookView look={packs}>
          {({ packs: loaded }) =>
            screens ? (
              <Screening key={view.id} view={view} packs={loaded} reload={screening.retry} />
            ) : (
              <FindDesk screening={view} />
            )
          }
        </LookView>
      )}
    </LookView>
  )
  return screening.state === 'ready' && packs.state === 'ready' ? (
    both
  ) : (
    <Page title={t('identification.title')}>{both}</Page>
  )
}

interface ScreeningProps {
  view: ScreeningView
  packs: PacksView['packs']
  reload: () => void
}

function Screening({ view, packs, reload }: ScreeningProps) {
  const t = useText()
  const format = useFormat()
  const phone = usePhone()
  const go = useGo()
  const { query } = usePlaceInApp()
  const { session, has } = useSession()
  const account = session?.account
  const me = useMemo(() => ({ id: account?.id ?? '', name: account?.name ?? '' }), [account?.id, account?.name])
  const answering = useAnswers(view, me, reload)
  const drafts = useDrafts(view.id)
  const { screening } = answering
  const finding = useMemo(() => weigh(packs, screening), [packs, screening])
  const parts = partsOf(packs, screening, { trained: whoIsTrained.some(has) })
  const every = [...parts.offered, ...parts.rest]
  const asked = every.find((part) => part.key === query.get('part'))
  const part = asked ?? (phone ? undefined : parts.offered[0])
  const inOrder = asked && parts.rest.includes(asked) ? [asked, ...parts.offered.slice(-2)] : parts.offered

  const hrefOf = (key?: string): string => `/screenings/${view.id}${key ? `?part=${key}` : ''}`
  const reasons = (
    <Reasons
      packs={packs}
      screening={screening}
      finding={finding}
      onOpen={(key) => go(hrefOf(key))}
      canOpen={(key) => every.some((part) => part.key === key)}
    />
  )
  return (
    <div className="screening">
      <header className="screening-head">
        <h1 tabIndex={-1}>{t('identification.title')}</h1>
        <span className="soft numeric" dir="ltr">
          {screening.reference}
        </span>
        <SavedState answering={answering} />
        {screening.handedOverAt && (
          <span className="soft">
            {t('identification.handed-over', { at: format.dateTime(screening.handedOverAt) })}
          </span>
        )}
      </header>
      <KeptFromNotice kind="screening" id={view.id} />
      <div className="screening-body" data-shows={part ? 'part' : 'list'}>
        <nav className="screening-list" aria-label={t('identification.parts')}>
          <PartList parts={parts} current={part?.key} hrefOf={hrefOf} finding={finding} />
        </nav>
        <div className="screening-part">
          {part && (
            <PartPage
              key={part.key}
              part={part}
              parts={inOrder}
              packs={packs}
              answering={answering}
              finding={finding}
              drafts={drafts}
              hrefOf={hrefOf}
              arrived={asked !== undefined}
              reload={reload}
            />
          )}
        </div>
        <aside
          className="screening-reasons"
          id="reasons"
          tabIndex={-1}
          data-quiet-focus
          aria-label={t('identification.reasons')}
        >
          {reasons}
        </aside>
      </div>
      {phone && part && <LiveReading finding={finding} />}
    </div>
  )
}

/** On a phone the reasons are below the signs. This summary stays visible and links to them. */
function LiveReading({ finding }: { finding: Finding }) {
  const t = useText()
  const signs = finding.packs.flatMap((pack) => pack.families.flatMap((family) => family.speaksFor)).length
  function show() {
    const reasons = document.getElementById('reasons')
    reasons?.scrollIntoView()
    reasons?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="screening-live" onClick={show}>
      <span>{t(`identification.reading.${finding.reading}`)}</span>
      <span className="small">{t('identification.live', { count: signs })}</span>
    </button>
  )
}
