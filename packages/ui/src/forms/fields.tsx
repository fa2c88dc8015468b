import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { formatDate, parseBirth, parseDate, parseTime } from '../format/dates.ts'
import { parsePhone, plain, tidy } from '../format/text.ts'
import { useUi } from '../ui-provider.tsx'
import type { UiWords } from '../words.ts'
import { fieldId } from './form.tsx'

export interface FieldProps {
  name: string
  label: string
  description?: ReactNode
  required?: boolean
  /** Columns of twelve. */
  span?: 2 | 3 | 4 | 6 | 8 | 12
  autoFocus?: boolean
  disabled?: boolean
  placeholder?: string
  inputMode?: 'text' | 'numeric' | 'tel'
  autoComplete?: string
}

type Check = (value: string, words: UiWords) => string | undefined

function useField(props: FieldProps, check?: Check) {
  const { words } = useUi()
  const { control } = useFormContext()
  const { field, fieldState } = useController({
    name: props.name,
    control,
    rules: {
      validate: (value: unknown) => {
        const text = typeof value === 'string' ? value.trim() : value
        if (text === '' || text === undefined || text === null)
          return props.required ? words.missing(props.label) : true
        return (typeof text === 'string' ? check?.(text, words) : undefined) ?? true
      },
    },
  })
  return { field, error: fieldState.error?.message }
}

interface TextLikeProps extends FieldProps {
  type?: 'password'
  check?: Check
  /** What the browser offers while somebody types. */
  suggestions?: readonly string[]
  /** How a good value is shown once the field is left. Never while typing: that breaks Vietnamese keyboards. */
  settle?: (value: string) => string
}

function TextLike({ type, check, settle, suggestions, ...props }: TextLikeProps) {
  const { field, error } = useField(props, check)
  const listId = suggestions && `${fieldId(props.name)}-list`
  return (
    <>
      <TextInput
        type={type ?? 'text'}
        data-span={props.span}
        wrapperProps={{ 'data-span': props.span }}
        id={fieldId(props.name)}
        label={props.label}
        description={props.description}
        withAsterisk={props.required ?? false}
        aria-required={props.required || undefined}
        error={error}
        data-autofocus={props.autoFocus || undefined}
        autoFocus={props.autoFocus ?? false}
        disabled={props.disabled ?? false}
        placeholder={props.placeholder}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete ?? 'off'}
        name={field.name}
        ref={field.ref}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={field.onChange}
        onBlur={(event) => {
          const settled = settle?.(event.currentTarget.value)
          if (settled !== undefined && settled !== event.currentTarget.value) field.onChange(settled)
          field.onBlur()
        }}
        list={listId}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </>
  )
}

export function TextField(props: FieldProps) {
  return <TextLike {...props} settle={tidy} />
}

/** Kept as typed, spaces and all. */
export function PasswordField(props: FieldProps) {
  return <TextLike {...props} type="password" />
}

/** `05/09/2021`, `5/9/21`, `05092021`: typed, not picked. */
export function DateField(props: FieldProps) {
  return (
    <TextLike
      placeholder="dd/mm/yyyy"
      inputMode="numeric"
      {...props}
      check={(value, words) => (parseDate(value) ? undefined : words.badDate)}
      settle={(value) => formatDate(parseDate(value)) || value}
    />
  )
}

/** A date of birth, or the year alone. */
export function BirthField(props: FieldProps) {
  return (
    <TextLike
      placeholder="dd/mm/yyyy"
      inputMode="numeric"
      {...props}
      check={(value, words) => (parseBirth(value) ? undefined : words.badBirth)}
      settle={(value) => formatDate(parseDate(value)) || value}
    />
  )
}

export function TimeField(props: FieldProps) {
  return (
    <TextLike
      placeholder="17:00"
      inputMode="numeric"
      {...props}
      check={(value, words) => (parseTime(value) ? undefined : words.badTime)}
      settle={(value) => parseTime(value) ?? value}
    />
  )
}

export function PhoneField(props: FieldProps) {
  return (
    <TextLike
      inputMode="tel"
      {...props}
      check={(value, words) => (parsePhone(value) ? undefined : words.badPhone)}
      settle={(value) => parsePhone(value) ?? value}
    />
  )
}

export function WholeNumberField({
  minimum = 0,
  maximum,
  ...props
}: FieldProps & { minimum?: number; maximum?: number }) {
  return (
    <TextLike
      inputMode="numeric"
      {...props}
      check={(value, words) => {
        const number = Number(value)
        const good = /^\d+$/.test(value) && number >= minimum && (maximum === undefined || number <= maximum)
        return good ? undefined : words.badNumber
      }}
    />
  )
}

export function TextAreaField(props: FieldProps & { rows?: number }) {
  const { field, error } = useField(props)
  return (
    <Textarea
      wrapperProps={{ 'data-span': props.span }}
      id={fieldId(props.name)}
      label={props.label}
      description={props.description}
      withAsterisk={props.required ?? false}
      aria-required={props.required || undefined}
      error={error}
      rows={props.rows ?? 3}
      autoFocus={props.autoFocus ?? false}
      name={field.name}
      ref={field.ref}
      value={typeof field.value === 'string' ? field.value : ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
    />
  )
}

export interface Option {
  value: string
  label: string
}

/** The option that a text means: its whole label, its number, or what one label alone begins or goes on with. */
export function optionMeant(options: readonly Option[], text: string): Option | undefined {
  const asked = plain(text)
  const among = (matches: (label: string) => boolean) => {
    const found = options.filter(({ label }) => matches(plain(label)))
    return found.length === 1 ? found[0] : undefined
  }
  return (
    among((label) => label === asked) ??
    (/^\d+$/.test(asked) ? among((label) => label.split(' ').includes(asked)) : among((label) => label.includes(asked)))
  )
}

/** One of some dozens, typed by its number or a part of its name. The form's value is the label; `optionMeant` says whose. */
export function ListField({ options, ...props }: FieldProps & { options: readonly Option[] }) {
  return (
    <TextLike
      {...props}
      suggestions={options.map(({ label }) => label)}
      check={(value, words) => (optionMeant(options, value) ? undefined : words.notInList)}
      settle={(value) => optionMeant(options, value)?.label ?? value}
    />
  )
}

export function SelectField({ options, ...props }: FieldProps & { options: readonly Option[] }) {
  const { field, error } = useField(props)
  return (
    <NativeSelect
      wrapperProps={{ 'data-span': props.span }}
      id={fieldId(props.name)}
      label={props.label}
      description={props.description}
      withAsterisk={props.required ?? false}
      aria-required={props.required || undefined}
      error={error}
      disabled={props.disabled ?? false}
      data={[...options]}
      autoFocus={props.autoFocus ?? false}
      name={field.name}
      ref={field.ref}
      value={typeof field.value === 'string' ? field.value : ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
    />
  )
}

export function ChoiceField({ options, ...props }: FieldProps & { options: readonly Option[] }) {
  const { field, error } = useField(props)
  return (
    <Radio.Group
      data-span={props.span}
      id={fieldId(props.name)}
      label={props.label}
      description={props.description}
      withAsterisk={props.required ?? false}
      error={error}
      name={field.name}
      value={typeof field.value === 'string' ? field.value : ''}
      onChange={field.onChange}
    >
      <div className="vx-choices">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} />
        ))}
      </div>
    </Radio.Group>
  )
}

export function CheckboxField(props: FieldProps) {
  const { field } = useField(props)
  return (
    <div data-span={props.span}>
      <Checkbox
        id={fieldId(props.name)}
        label={props.label}
        description={props.description}
        name={field.name}
        ref={field.ref}
        checked={field.value === true}
        onChange={(event) => field.onChange(event.currentTarget.checked)}
        onBlur={field.onBlur}
      />
    </div>
  )
}
