import { Button, Link, Refusal, Stack, Tag, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ChildView } from '../view.ts'
import { PanelPart } from './panel-part.tsx'
import { keepChildrenApart, searchChildren } from './routes.ts'

/** Searches for possible duplicates of this record. Only on request, because every search is a look. */
export function Doubles({ child }: { child: ChildView }) {
  const t = useText()
  const search = usePerform(searchChildren)
  const apart = usePerform(keepChildrenApart, { id: child.id })
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
        {!others && (
          <Button
            busy={search.busy}
            onPress={() => void search.perform({ searchId: crypto.randomUUID(), facts: factsOfChild(child) })}
          >
            {t('children.doubles.look')}
          </Button>
        )}
      </Stack>
    </PanelPart>
  )
}

export function factsOfChild({ row }: ChildView): Record<string, unknown> {
  const [birth] = row.birth
  const [registration] = row.ages['at-registration']
  return {
    names: row.names.map(({ value }) => value).slice(0, 12),
    sex: row.sex,
    ...(birth && { birth }),
    ...(registration && { ageAtRegistration: registration }),
    languages: row.languages.map(({ value }) => value.code),
    phones: row.phones.map(({ value }) => value).slice(0, 8),
    documents: row.documents.map(({ value }) => value).slice(0, 8),
    identifiers: row.identifiers.map(({ value }) => value).slice(0, 12),
  }
}
