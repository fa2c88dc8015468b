import { readIdentityCard } from '@vungxanh/identity-card'
import {
  gql,
  Link,
  paths,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useNavigate,
  useReading,
  useUnit,
  useViewer,
} from '@vungxanh/remote'
import {
  Button,
  Columns,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  ListField,
  Notice,
  optionMeant,
  Page,
  Panel,
  Rows,
  TextField,
  tidy,
  timeOf,
  useFieldList,
  useFieldValues,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useEffect, useRef, useState } from 'react'
import { LikelyDuplicates } from '../duplicates/likely-duplicates.tsx'
import { messages as registerMessages } from '../messages.ts'
import type {
  RegisterHouseholdMutation,
  RegisterHouseholdMutationVariables,
  RegisterHouseholdPageQuery,
  RegisterHouseholdPageQueryVariables,
} from '../operations.generated.ts'
import { MemberFields, useWho } from './member-fields.tsx'
import { fromCard, type MemberNote, type MemberValues, memberInput, nextMember, payloadIn } from './member-values.ts'
import { NoGroups } from './no-groups.tsx'
import { messages } from './register-household-messages.ts'

const PLACES: TypedDocumentNode<RegisterHouseholdPageQuery, RegisterHouseholdPageQueryVariables> = gql`
  query RegisterHouseholdPage($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
  }
`

const REGISTER: TypedDocumentNode<RegisterHouseholdMutation, RegisterHouseholdMutationVariables> = gql`
  mutation RegisterHousehold($input: RegisterHouseholdInput!) {
    registerHousehold(input: $input) {
      __typename
      ... on RegisterHouseholdSuccess {
        warnings
        household {
          id
          code
        }
      }
      ... on DuplicateIdentityNumber {
        ofMember
        holder {
          id
          fullName
        }
      }
      ... on InvalidMember {
        member
        memberField: field
      }
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`

export interface Values {
  group: string
  address: string
  members: MemberValues[]
  fromPlace: string
}

const blank = (group = ''): Values => ({ group, address: '', members: [nextMember([])], fromPlace: '' })

const isBlank = ({ address, members }: Values): boolean =>
  !address.trim() && members.every(({ fullName }) => !fullName.trim())

/**
 * What was typed and not saved, for whoever looks something up on another page and comes back. In the memory of this page
 * alone: nothing about people is left in a browser (docs/decisions/0040).
 */
let draft: { of: string; id: string; values: Values; notes: Notes; since: Date } | undefined

type Notes = Record<number, MemberNote>

// What the server calls a field, by what the form calls it.
const memberFields: Record<string, string> = { bornOn: 'born', birthYear: 'born', identityKind: 'identityNumber' }
const householdFields: Record<string, string> = {
  residentialGroupId: 'group',
  relations: 'members.0.relation',
  members: 'members.0.fullName',
}

function focusField(name: string) {
  setTimeout(() => document.getElementById(`field-${name}`)?.focus(), 0)
}

interface MemberDuplicatesProps {
  form: ReturnType<typeof useForm<Values>>
  place: number
  groups: readonly { value: string; label: string }[]
}

/** Beside the form and outside of it, so that the keys go from field to field as ever. */
function MemberDuplicates({ form: { control }, place, groups }: MemberDuplicatesProps) {
  const who = useWho()
  const group = useFieldValues({ control, name: 'group' })
  const member = useFieldValues({ control, name: `members.${place}` })
  if (!member) return null
  const { fullName, born, sex, phone } = member
  const residentialGroupId = optionMeant(groups, group)?.value ?? null
  return <LikelyDuplicates of={who(place, member)} typed={{ fullName, born, sex, phone, residentialGroupId }} />
}

export function RegisterHouseholdPage() {
  const t = useMessages(messages)
  const registerText = useMessages(registerMessages)
  const unit = useUnit()
  const { accountId } = useViewer()
  const navigate = useNavigate()
  const notify = useNotify()
  const who = useWho()
  const places = useReading(PLACES, { variables: { unit: unit.code } })
  const groups = (places.data?.adminUnit?.residentialGroups ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const of = `${accountId} ${unit.code}`
  const [kept] = useState(() => (draft?.of === of ? draft : undefined))
  const [since, setSince] = useState(kept?.since)
  const [id, setId] = useState(() => kept?.id ?? crypto.randomUUID())
  const [notes, setNotes] = useState<Notes>(kept?.notes ?? {})
  const [refusal, setRefusal] = useState<FormRefusal>()
  const goOn = useRef(false)
  const form = useForm<Values>(kept?.values ?? blank())
  const { fields, append, remove } = useFieldList({ control: form.control, name: 'members' })
  const [register, { busy, failure }] = useAction(REGISTER, { stale: ['people', 'households', 'household'] })

  useEffect(() => {
    const keep = () => {
      const values = form.getValues()
      draft = isBlank(values) ? undefined : { of, id, values, notes, since: draft?.since ?? new Date() }
    }
    keep()
    return form.subscribe({ formState: { values: true }, callback: keep })
  }, [form, of, id, notes])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!isBlank(form.getValues())) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [form])

  function begin(group?: string) {
    draft = undefined
    setSince(undefined)
    setId(crypto.randomUUID())
    setNotes({})
    setRefusal(undefined)
    form.reset(blank(group))
    focusField(group ? 'address' : 'group')
  }

  function add() {
    const place = fields.length
    append(nextMember(form.getValues('members')), { shouldFocus: false })
    focusField(`members.${place}.fullName`)
  }

  function removeAt(place: number) {
    remove(place)
    setNotes((current) =>
      Object.fromEntries(
        Object.entries(current).flatMap(([key, note]) =>
          Number(key) === place ? [] : [[Number(key) > place ? Number(key) - 1 : key, note]],
        ),
      ),
    )
    focusField(`members.${Math.max(0, place - 1)}.fullName`)
  }

  /** Whether the text was a scan; then it is not what belongs into the field. */
  function scan(place: number, field: keyof MemberValues, text: string): boolean {
    const payload = payloadIn(text)
    if (payload === undefined) return false
    const card = readIdentityCard(payload)
    const before = tidy(text.slice(0, text.length - payload.length))
    form.setValue(`members.${place}.${field}`, before as never)
    const note = (what: MemberNote) => setNotes((current) => ({ ...current, [place]: what }))
    if (!card) {
      note('notCard')
      return true
    }
    for (const [name, value] of Object.entries(fromCard(card)))
      form.setValue(`members.${place}.${name as keyof MemberValues}`, value, {
        shouldValidate: form.formState.isSubmitted,
      })
    if (card.address && !form.getValues('address').trim()) form.setValue('address', card.address)
    note(card.isGarbled ? 'garbled' : 'scanned')
    focusField(`members.${place}.${card.isGarbled ? 'fullName' : place === 0 ? 'phone' : 'relation'}`)
    return true
  }

  async function save({ group, address, members, fromPlace }: Values) {
    setRefusal(undefined)
    const data = await register({
      input: {
        id,
        unit: unit.code,
        residentialGroupId: optionMeant(groups, group)?.value ?? '',
        address: tidy(address),
        members: members.map(memberInput),
        fromPlace: tidy(fromPlace) || null,
      },
    })
    const result = data?.registerHousehold
    if (!result) return
    switch (result.__typename) {
      case 'RegisterHouseholdSuccess': {
        const { household, warnings } = result
        notify({
          tone: warnings.length > 0 ? 'warning' : 'success',
          title: t('saved', { code: household.code, count: members.length }),
          text: warnings.join(' '),
        })
        if (goOn.current) {
          begin(group)
          return
        }
        form.reset(blank())
        draft = undefined
        navigate(paths.household(household.id))
        return
      }
      case 'DuplicateIdentityNumber': {
        const { ofMember, holder } = result
        const member = ofMember === null ? undefined : members[ofMember]
        setRefusal({
          message: member ? t('taken', { who: who(ofMember ?? 0, member) }) : t('takenMeanwhile'),
          field: member && `members.${ofMember}.identityNumber`,
          children: holder && <Link to={paths.person(holder.id)}> {t('holder', { name: holder.fullName })}</Link>,
        })
        return
      }
      case 'InvalidMember': {
        const member = members[result.member]
        setRefusal({
          message: member ? `${who(result.member, member)}: ${result.message}` : result.message,
          field: `members.${result.member}.${memberFields[result.memberField] ?? result.memberField}`,
        })
        return
      }
      case 'InvalidInput':
        setRefusal({ message: result.message, field: householdFields[result.field] ?? result.field })
        return
      case 'UnitOutOfScope':
        setRefusal({ message: result.message })
        return
    }
  }

  return (
    <Page
      title={t('title')}
      subtitle={t('hint')}
      trail={[
        <Link key="households" to="/ho-dan/ho">
          {registerText('households')}
        </Link>,
      ]}
    >
      {places.data?.adminUnit?.residentialGroups.length === 0 && <NoGroups />}
      {since && (
        <Notice
          tone="info"
          title={t('draft', { time: timeOf(since) })}
          action={
            <Button size="small" onClick={() => begin()}>
              {t('discard')}
            </Button>
          }
        >
          {t('draftText')}
        </Notice>
      )}
      <Columns>
        <Form form={form} label={t('title')} onSubmit={save} refusal={refusal} failure={failure} shortcuts={{ N: add }}>
          <FormPanel title={t('place')}>
            <ListField
              name="group"
              label={t('group')}
              description={t('groupHint')}
              required
              autoFocus
              span={4}
              options={groups}
            />
            <TextField name="address" label={t('address')} required span={8} />
          </FormPanel>
          <Panel
            title={t('people')}
            actions={
              <Button size="small" onClick={add}>
                {t('add')}
              </Button>
            }
          >
            {fields.map((field, place) => (
              <MemberFields
                key={field.id}
                place={place}
                note={notes[place]}
                onScan={(name, text) => scan(place, name, text)}
                onSuggest={(note) => setNotes((current) => ({ ...current, [place]: note }))}
                {...(fields.length > 1 ? { onRemove: () => removeAt(place) } : {})}
              />
            ))}
          </Panel>
          <FormPanel title={t('more')}>
            <TextField name="fromPlace" label={t('fromPlace')} description={t('fromPlaceHint')} span={6} />
          </FormPanel>
          <FormActions>
            <Button
              type="submit"
              kind="primary"
              busy={busy}
              onClick={() => {
                goOn.current = false
              }}
            >
              {t('save')}
            </Button>
            <Button
              type="submit"
              busy={busy}
              onClick={() => {
                goOn.current = true
              }}
            >
              {t('saveNext')}
            </Button>
          </FormActions>
        </Form>
        <Rows>
          {fields.map((field, place) => (
            <MemberDuplicates key={field.id} form={form} place={place} groups={groups} />
          ))}
          <Panel title={t('keys')}>
            <ul className="vx-form-hint">
              {(['scan', 'enter', 'sex', 'relation', 'add', 'save'] as const).map((key) => (
                <li key={key}>{t(`keys.${key}`)}</li>
              ))}
            </ul>
          </Panel>
        </Rows>
      </Columns>
    </Page>
  )
}
