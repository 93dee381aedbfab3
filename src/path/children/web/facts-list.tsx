import { useState } from 'react'
import { Button, Cluster, useText } from '#ui'
import { type Item, valuesInRow } from '../child-row.ts'
import { type AnyField, fieldsOf, isCoded, isList, labelOf, nameOf } from '../fields.ts'
import type { ChildView } from '../view.ts'
import { FieldDialog } from './field-dialog.tsx'
import { sayValues, useWords } from './words.ts'

interface FactProps {
  child: ChildView
  again: () => void
}

/** Names, ages and notes have sections of their own. */
const ofTheirOwn = ['name', 'age', 'note']

/** What is known of a child in one part of the record, each with a button to add or change it. */
export function useFacts({ child, again, part }: FactProps & { part?: AnyField['part'] }) {
  const t = useText()
  const words = useWords()
  const open = child.status === 'current'
  return fieldsOf(part).flatMap((field) => {
    if (ofTheirOwn.includes(field.kind)) return []
    const values = sayValues(field, child.row, words)
    if (values.length === 0 && !open) return []
    // The section of who the child is has the buttons of its codes at the top.
    const value =
      isCoded(field) && (!part || !open) ? (
        words.list(values)
      ) : (
        <Fact field={field} values={values} child={child} again={again} />
      )
    const known = valuesInRow(field, child.row).some((one) => one !== 'unknown')
    return [{ key: field.key, label: t(labelOf(field)), value, known }]
  })
}

function Fact({ field, values, child, again }: FactProps & { field: AnyField; values: readonly string[] }) {
  const t = useText()
  const words = useWords()
  const [asked, setAsked] = useState<'new' | Item<unknown>>()
  const open = child.status === 'current'
  const items = isList(field) ? (child.row as unknown as Record<string, Item<unknown>[]>)[nameOf(field)]! : []
  const button = (label: string, said: string, on: 'new' | Item<unknown>) => (
    <Button
      kind="quiet"
      aria-label={`${t('children.change-what', { what: t(labelOf(field)) })} ${said}`.trim()}
      onPress={() => setAsked(on)}
    >
      {t(label)}
    </Button>
  )
  const single = !isList(field)
  const known = valuesInRow(field, child.row).some((value) => value !== 'unknown')
  return (
    <>
      {!known && <span className="soft">{t('children.not-known')}</span>}
      {single && known && <span>{words.list(values)}</span>}
      {items.length > 0 && (
        <ul className="plain">
          {items.map((item, index) => (
            <li key={`${item.field} ${index}`}>
              <Cluster>
                <bdi>{values[index]}</bdi>
                {open && button('children.change', values[index]!, item)}
              </Cluster>
            </li>
          ))}
        </ul>
      )}
      {open && button(single && known ? 'children.change' : 'children.add', '', 'new')}
      {asked && (
        <FieldDialog
          field={field}
          changed={asked === 'new' ? undefined : asked}
          child={child}
          again={again}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
