import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useForm as useHookForm,
} from 'react-hook-form'
import { Panel } from '../layout/page.tsx'
import { useUi } from '../ui-provider.tsx'

export type { FieldValues }

export type FormState<Values extends FieldValues> = UseFormReturn<Values>

/** Errors are gathered in a summary above the form, which takes the focus itself. */
export function useForm<Values extends FieldValues>(defaultValues: DefaultValues<Values>): FormState<Values> {
  return useHookForm<Values>({ defaultValues, shouldFocusError: false, mode: 'onSubmit', reValidateMode: 'onBlur' })
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

/** Enter goes to the next field, Ctrl+S and Ctrl+Enter save: a clerk keys a form without the mouse. */
export function Form<Values extends FieldValues>(props: FormProps<Values>) {
  const { form, label, onSubmit, failure, children } = props
  const refusal = useMemo(() => props.refusal ?? (failure ? { message: failure } : undefined), [props.refusal, failure])
  const { words } = useUi()
  const element = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const [failures, setFailures] = useState(0)
  const errors = Object.entries(form.formState.errors).flatMap(([name, error]) => {
    const message = error && 'message' in error ? error.message : undefined
    return typeof message === 'string' ? [{ name, message }] : []
  })

  useEffect(() => {
    if (failures > 0 || refusal) summary.current?.focus()
  }, [failures, refusal])

  const submit = form.handleSubmit(onSubmit, () => setFailures((count) => count + 1))

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    // While a Vietnamese keyboard composes, Enter belongs to it.
    if (event.nativeEvent.isComposing) return
    const save = (event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')
    if (save) {
      event.preventDefault()
      element.current?.requestSubmit()
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
      >
        {(errors.length > 0 || refusal) && (
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
