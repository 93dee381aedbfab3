import { useEffect, useMemo, useRef, useState } from 'react'
import {
  Button,
  Empty,
  ListRecordPanel,
  Notice,
  Offline,
  Page,
  RecordList,
  Refusal,
  Stack,
  useGo,
  useOnline,
  usePlaceInApp,
  useText,
  WorkList,
} from '#ui'
import { useKept, useLook, usePerform, useWorklist } from '#ui/data'
import type { SearchView } from '../view.ts'
import { Candidates } from './candidates.tsx'
import { areReadable, factsOf, nothingTyped, typedFrom, type TypedFacts } from './facts.ts'
import { PanelPart } from './panel-part.tsx'
import { RefusedFacts, RegisterForm, registering, type Registering, Unread } from './register-form.tsx'
import { SearchForm } from './search-form.tsx'
import { searchChildren } from './routes.ts'
import { linkChild, viewConcern } from '../../signals/web/routes.ts'

/**
 * Searching for a child before registering one. The typed text stays in the memory of this page, never in its address.
 */
export function Screen() {
  const t = useText()
  const { query } = usePlaceInApp()
  const begun = query.get('begun') ?? undefined
  return (
    <ListRecordPanel
      listLabel={t('children.nav')}
      record={<Search key={begun} begun={begun} />}
      panel={<Sight />}
      panelLabel={t('children.sight.title')}
    />
  )
}

/** `begun`: the registration that its writer goes on with. A search without it begins with nothing: it is another child. */
function Search({ begun }: { begun: string | undefined }) {
  const t = useText()
  const go = useGo()
  const online = useOnline()
  const concern = useConcern()
  const typedBefore = useKept<Registering>(registering).find(({ about }) => about === begun)?.data.facts
  const [facts, setFacts] = useState<TypedFacts>(typedBefore ?? nothingTyped)
  const [draft, setDraft] = useState(() => begun ?? crypto.randomUUID())
  const [found, setFound] = useState<SearchView>()
  const [rejected, setRejected] = useState<number[]>([])
  const [isRegistering, setRegistering] = useState(false)
  const [unread, setUnread] = useState(false)
  const search = usePerform(searchChildren)
  const results = useRef<HTMLDivElement>(null)
  const told = concern.told
  useEffect(() => {
    if (told) setFacts((typed) => (typed === nothingTyped ? told : typed))
  }, [told])
  useEffect(() => results.current?.focus(), [found])

  async function look() {
    setUnread(!areReadable(facts))
    if (!areReadable(facts)) return
    setRegistering(false)
    setRejected([])
    setFound(await search.perform({ searchId: crypto.randomUUID(), facts: factsOf(facts) }))
  }
  function change(next: TypedFacts) {
    setFacts(next)
    setUnread(false)
    // The facts have changed, so the result no longer matches them, and what was typed may be about another child.
    setFound(undefined)
    setRegistering(false)
    setDraft(crypto.randomUUID())
  }
  async function done(childId: string) {
    if (await concern.link(childId)) go(concern.href ?? `/children/${childId}`)
  }
  const undecided = found ? found.candidates.filter(({ number }) => !rejected.includes(number)).length : 0
  if (found && isRegistering && areReadable(facts)) {
    return (
      <Page title={t('children.register.title')} lede={t('children.register.lede')} narrow>
        <Refusal problem={concern.refusal} />
        <RegisterForm
          facts={facts}
          searchId={found.searchId}
          rejected={rejected}
          draft={{ about: draft, page: concern.pageOf(draft) }}
          onRegistered={(id) => void done(id)}
          onBack={() => setRegistering(false)}
        />
      </Page>
    )
  }
  return (
    <Page
      title={t('children.search.title')}
      lede={t(concern.href ? 'children.search.lede.concern' : 'children.search.lede')}
      narrow
    >
      <Stack gap={5}>
        <SearchForm facts={facts} onChange={change} onSearch={() => void look()} busy={search.busy} />
        {!online && !found && <Offline>{t('children.search.offline')}</Offline>}
        {unread && <Unread />}
        <RefusedFacts problem={search.refusal ?? concern.refusal} />
        {found && (
          <div ref={results} tabIndex={-1} data-quiet-focus role="status">
            <Stack gap={4}>
              {found.nothingToSearchBy && (
                <Notice title={t('children.found.nothing-asked')}>{t('children.found.nothing-asked.next')}</Notice>
              )}
              {!found.nothingToSearchBy && found.candidates.length === 0 && (
                <Notice title={t('children.found.none')}>{t('children.found.none.next')}</Notice>
              )}
            </Stack>
          </div>
        )}
        {found && found.candidates.length > 0 && (
          <Candidates
            found={found}
            rejected={rejected}
            onReject={(number, no) =>
              setRejected(no ? [...rejected, number] : rejected.filter((one) => one !== number))
            }
            onChoose={concern.href ? (id) => void done(id) : undefined}
          />
        )}
        {found && (
          <Stack gap={2}>
            <Button
              kind={undecided === 0 ? 'primary' : 'secondary'}
              disabled={undecided > 0}
              onPress={() => setRegistering(true)}
            >
              {t(found.candidates.length > 0 ? 'children.found.none-of-these' : 'children.found.register')}
            </Button>
            {undecided > 0 && <p className="soft small">{t('children.found.undecided', { count: undecided })}</p>}
          </Stack>
        )}
      </Stack>
    </Page>
  )
}

/** `?concern=…&person=…`: searches for a child of this concern, begins with its facts, and links the choice to it. */
function useConcern() {
  const { query } = usePlaceInApp()
  const id = query.get('concern') ?? undefined
  const person = Number(query.get('person') ?? 1)
  const concern = useLook(viewConcern, id ? { id } : undefined)
  const tell = usePerform(linkChild, { id: id ?? '' })
  const about = concern.data?.persons.find(({ number }) => number === person)
  const told = useMemo(() => about && typedFrom(about), [about])
  return {
    href: id && `/concerns/${id}`,
    pageOf: (draft: string) =>
      `/children?${new URLSearchParams({ ...(id && { concern: id, person: `${person}` }), begun: draft })}`,
    told,
    refusal: tell.refusal,
    link: async (childId: string) => !id || (await tell.perform({ person, childId })) !== undefined,
  }
}

/** Children this person has access to, and possible duplicates. */
function Sight() {
  const t = useText()
  const doubles = useWorklist('duplicates')
  return (
    <Stack gap={5}>
      {doubles.rows.length > 0 && (
        <PanelPart title={t('children.duplicates.title')}>
          <WorkList
            rows={doubles.rows}
            label={t('children.duplicates.title')}
            onMore={doubles.more}
            moreBusy={doubles.moreBusy}
          />
        </PanelPart>
      )}
      <PanelPart title={t('children.sight.title')}>
        <RecordList
          list="children"
          label={t('children.sight.title')}
          empty={
            <Empty icon="person" title={t('children.sight.empty')}>
              {t('children.sight.empty.next')}
            </Empty>
          }
        />
      </PanelPart>
    </Stack>
  )
}
