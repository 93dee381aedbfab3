import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
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

/** One entry of a long list, found by typing any part of its name. */
export function ComboBox({ options, value, onChange, placeholder, ownWords, onOwnWords, ...field }: ComboBoxProps) {
  const ids = useFieldIds(field)
  const t = useText()
  const { language } = useLanguage()
  const chosen = options.find((option) => option.value === value)?.label ?? ''
  const [typed, setTyped] = useState(chosen || (ownWords ?? ''))
  const items = useMemo(
    () => findOptions(options, typed === chosen ? '' : typed, language).map((option) => ({ ...option, id: option.value })),
    [options, typed, chosen, language],
  )
  function type(text: string) {
    setTyped(text)
    if (text === chosen) return
    if (onOwnWords && !options.some((option) => option.label === text)) onOwnWords(text.trim())
    else if (!text) onChange(undefined)
  }
  return (
    <FieldFrame field={field} ids={ids}>
      <AriaComboBox
        aria-label={field.label}
        className="input-frame"
        inputValue={typed}
        onInputChange={type}
        value={value ?? null}
        onChange={(key) => {
          if (key === null) return
          setTyped(options.find((option) => option.value === key)?.label ?? '')
          onChange(String(key))
        }}
        items={items}
        defaultFilter={() => true}
        allowsEmptyCollection={!onOwnWords}
        allowsCustomValue={!!onOwnWords}
        menuTrigger="input"
        isDisabled={field.disabled ?? false}
        isReadOnly={field.readOnly ?? false}
        isInvalid={!!field.error}
      >
        <div className="combo">
          <Input className="input" id={ids.id} dir="auto" placeholder={placeholder ?? t('ui.combo.type')} aria-describedby={ids.describedBy} />
          <Button className="button" aria-label={t('ui.combo.open')}>
            <Icon name="down" size={18} />
          </Button>
        </div>
        <Popover className="popover" offset={4}>
          <ListBox className="options" renderEmptyState={() => <p className="option soft">{t('ui.combo.none')}</p>}>
            {(item: Option & { id: string }) => (
              <ListBoxItem className="option" id={item.id} textValue={item.label}>
                <span>{item.label}</span>
                {item.hint && <span className="soft small">{item.hint}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </FieldFrame>
  )
}
