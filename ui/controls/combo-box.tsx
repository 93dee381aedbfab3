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
}

/**
 * One entry of a long list, found by typing any part of its name.
 * ARIA 1.2 combobox with list autocomplete (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/); react-aria's own
 * weighs 56 KiB, too much for the first visit over a slow line.
 */
export function ComboBox({ options, value, onChange, placeholder, ownWords, onOwnWords, ...asked }: ComboBoxProps) {
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
  const found = useMemo(() => findOptions(options, typed === entry ? '' : typed, language), [options, typed, entry, language])
  useEffect(() => {
    setTyped(chosen)
    setUnmatched(false)
  }, [chosen])
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
    setUnmatched(false)
    show(true)
    if (onOwnWords) onOwnWords(text.trim())
    else if (!text) onChange(undefined)
  }
  /** The entry whose name was typed in full. */
  function findTyped(): Option | undefined {
    const named = found.filter((option) => option.label.toLocaleLowerCase(language) === typed.trim().toLocaleLowerCase(language))
    return named.length === 1 ? named[0] : undefined
  }
  /** Leaving: a name typed in full is that entry; anything else is not an answer, unless own words are. */
  function leave() {
    show(false)
    if (typed === chosen) return
    const option = findTyped()
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
          aria-describedby={ids.describedBy}
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
        <button type="button" className="combo-open" tabIndex={-1} aria-label={t('ui.combo.open')} aria-controls={listId} aria-expanded={open} disabled={field.disabled || field.readOnly} onClick={() => show(!open)}>
          <Icon name="down" size={18} />
        </button>
        <div className="options" id={listId} role="listbox" aria-label={field.label} hidden={!open || found.length === 0} ref={list}>
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
                <span dir="auto">{option.label}</span>
                {option.hint && <span className="soft small">{option.hint}</span>}
              </div>
            ))}
        </div>
        {open && found.length === 0 && <p className="options soft">{t(onOwnWords ? 'ui.combo.own-words' : 'ui.combo.none')}</p>}
      </div>
      <span className="unseen" role="status">
        {open ? t('ui.combo.found', { count: found.length }) : ''}
      </span>
    </FieldFrame>
  )
}
