import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FieldFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useAsked } from '../feedback/asked.tsx'
import type { Option } from './choice.tsx'
import { findOptions } from './find-options.ts'
import { Icon } from '../icon.tsx'
import { useLanguage, useText } from '../language/language.tsx'

export interface ComboBoxProps extends FieldProps {
  options: readonly Option[]
  value: string | undefined
  onChange: (value: string | undefined) => void
  placeholder?: string
  /** If set, the person's own words are an answer too. */
  ownWords?: string
  onOwnWords?: (text: string) => void
  /** Results of another search for the typed text, best first. Without it, `options` are searched. */
  found?: readonly Option[]
  /** The other search is still running, so the list is not complete. */
  asking?: boolean
  onTyped?: (text: string) => void
  /** A line in the open list, for example that the search is running or incomplete. */
  says?: string | undefined
  /** A line below the field about the chosen entry. */
  note?: string | undefined
}

/**
 * One entry of a long list, found by typing any part of its name. ARIA 1.2 combobox with list autocomplete
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). We do not use react-aria's: its 56 KiB are too much for the
 * first visit over a slow connection.
 */
export function ComboBox({
  options,
  value,
  onChange,
  placeholder,
  ownWords,
  onOwnWords,
  found: given,
  asking = false,
  onTyped,
  says,
  note,
  ...props
}: ComboBoxProps) {
  const asked = useAsked(props, value === undefined && !ownWords)
  const t = useText()
  const { language } = useLanguage()
  const entry = options.find((option) => option.value === value)?.label ?? ''
  const chosen = entry || (ownWords ?? '')
  const [typed, setTyped] = useState(chosen)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  /** The person left the field with words that match no entry. They stay, and the field shows an error. */
  const [unmatched, setUnmatched] = useState(false)
  const field = { ...asked, error: asked.error ?? (unmatched ? t('ui.combo.not-chosen') : undefined) }
  const ids = useFieldIds(field)
  const list = useRef<HTMLDivElement>(null)
  const here = useMemo(
    () => (given ? [] : findOptions(options, typed === entry ? '' : typed, language)),
    [given, options, typed, entry, language],
  )
  const found = given ?? here
  useEffect(() => {
    setTyped(chosen)
    setUnmatched(false)
  }, [chosen])
  // The list has changed, so the marked position may hold another entry. Nobody must pick an entry they did not see.
  useEffect(() => setActive(-1), [found])
  useEffect(() => {
    if (open && active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [open, active])

  function show(next: boolean) {
    setOpen(next && !field.disabled && !field.readOnly)
    setActive(-1)
  }
  function pick(option: Option) {
    setTyped(option.label)
    setUnmatched(false)
    show(false)
    onChange(option.value)
  }
  function type(text: string) {
    setTyped(text)
    onTyped?.(text)
    setUnmatched(false)
    show(true)
    if (onOwnWords) onOwnWords(text.trim())
    else if (!text) onChange(undefined)
  }
  /** The entry whose name was typed in full. */
  function findTyped(): Option | undefined {
    const named = found.filter(
      (option) => option.label.toLocaleLowerCase(language) === typed.trim().toLocaleLowerCase(language),
    )
    return named.length === 1 ? named[0] : undefined
  }
  /** On leaving, a full name picks its entry. Other text is an answer only if own words are allowed. */
  function leave() {
    show(false)
    if (typed === chosen) return
    const option = asking ? undefined : findTyped()
    if (option) pick(option)
    else if (onOwnWords) return
    else if (chosen) setTyped(chosen)
    else setUnmatched(typed.trim() !== '')
  }
  function press(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) {
      event.preventDefault()
      if (open) setActive((at) => (at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % Math.max(1, found.length))
      else show(true)
    } else if (event.key === 'Enter' && open) {
      const option = found[active] ?? findTyped()
      event.preventDefault()
      if (option) pick(option)
      else if (onOwnWords) show(false)
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      show(false)
    }
  }
  const listId = `${ids.id}-list`
  return (
    <FieldFrame field={field} ids={ids}>
      <div className="combo" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && leave()}>
        <input
          className="input"
          id={ids.id}
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? `${listId}-${active}` : undefined}
          aria-required={field.required || undefined}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={[ids.describedBy, note && `${ids.id}-note`].filter(Boolean).join(' ') || undefined}
          autoComplete="off"
          dir={typed ? 'auto' : undefined}
          placeholder={placeholder ?? t('ui.combo.type')}
          disabled={field.disabled}
          readOnly={field.readOnly}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => show(true)}
          onKeyDown={press}
        />
        <button
          type="button"
          className="combo-open"
          tabIndex={-1}
          aria-label={t('ui.combo.open')}
          aria-controls={listId}
          aria-expanded={open}
          disabled={field.disabled || field.readOnly}
          onClick={() => show(!open)}
        >
          <Icon name="down" size={18} />
        </button>
        <div className="options" hidden={!open || found.length === 0}>
          <div id={listId} role="listbox" aria-label={field.label} aria-busy={asking || undefined} ref={list}>
            {open &&
              found.map((option, index) => (
                // The input keeps the focus. Keys reach an option only from assistive tools that move the focus.
                <div
                  key={option.value}
                  id={`${listId}-${index}`}
                  className="option"
                  role="option"
                  tabIndex={-1}
                  aria-selected={option.value === value}
                  data-active={index === active || undefined}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => pick(option)}
                  onKeyDown={(event) => event.key === 'Enter' && pick(option)}
                >
                  <span>
                    <bdi>{option.label}</bdi>
                  </span>
                  {option.hint && <span className="unseen"> — </span>}
                  {option.hint && (
                    <span className="soft small">
                      <bdi>{option.hint}</bdi>
                    </span>
                  )}
                </div>
              ))}
          </div>
          {says && !asking && <p className="soft small says">{says}</p>}
        </div>
        {open && found.length === 0 && (
          <p className="options soft">{says ?? t(onOwnWords ? 'ui.combo.own-words' : 'ui.combo.none')}</p>
        )}
      </div>
      {note && (
        <p className="soft small" id={`${ids.id}-note`} dir="auto">
          {note}
        </p>
      )}
      <span className="unseen" role="status">
        {open && !asking ? [t('ui.combo.found', { count: found.length }), says].filter(Boolean).join(' ') : ''}
      </span>
    </FieldFrame>
  )
}
