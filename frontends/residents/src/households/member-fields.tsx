import { useMessages } from '@vungxanh/remote'
import {
  BirthField,
  Button,
  DateField,
  FormPart,
  PhoneField,
  SelectField,
  TextField,
  tidy,
  useFieldValues,
  useFormAround,
} from '@vungxanh/ui'
import { type ClipboardEvent, type KeyboardEvent, useCallback } from 'react'
import { messages as register } from '../messages.ts'
import type { ResidenceKind, Sex } from '../operations.generated.ts'
import { contradictions, type MemberNote, type MemberValues, sexOfName } from './member-values.ts'
import { messages } from './register-household-messages.ts'
import type { Values } from './register-household-page.tsx'
import { relations } from './relations.ts'

const sexes: readonly Sex[] = ['FEMALE', 'MALE', 'UNKNOWN']
const residenceKinds: readonly ResidenceKind[] = ['PERMANENT', 'TEMPORARY', 'STAYING']

/** A digit before each choice, by which the browser's own list finds it with one key. */
const keyed = (label: string, index: number): string => `${(index + 1) % 10} ${label}`

/** What a person is called who may have no name yet. */
export function useWho() {
  const t = useMessages(messages)
  return useCallback(
    (place: number, { fullName }: Pick<MemberValues, 'fullName'>) =>
      tidy(fullName) || t('nobody', { place: place + 1 }),
    [t],
  )
}

interface MemberFieldsProps {
  place: number
  note: MemberNote | undefined
  /** Whether a text that came into a field at once was a card. */
  onScan: (field: keyof MemberValues, text: string) => boolean
  onSuggest: (note: MemberNote) => void
  onRemove?: () => void
}

export function MemberFields({ place, note, onScan, onSuggest, onRemove }: MemberFieldsProps) {
  const t = useMessages(messages)
  const registerText = useMessages(register)
  const who = useWho()
  const form = useFormAround<Values>()
  const member = useFieldValues<Values, `members.${number}`>({ name: `members.${place}` })
  if (!member) return null
  const name = who(place, member)
  const at = (field: keyof MemberValues) => `members.${place}.${field}` as const
  const fieldOf = (target: EventTarget) =>
    target instanceof HTMLInputElement ? (target.name.split('.').at(-1) as keyof MemberValues) : undefined

  // A scanner types like a keyboard and ends with Enter or Tab.
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Tab')) return
    const field = fieldOf(event.target)
    if (field && onScan(field, (event.target as HTMLInputElement).value)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  function onPaste(event: ClipboardEvent) {
    const field = fieldOf(event.target)
    if (field && onScan(field, event.clipboardData.getData('text'))) event.preventDefault()
  }

  function suggestSex() {
    const suggested = form.getValues(at('sex')) ? undefined : sexOfName(form.getValues(at('fullName')))
    if (!suggested) return
    form.setValue(at('sex'), suggested)
    onSuggest('sexFromName')
  }

  const remarks = [...(note ? [note] : []), ...contradictions(member)]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a scanner types into any field of a person is caught here
    <div
      onKeyDownCapture={onKeyDown}
      onPasteCapture={onPaste}
      onBlur={(event) => {
        if (fieldOf(event.target) === 'fullName') suggestSex()
      }}
    >
      <FormPart
        title={t('who', {
          place: place + 1,
          relation: member.relation ? registerText(`relation.${member.relation}`) : '',
        })}
        note={remarks.map((remark) => t(`note.${remark}`)).join(' ')}
      >
        <TextField name={at('fullName')} label={registerText('name')} placeholder={t('nameHint')} required span={4} />
        <BirthField name={at('born')} label={t('born')} span={3} />
        <SelectField
          name={at('sex')}
          label={registerText('sex')}
          span={2}
          options={[
            { value: '', label: '' },
            ...sexes.map((value, index) => ({ value, label: keyed(registerText(`sex.${value}`), index) })),
          ]}
        />
        <SelectField
          name={at('relation')}
          label={registerText('relation')}
          required
          span={3}
          options={relations.map((value, index) => ({ value, label: keyed(registerText(`relation.${value}`), index) }))}
        />
        <SelectField
          name={at('residenceKind')}
          label={registerText('residenceKind')}
          required
          span={3}
          options={residenceKinds.map((value, index) => ({
            value,
            label: keyed(registerText(`residence.${value}`), index),
          }))}
        />
        <TextField name={at('identityNumber')} label={t('number')} placeholder={t('numberHint')} span={3} />
        <PhoneField name={at('phone')} label={registerText('phone')} span={3} />
        <DateField name={at('residesFrom')} label={registerText('residesFrom')} required span={3} />
        {onRemove && (
          <div data-span={2} className="vx-form-end">
            <Button size="small" kind="quiet" label={t('removeOf', { who: name })} onClick={onRemove}>
              {t('remove')}
            </Button>
          </div>
        )}
      </FormPart>
    </div>
  )
}
