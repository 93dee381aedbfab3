import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FieldFrame, useFieldIds } from './field.tsx'
import type { FieldProps } from './field.tsx'
import type { Option } from './choice.tsx'
import { findOptions } from './find-options.ts'
import { Icon } from '../icon.tsx'
import { useLanguage, useText } from '../language/language.tsx'

export interface ComboBoxProps extends FieldProps {
  options: readonly Option[]
  value: string | undefined
  onChange: (value: string | undefined) => void
  placeholder?: string
  /** Given when words that are in no entry are an answer too. */
  ownWords?: string
  onOwnWords?: (text: string) => void
  /** Found elsewhere for what was typed, best first; else `options` are searched. */
  found?: readonly Option[]
  /** Somebody else is still looking: what is shown is not all. */
  asking?: boolean
  onTyped?: (text: string) => void
  /** Said in the open list: that it is still looked for, or that not everything can be found now. */
  says?: string | undefined
  /** Said below the field about the entry chosen. */
  note?: string | undefined
}

/**
 * One entry of a long list, found by typing any part of its name.
 * ARIA 1.2 combobox with list autocomplete (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/); react-aria's own
 * weighs 56 KiB, too much for the first visit over a slow line.
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
  ...asked
}: ComboBoxProps) {
  const t = useText()
  const { language } = useLanguage()
  const entry = options.find((option) => option.value === value)?.label ?? ''
  const chosen = entry || (ownWords ?? '')
  const [typed, setTyped] = useState(chosen)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  /** Left with words that are no entry: they stay, and the field says so. */
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
  // What was marked may be another entry now: nobody shall pick what they did not see.
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
  /** Leaving: a name typed in full is that entry; anything else is not an answer, unless own words are. */
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
                // The input keeps the focus; keys reach an option only from tools that move the focus themselves.
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
