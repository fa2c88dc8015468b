import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type UseFormReturn,
  useForm as useHookForm,
} from 'react-hook-form'
import { Panel } from '../layout/page.tsx'
import { useUi } from '../ui-provider.tsx'
import { onceReleased } from './presses.ts'

/** A list of equal groups of fields; the form around such a group; and its values, which draw only that group anew. */
export {
  useFieldArray as useFieldList,
  useFormContext as useFormAround,
  useWatch as useFieldValues,
} from 'react-hook-form'
export type { FieldValues }

export type FormState<Values extends FieldValues> = UseFormReturn<Values>

/** Errors are gathered in a summary above the form, which takes the focus itself; `Form` looks again at what was wrong. */
export function useForm<Values extends FieldValues>(defaultValues: DefaultValues<Values>): FormState<Values> {
  return useHookForm<Values>({ defaultValues, shouldFocusError: false, mode: 'onSubmit', reValidateMode: 'onSubmit' })
}

/** Why the server refused; with the field when it named one. */
export interface FormRefusal {
  message: string
  field?: string | undefined
  children?: ReactNode
}

export interface FormProps<Values extends FieldValues> {
  form: FormState<Values>
  label: string
  onSubmit: (values: Values) => void | Promise<void>
  refusal?: FormRefusal | undefined
  /** An accident on the way to the server, in words. */
  failure?: string | undefined
  /** What Alt with a letter does, by that letter in capitals. */
  shortcuts?: Readonly<Record<string, () => void>>
  children: ReactNode
}

export function fieldId(name: string): string {
  return `field-${name}`
}

function nextField(form: HTMLFormElement, current: HTMLElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>('input, select, textarea, button[type="submit"]')].filter(
    (field) => !field.hasAttribute('disabled') && field.tabIndex >= 0 && field.getAttribute('type') !== 'hidden',
  )
  return fields[fields.indexOf(current) + 1]
}

/** Of the fields of a list, each is named by its place: `members.0.fullName`. */
function messagesOf(errors: object, path = ''): { name: string; message: string }[] {
  return Object.entries(errors).flatMap(([key, error]: [string, unknown]) => {
    if (typeof error !== 'object' || error === null) return []
    if ('message' in error && typeof error.message === 'string') return [{ name: path + key, message: error.message }]
    return key === 'root' || error instanceof Element ? [] : messagesOf(error, `${path}${key}.`)
  })
}

/**
 * Enter goes to the next field, Ctrl+S presses the first button that submits, Ctrl+Enter the second where there are two ("save
 * and open the next"): a clerk keys a form without the mouse.
 */
export function Form<Values extends FieldValues>(props: FormProps<Values>) {
  const { form, label, onSubmit, failure, children } = props
  const answer = useMemo(() => props.refusal ?? (failure ? { message: failure } : undefined), [props.refusal, failure])
  // Whoever submits again has read it: what the fields lack now is all that stands in the way.
  const [past, setPast] = useState<FormRefusal>()
  const refusal = answer === past ? undefined : answer
  const { words } = useUi()
  const element = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const [failures, setFailures] = useState(0)
  const errors = messagesOf(form.formState.errors)
  const isWrong = errors.length > 0 || refusal !== undefined

  // Whoever does not see the summary hears it with the name of the page.
  useEffect(() => {
    if (!isWrong) return
    const title = document.title
    document.title = words.wrong(title)
    return () => {
      document.title = title
    }
  }, [isWrong, words])
  useEffect(() => {
    if (failures > 0 || refusal) summary.current?.focus()
  }, [failures, refusal])

  /** Whoever leaves a field has put right what they came for: what was wrong and no longer is goes away. */
  function onBlur() {
    const wrong = errors.map(({ name }) => name as Path<Values>)
    if (wrong.length > 0) onceReleased(() => void form.trigger(wrong))
  }

  const submit = form.handleSubmit(onSubmit, () => {
    setPast(answer)
    setFailures((count) => count + 1)
  })

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    // While a Vietnamese keyboard composes, Enter belongs to it.
    if (event.nativeEvent.isComposing) return
    const save = (event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')
    if (save) {
      event.preventDefault()
      const [first, second] = element.current?.querySelectorAll<HTMLButtonElement>('button[type="submit"]') ?? []
      const button = (event.key === 'Enter' ? second : undefined) ?? first
      if (button) button.click()
      else element.current?.requestSubmit()
      return
    }
    // By the key's place: with Alt, keyboards of some languages write another letter.
    const shortcut = event.altKey ? props.shortcuts?.[event.code.replace('Key', '')] : undefined
    if (shortcut) {
      event.preventDefault()
      shortcut()
      return
    }
    if (event.key !== 'Enter' || event.defaultPrevented) return
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      event.preventDefault()
      const next = element.current && nextField(element.current, event.target)
      // A form of one field has nowhere else to go.
      if (
        next instanceof HTMLButtonElement &&
        element.current?.querySelectorAll('input, select, textarea').length === 1
      )
        element.current.requestSubmit()
      else next?.focus()
    }
  }

  function onNativeSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    event.stopPropagation()
    void submit(event)
  }

  return (
    <FormProvider {...form}>
      <form
        ref={element}
        className="vx-form"
        noValidate
        aria-label={label}
        onSubmit={onNativeSubmit}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        {isWrong && (
          <div className="vx-summary" role="alert" tabIndex={-1} ref={summary}>
            <h2>{refusal && errors.length === 0 ? words.refused : words.summary(errors.length + (refusal ? 1 : 0))}</h2>
            <ul>
              {errors.map((error) => (
                <li key={error.name}>
                  <a href={`#${fieldId(error.name)}`}>{error.message}</a>
                </li>
              ))}
              {refusal && (
                <li>
                  {refusal.field ? <a href={`#${fieldId(refusal.field)}`}>{refusal.message}</a> : refusal.message}
                  {refusal.children}
                </li>
              )}
            </ul>
          </div>
        )}
        {children}
      </form>
    </FormProvider>
  )
}

export function FormGrid({ children }: { children: ReactNode }) {
  return <div className="vx-form-grid">{children}</div>
}

/** One of several equal groups of fields. */
export function FormPart({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="vx-fieldset vx-form-part">
      <legend>{title}</legend>
      <FormGrid>{children}</FormGrid>
      <div role="status" className="vx-form-hint">
        {note}
      </div>
    </fieldset>
  )
}

/** Fields that belong together under one title, which their group carries for those who do not see the panel. */
export function FormPanel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel title={title}>
      <fieldset className="vx-fieldset">
        <legend className="vx-visually-hidden">{title}</legend>
        <FormGrid>{children}</FormGrid>
      </fieldset>
    </Panel>
  )
}

export function FormActions({ children }: { children: ReactNode }) {
  return <div className="vx-form-actions">{children}</div>
}
