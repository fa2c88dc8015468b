import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { useUi } from '../ui-provider.tsx'
import { Button } from './button.tsx'
import type { FieldProps } from './fields.tsx'
import { fieldId } from './form.tsx'

export interface Picked {
  id: string
  label: string
  note?: string | undefined
}

export interface PickerFieldProps extends FieldProps {
  options: readonly Picked[]
  searching: boolean
  /** Called 250 ms after the last letter. */
  onSearch: (text: string) => void
}

/** One of many, found by typing. The form's value is the `Picked` thing. */
export function PickerField({ options, searching, onSearch, ...props }: PickerFieldProps) {
  const { words } = useUi()
  const { control } = useFormContext()
  const { field, fieldState } = useController({
    name: props.name,
    control,
    rules: { validate: (value: unknown) => (props.required && !value ? words.missing(props.label) : true) },
  })
  const picked = field.value as Picked | undefined
  const [text, setText] = useState('')
  const [focusAgain, setFocusAgain] = useState(false)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })

  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text, onSearch])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first match is selected whenever the matches change
  useEffect(() => {
    if (text) combobox.selectFirstOption()
  }, [options])

  if (picked) {
    return (
      <div data-span={props.span}>
        <div className="vx-label">{props.label}</div>
        <div className="vx-picked" id={fieldId(props.name)} tabIndex={-1}>
          <span>
            {picked.label}
            {picked.note && <span className="vx-option-note">{picked.note}</span>}
          </span>
          <Button
            size="small"
            kind="quiet"
            label={`${words.change}: ${props.label}`}
            onClick={() => {
              field.onChange(undefined)
              setText('')
              setFocusAgain(true)
            }}
          >
            {words.change}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const option = options.find((candidate) => candidate.id === id)
        if (option) field.onChange(option)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          wrapperProps={{ 'data-span': props.span }}
          id={fieldId(props.name)}
          ref={field.ref}
          label={props.label}
          description={props.description}
          placeholder={props.placeholder}
          withAsterisk={props.required ?? false}
          error={fieldState.error?.message}
          autoComplete="off"
          autoFocus={(props.autoFocus ?? false) || focusAgain}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            field.onBlur()
          }}
          onKeyDown={(event) => {
            // Enter takes the match under the cursor instead of leaving for the next field.
            if (event.key === 'Enter' && combobox.dropdownOpened && options.length > 0) event.preventDefault()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''}>
        <Combobox.Options aria-label={props.label}>
          {options.map((option) => (
            <Combobox.Option key={option.id} value={option.id}>
              {option.label}
              {option.note && <span className="vx-option-note">{option.note}</span>}
            </Combobox.Option>
          ))}
          {options.length === 0 && (
            <Combobox.Empty>{searching ? words.loadingMore : words.nothingFound}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
