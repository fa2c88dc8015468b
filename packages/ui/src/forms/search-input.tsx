import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Option } from './fields.tsx'

export interface SearchInputProps {
  label: string
  placeholder?: string
  value: string
  /** Called 250 ms after the last letter, and never in the middle of a composed one. */
  onSearch: (value: string) => void
  /** Arrow down leaves for the results. */
  onArrowDown?: () => void
  autoFocus?: boolean
}

export function SearchInput({ label, placeholder, value, onSearch, onArrowDown, autoFocus }: SearchInputProps) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setTyped(value)
    }
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function schedule(text: string, delay: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = text.trim()
      onSearch(text.trim())
    }, delay)
  }

  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      autoFocus={autoFocus ?? false}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing
        if (!composing) schedule(event.currentTarget.value, 250)
      }}
      onCompositionEnd={(event) => schedule(event.currentTarget.value, 250)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') schedule(typed, 0)
        if (event.key === 'Escape' && typed !== '') {
          event.preventDefault()
          setTyped('')
          schedule('', 0)
        }
        if (event.key === 'ArrowDown' && onArrowDown) {
          event.preventDefault()
          onArrowDown()
        }
      }}
    />
  )
}

export interface SelectInputProps {
  label: string
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
}

/** A filter beside a list. */
export function SelectInput({ label, value, options, onChange }: SelectInputProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
