import {
  Link,
  PersonPicker,
  type PickedPerson,
  useAction,
  useLinkedPerson,
  useMessages,
  useNavigate,
  useUnit,
} from '@vungxanh/remote'
import {
  BirthField,
  Button,
  ChoiceField,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatDate,
  Notice,
  Page,
  PhoneField,
  parseBirth,
  parsePhone,
  TextField,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { chosenHousehold, HouseholdFields, type HouseholdValues, noHousehold } from '../households/household-choice.tsx'
import type { Sex } from '../operations.generated.ts'
import {
  DECLARE_ARRIVAL,
  HowFields,
  type Journey,
  journeyFieldNames,
  journeyOf,
  WhenceFields,
} from './journey-fields.tsx'
import { messages } from './messages.ts'
import { type ReportedStay, useReportedStay } from './reported-stay.ts'
import { messages as stayMessages } from './stays-messages.ts'

const sexes: readonly Sex[] = ['FEMALE', 'MALE', 'UNKNOWN']

interface Values extends HouseholdValues, Journey {
  whoKind: 'known' | 'new'
  person: PickedPerson | undefined
  fullName: string
  born: string
  sex: Sex
  phone: string
  place: 'own' | 'other'
}

function blank(): Values {
  return {
    whoKind: 'known',
    person: undefined,
    fullName: '',
    born: '',
    sex: 'UNKNOWN',
    phone: '',
    origin: undefined,
    fromPlace: '',
    fromEpidemicArea: false,
    departedOn: '',
    arrivedOn: formatDate(today()),
    place: 'own',
    ...noHousehold,
    declaredBy: 'SELF',
    channel: 'IN_PERSON',
    note: '',
  }
}

/** The form as a checkpoint would have filled it in; who of the register it is comes by the address. */
function reported({ arrivedOn, entry }: ReportedStay, note: string): Values {
  const { saidName, birthYear, sex, fromPlace, fromEpidemicArea, departedOn, origin, person } = entry ?? {}
  return {
    ...blank(),
    whoKind: person ? 'known' : 'new',
    fullName: saidName ?? '',
    born: birthYear ? String(birthYear) : '',
    sex: sex ?? 'UNKNOWN',
    origin: origin ? { id: origin.code, label: origin.name ?? origin.code } : undefined,
    fromPlace: fromPlace ?? '',
    fromEpidemicArea: fromEpidemicArea ?? false,
    departedOn: departedOn ? formatDate(departedOn) : '',
    arrivedOn: formatDate(arrivedOn),
    declaredBy: 'CHECKPOINT',
    note,
  }
}

// What the server calls a field, by what the form calls it.
const fieldNames: Record<string, string> = {
  personId: 'person',
  bornOn: 'born',
  birthYear: 'born',
  staying: 'place',
  ...journeyFieldNames,
}

export function DeclareArrivalPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm<Values>(blank())
  const [round, setRound] = useState(0)
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [declare, { busy, failure }] = useAction(DECLARE_ARRIVAL, {
    stale: ['arrivals', 'stayReports', 'people', 'household', 'households'],
  })
  const tStays = useMessages(stayMessages)
  const navigate = useNavigate()
  const stay = useReportedStay((found) => {
    const place = found.entry?.stayingAt
    const { person } = form.getValues()
    form.reset({ ...reported(found, place ? tStays('stayingNote', { place }) : ''), person })
  })
  useLinkedPerson((person) => form.setValue('person', person))
  const isNew = form.watch('whoKind') === 'new'
  const isElsewhere = isNew || form.watch('place') === 'other'

  async function save(values: Values) {
    setRefusal(undefined)
    const data = await declare({
      input: {
        unit: unit.code,
        ...(isNew
          ? { newPerson: { fullName: tidy(values.fullName), ...parseBirth(values.born), sex: values.sex } }
          : { personId: values.person?.id ?? null }),
        staying: isElsewhere ? chosenHousehold(values) : null,
        stayReport: stay?.id ?? null,
        phone: values.phone ? (parsePhone(values.phone) ?? null) : null,
        ...journeyOf(values),
      },
    })
    const result = data?.declareArrival
    if (!result) return
    if (result.__typename === 'ArrivalSuccess') {
      notify({ tone: 'success', title: t('saved', { name: result.arrival.person.fullName }) })
      if (stay) return navigate('/ho-dan/nguoi-den')
      // The next one off the same bus: only who they are differs.
      form.reset({ ...values, person: undefined, fullName: '', born: '', phone: '', note: '' })
      setRound((current) => current + 1)
      if (isNew) setTimeout(() => document.getElementById('field-fullName')?.focus())
    } else if (result.__typename === 'InvalidInput')
      setRefusal({ message: result.message, field: fieldNames[result.field] ?? result.field })
    else setRefusal({ message: t(`refusal.${result.__typename}`) })
  }

  return (
    <Page
      title={t('declare')}
      subtitle={t('declareText')}
      trail={[
        <Link key="arrivals" to="/ho-dan/nguoi-den">
          {t('arrivals')}
        </Link>,
      ]}
    >
      {stay && <Notice title={tStays('fromCheckpoint', { checkpoint: stay.entry?.checkpoint?.name ?? '' })} />}
      <Form form={form} label={t('declare')} onSubmit={save} refusal={refusal} failure={failure}>
        <FormPanel title={t('who')}>
          <ChoiceField
            name="whoKind"
            label={t('whoKind')}
            span={12}
            options={[
              { value: 'known', label: t('known') },
              { value: 'new', label: t('new') },
            ]}
          />
          {isNew ? (
            <>
              <TextField name="fullName" label={t('name')} required span={4} />
              <BirthField name="born" label={t('born')} required span={4} />
              <ChoiceField
                name="sex"
                label={t('sex')}
                span={4}
                options={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
              />
            </>
          ) : (
            <PersonPicker key={round} name="person" autoFocus />
          )}
          <PhoneField name="phone" label={t('phone')} span={4} />
        </FormPanel>
        <FormPanel title={t('whence')}>
          <WhenceFields key={`whence-${round}`} />
        </FormPanel>
        <FormPanel title={t('where')}>
          {!isNew && (
            <ChoiceField
              name="place"
              label={t('place')}
              span={12}
              options={[
                { value: 'own', label: t('ownHousehold') },
                { value: 'other', label: t('otherHousehold') },
              ]}
            />
          )}
          {isElsewhere && <HouseholdFields founding={form.watch('placing') === 'founding'} />}
        </FormPanel>
        <FormPanel title={t('how')}>
          <HowFields />
        </FormPanel>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('save')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  )
}
