import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Form } from '#lib/forms'
import { ProblemError, request } from '#ui/data'
import type { At } from '../../edit-form.ts'
import type { draftView } from '../../model.ts'
import { dropOwnCopy, findOwnCopy, keepOwnCopy } from './own-copy.ts'
import { saveFormDraft, viewFormDraft } from '../routes.ts'

export type DraftView = z.infer<typeof draftView>

/**
 * saved: the node has it · unsaved, saving: soon · offline: on this device until the node answers · conflict: another
 * person saved first · refused: see the problem
 */
export type Saving = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused'

export interface DraftWork {
  form: Form
  at: At
  saving: Saving
  /** Number of changes the node has. Publishing names it. */
  version: number
  /** The other person's draft, while both need a decision. */
  theirs: DraftView | undefined
  /** Unsaved work of an earlier visit on this device. */
  found: Form | undefined
  change: (form: Form, at?: At) => void
  select: (at: At) => void
  undo: () => void
  canUndo: boolean
  /** Resolves to the version of the draft when the node has everything; undefined if that failed. */
  save: () => Promise<number | undefined>
  takeTheirs: () => void
  keepMine: () => void
  takeFound: () => void
  dropFound: () => void
}

const SAVE_AFTER_MS = 1500
const AGAIN_AFTER_MS = 10_000
/** In milliseconds. Letters typed together are one undo step. */
const SAME_STEP_MS = 1000
const MOST_STEPS = 200

interface Held {
  form: Form
  at: At
}

/**
 * One administrator's work on a draft. Every change is saved on this device at once and on the node soon after. Nothing
 * is overwritten.
 */
export function useDraft(first: DraftView): DraftWork {
  const id = first.form.id
  const [held, setHeld] = useState<Held>({ form: first.form, at: first.form.items.length > 0 ? [0] : [] })
  const [saving, setSaving] = useState<Saving>('saved')
  const [version, setVersion] = useState(first.version)
  const [theirs, setTheirs] = useState<DraftView>()
  const [found, setFound] = useState(() => findOwnCopy(id, first.form))
  const steps = useRef<Held[]>([])
  const [canUndo, setCanUndo] = useState(false)
  const lastStep = useRef(0)
  // The node's state. Saves run one after the other, always with the newest words.
  const node = useRef({ form: first.form, version: first.version, base: first.base })
  const current = useRef(held)
  const busy = useRef<Promise<number | undefined> | undefined>(undefined)

  const put = useCallback(
    (next: Held) => {
      current.current = next
      setHeld(next)
      if (next.form === node.current.form) return
      keepOwnCopy(id, next.form)
      setSaving((before) => (before === 'conflict' ? before : 'unsaved'))
    },
    [id],
  )
  const change = useCallback(
    (form: Form, at?: At) => {
      const time = Date.now()
      if (time - lastStep.current > SAME_STEP_MS || at) {
        steps.current = [...steps.current.slice(-MOST_STEPS), current.current]
        setCanUndo(true)
      }
      lastStep.current = time
      put({ form, at: at ?? current.current.at })
    },
    [put],
  )
  const select = useCallback((at: At) => {
    current.current = { ...current.current, at }
    // The next typed word is a new undo step, because it is about something else.
    lastStep.current = 0
    setHeld(current.current)
  }, [])
  const undo = useCallback(() => {
    const before = steps.current.pop()
    setCanUndo(steps.current.length > 0)
    lastStep.current = 0
    if (before) put(before)
  }, [put])

  const save = useCallback((): Promise<number | undefined> => {
    busy.current ??= sendAll().finally(() => {
      busy.current = undefined
    })
    return busy.current
    async function sendAll(): Promise<number | undefined> {
      while (current.current.form !== node.current.form) {
        const { form } = current.current
        setSaving('saving')
        try {
          const answer = await request(
            saveFormDraft,
            { id, expected: node.current.version, base: node.current.base, form },
            { headers: { 'idempotency-key': crypto.randomUUID() } },
          )
          node.current = { ...node.current, form, version: answer.version }
          setVersion(answer.version)
        } catch (cause) {
          if (!(cause instanceof ProblemError)) throw cause
          const { code, status } = cause.problem
          if (code === 'form-draft-changed') {
            setSaving('conflict')
            setTheirs(await request(viewFormDraft, { id }).catch(() => undefined))
          } else setSaving(status === 0 || status >= 500 ? 'offline' : 'refused')
          return undefined
        }
      }
      dropOwnCopy(id)
      setSaving('saved')
      return node.current.version
    }
    // oxlint-disable-next-line react/memo-dependencies -- the inner function is the one that uses it
  }, [id])

  useEffect(() => {
    if (saving !== 'unsaved' && saving !== 'offline') return undefined
    const timer = setTimeout(() => void save(), saving === 'offline' ? AGAIN_AFTER_MS : SAVE_AFTER_MS)
    const again = () => void save()
    addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  }, [saving, save, held.form])

  return {
    ...held,
    saving,
    version,
    theirs,
    found,
    change,
    select,
    undo,
    canUndo,
    save,
    takeTheirs: () => {
      if (!theirs) return
      node.current = { form: theirs.form, version: theirs.version, base: theirs.base }
      setVersion(theirs.version)
      change(theirs.form, [])
      dropOwnCopy(id)
      setTheirs(undefined)
      setSaving('saved')
    },
    keepMine: () => {
      if (!theirs) return
      node.current = { ...node.current, form: theirs.form, version: theirs.version }
      setTheirs(undefined)
      setSaving('unsaved')
    },
    takeFound: () => {
      if (found) change(found, [])
      setFound(undefined)
    },
    dropFound: () => {
      dropOwnCopy(id)
      setFound(undefined)
    },
  }
}
