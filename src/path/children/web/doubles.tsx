import { useState } from 'react'
import { Asked, Button, Link, Refusal, Stack, Tag, TextField, useText } from '#ui'
import { usePerform } from '#ui/data'
import { factsOfRow } from '../facts-of-row.ts'
import type { ChildView } from '../view.ts'
import { PanelPart } from './panel-part.tsx'
import { keepChildrenApart, searchChildren } from './routes.ts'

/**
 * Searches for possible duplicates of this record, or for any other record by a name. Only on request, because every
 * search is a look.
 */
export function Doubles({ child }: { child: ChildView }) {
  const t = useText()
  const search = usePerform(searchChildren)
  const apart = usePerform(keepChildrenApart, { id: child.id })
  const look = (facts: Record<string, unknown>) => search.perform({ searchId: crypto.randomUUID(), facts })
  const others = search.answer?.candidates.filter((candidate) => candidate.child?.id !== child.id)
  return (
    <PanelPart title={t('children.doubles')}>
      <Stack gap={3}>
        <Refusal problem={search.refusal} />
        <Refusal problem={apart.refusal} />
        {others?.length === 0 && <p role="status">{t('children.doubles.none')}</p>}
        {others?.map((other) => (
          <div key={other.number} className="stack">
            <Tag tone={other.likelihood === 'likely' ? 'accent' : 'plain'}>
              {t(`children.likelihood.${other.likelihood}`)}
            </Tag>
            {other.child ? (
              <Link href={`/children/${child.id}/compare/${other.child.id}`}>
                <bdi>{other.child.names[0]?.text ?? other.child.reference}</bdi>
              </Link>
            ) : (
              <p className="soft">
                {t('children.found.elsewhere', {
                  agency: other.agency ? t(other.agency) : t('children.agency-unknown'),
                  age: t(`children.age-band.${other.ageBand}`),
                })}
              </p>
            )}
          </div>
        ))}
        {others && !apart.answer && (
          <Button busy={apart.busy} onPress={() => void apart.perform({})}>
            {t('children.doubles.apart')}
          </Button>
        )}
        {apart.answer !== undefined && <p role="status">{t('children.doubles.apart.done')}</p>}
        {search.answer?.tooMany && <p className="soft">{t('children.found.too-many')}</p>}
        {!others && (
          <Button busy={search.busy} onPress={() => void look(factsOfRow(child.row))}>
            {t('children.doubles.look')}
          </Button>
        )}
        <SearchByName busy={search.busy} onSearch={(name) => void look({ names: [{ text: name }] })} />
      </Stack>
    </PanelPart>
  )
}

/** Any other record can be compared, also one that looks different. */
function SearchByName({ busy, onSearch }: { busy: boolean; onSearch: (name: string) => void }) {
  const t = useText()
  const [name, setName] = useState('')
  return (
    <Asked>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) onSearch(name.trim())
        }}
      >
        <Stack gap={2}>
          <TextField
            label={t('children.doubles.other')}
            hint={t('children.search.name.hint')}
            required
            value={name}
            onChange={setName}
          />
          <Button type="submit" busy={busy} lacks={!name.trim()}>
            {t('children.search.button')}
          </Button>
        </Stack>
      </form>
    </Asked>
  )
}
