import { createContext, use, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../language/language.tsx'
import type { FieldProps } from '../controls/field.tsx'
import { goToField } from './error-summary.tsx'

interface Asking {
  /** Somebody pressed the button while an answer was missing. */
  tried: boolean
  /** No field says what is missing, so the button says it. */
  unmarked: boolean
  say: () => void
  done: () => void
}

const AskingContext = createContext<Asking | undefined>(undefined)

/**
 * Questions with the button that sends them. The button works at any time: if it is pressed while an answer is missing,
 * each required field without one says so, and the first of them has the focus.
 */
export function Asked({ children }: { children: ReactNode }) {
  const [presses, setPresses] = useState(0)
  const [unmarked, setUnmarked] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (presses === 0) return
    const field = box.current?.querySelector<HTMLElement>('.field[data-invalid]')
    if (field) goToField(field)
    setUnmarked(!field)
  }, [presses])
  const asking = useMemo(
    () => ({
      tried: presses > 0,
      unmarked,
      say: () => setPresses((before) => before + 1),
      done: () => (setPresses(0), setUnmarked(false)),
    }),
    [presses, unmarked],
  )
  return (
    <AskingContext value={asking}>
      <div className="asked" ref={box}>
        {children}
      </div>
    </AskingContext>
  )
}

/** The field, with the words that its answer is missing once somebody has tried to send without it. */
export function useAsked<Field extends FieldProps>(field: Field, empty: boolean): Field {
  const t = useText()
  const asking = use(AskingContext)
  if (!asking?.tried || !field.required || !empty || field.error) return field
  return { ...field, error: t('ui.field.needed') }
}

/** What a press does while `lacks` says that something is missing, and what the button then says itself. */
export function useLacks(lacks: boolean | string | undefined) {
  const t = useText()
  const asking = use(AskingContext)
  const [alone, setAlone] = useState(false)
  return {
    /** True if the press was answered here, because something is missing. */
    answer(): boolean {
      if (lacks) {
        if (asking) asking.say()
        else setAlone(true)
        return true
      }
      if (lacks !== undefined) asking?.done()
      return false
    },
    says: lacks && (asking ? asking.unmarked : alone) ? (lacks === true ? t('ui.lacks') : lacks) : undefined,
  }
}
