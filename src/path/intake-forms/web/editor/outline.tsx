import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Item, QuestionType } from '#lib/forms'
import { isMessageId } from '#lib/forms'
import { Button, Cluster, Icon, useText } from '#ui'
import type { DraftProblem } from '../../check-draft.ts'
import type { At, Direction } from '../../edit-form.ts'
import { appendInto, findItem, insertItem, moveItem, newGroup, newQuestion, wordsFor } from '../../edit-form.ts'
import type { DraftWork } from './use-draft.ts'

interface OutlineProps {
  work: DraftWork
  /** The language of the questions here. */
  language: string
  problems: readonly DraftProblem[]
  /** Called when a question is selected. On a phone its pane opens. */
  onOpen: () => void
  /** Called for a new item. Its pane takes the focus for its words. */
  onAdded: (at: At) => void
}

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'in', 'out']

/** All items in order. Arrow keys select, Alt with an arrow key moves the item. */
export function Outline({ work, language, problems, onOpen, onAdded }: OutlineProps) {
  const t = useText()
  const list = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const { form, at } = work

  function move(direction: Direction, from: At = at) {
    const moved = moveItem(form, from, direction)
    if (!moved) return setSaid(t('form-editor.outline.nowhere'))
    work.change(moved.form, moved.at)
    const siblings = moved.at.length === 1 ? moved.form.items : siblingsOf(findItem(moved.form, moved.at.slice(0, -1)))
    setSaid(t('form-editor.outline.moved', { place: (moved.at.at(-1) ?? 0) + 1, count: siblings.length }))
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus())
  }
  function add(item: Item) {
    const chosen = findItem(form, at)
    const added = chosen?.kind === 'group' ? appendInto(form, at, item) : insertItem(form, at, item)
    work.change(added.form, added.at)
    onAdded(added.at)
    onOpen()
  }
  function steer(event: KeyboardEvent) {
    const up = event.key === 'ArrowUp'
    if (!up && event.key !== 'ArrowDown' && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.outline-item') ?? [])]
    const focused = (event.target as HTMLElement).closest<HTMLElement>('.outline-item')?.dataset['at']
    if (event.altKey)
      return focused === undefined ? undefined : move(up ? 'up' : 'down', focused.split(',').map(Number))
    const here = all.findIndex((one) => one === document.activeElement)
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? all.length - 1
          : Math.max(0, Math.min(all.length - 1, here + (up ? -1 : 1)))
    all[next]?.focus()
  }
  const wrong = new Map(problems.map((problem) => [problem.path, problem]))
  return (
    <>
      <Cluster gap={1}>
        <button type="button" className="text-button" onClick={() => add(newQuestion(form, 'text'))}>
          <Icon name="plus" size={18} />
          {t('form-editor.add.question')}
        </button>
        <button type="button" className="text-button" onClick={() => add(newGroup(form, false))}>
          {t('form-editor.add.group')}
        </button>
        <button type="button" className="text-button" onClick={() => add(newGroup(form, true))}>
          {t('form-editor.add.repeat')}
        </button>
      </Cluster>
      <button
        type="button"
        className="outline-item"
        aria-current={at.length === 0 ? 'true' : undefined}
        onClick={() => (work.select([]), onOpen())}
      >
        {t('form-editor.outline.form')}
        <span className="small soft">{t('form-editor.outline.form.what')}</span>
      </button>
      {form.items.length === 0 ? (
        <p className="soft">{t('form-editor.outline.empty')}</p>
      ) : (
        <div ref={list} role="group" aria-label={t('form-editor.pane.outline')} aria-describedby="outline-keys">
          <Items
            onKey={steer}
            items={form.items}
            group={[]}
            parent=""
            work={work}
            language={language}
            wrong={wrong}
            onOpen={onOpen}
          />
        </div>
      )}
      {at.length > 0 && (
        <Cluster gap={1}>
          {DIRECTIONS.map((direction) => (
            <button
              key={direction}
              type="button"
              className="text-button"
              aria-disabled={moveItem(form, at, direction) ? undefined : true}
              onClick={() => move(direction)}
            >
              {t(`form-editor.move.${direction}`)}
            </button>
          ))}
        </Cluster>
      )}
      <p className="small soft" id="outline-keys">
        {t('form-editor.outline.keys')}
      </p>
      <Button kind="quiet" onPress={work.undo} disabled={!work.canUndo}>
        {t('form-editor.undo')}
      </Button>
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  )
}

function siblingsOf(item: Item | undefined): readonly Item[] {
  return item?.kind === 'group' ? item.items : []
}

interface ItemsProps {
  items: readonly Item[]
  group: At
  parent: string
  work: DraftWork
  language: string
  wrong: ReadonlyMap<string, DraftProblem>
  onOpen: () => void
  onKey: (event: KeyboardEvent) => void
}

function Items({ items, group, parent, ...props }: ItemsProps) {
  const t = useText()
  const { work, language, wrong, onOpen, onKey } = props
  return (
    <ol className={group.length === 0 ? 'outline' : undefined}>
      {items.map((item, index) => {
        const at = [...group, index]
        const path = parent === '' ? item.name : `${parent}/${item.name}`
        const current = work.at.join() === at.join()
        // The list is one tab stop. Arrow keys move inside it.
        const stop = current || (work.at.length === 0 && group.length === 0 && index === 0)
        return (
          <li key={`${index} ${item.name}`}>
            <button
              type="button"
              className="outline-item"
              data-at={at.join()}
              aria-current={current ? 'true' : undefined}
              tabIndex={stop ? 0 : -1}
              onKeyDown={onKey}
              onClick={() => (work.select(at), onOpen())}
            >
              <bdi>{nameOf(item, language, t)}</bdi>
              <span className="small soft">
                {t(kindId(item))}
                {item.relevant !== undefined && <span>{t('form-editor.outline.sometimes')}</span>}
                {wrong.has(path) && (
                  <strong>
                    <Icon name="warning" size={16} /> {t('form-editor.outline.mistake')}
                  </strong>
                )}
              </span>
            </button>
            {item.kind === 'group' && item.items.length > 0 && (
              <Items {...props} items={item.items} group={at} parent={path} />
            )}
          </li>
        )
      })}
    </ol>
  )
}

function nameOf(item: Item, language: string, t: ReturnType<typeof useText>): string {
  if (item.label && isMessageId(item.label)) return t(item.label)
  return (
    wordsFor(item.label, language).split('\n')[0] ||
    (item.label && Object.keys(item.label).length > 0 ? t(item.label) : item.name)
  )
}

function kindId(item: Item): string {
  if (item.kind === 'group') return item.repeat ? 'form-editor.type.repeat' : 'form-editor.type.group'
  return typeId(item.type)
}

export function typeId(type: QuestionType): string {
  return `form-editor.type.${type}`
}
