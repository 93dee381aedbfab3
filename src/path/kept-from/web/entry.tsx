import { Said, useFormat, useText } from '#ui'
import type { KeptFromView } from '../model.ts'

type EntryView = KeptFromView['entries'][number]

export function useWhom(): (whom: EntryView['whom']) => string {
  const t = useText()
  return ({ person, agency, agencyKind }) =>
    person ?? (agency ? t(agency) : agencyKind ? t(`kept-from.kind.${agencyKind}`) : t('kept-from.gone'))
}

/** One person, agency or kind of agency: since when, by whom and why they cannot see the record. */
export function Entry({ entry: { whom, said, lifted } }: { entry: EntryView }) {
  const t = useText()
  const format = useFormat()
  const sayWhom = useWhom()
  const by = (name: string | null): string => name ?? t('kept-from.reporter')
  return (
    <>
      <p>
        <strong>
          <bdi>{sayWhom(whom)}</bdi>
        </strong>
      </p>
      <p className="soft">
        {said ? t('kept-from.said', { by: by(said.by), at: format.dateTime(said.at) }) : t('kept-from.elsewhere')}
      </p>
      {said?.words && <Said>{said.words}</Said>}
      {lifted && <p className="soft">{t('kept-from.lifted', { by: by(lifted.by), at: format.dateTime(lifted.at) })}</p>}
      {lifted?.words && <Said>{lifted.words}</Said>}
    </>
  )
}
