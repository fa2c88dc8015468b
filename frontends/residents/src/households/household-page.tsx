import {
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useParams,
  useReading,
  useSearchParams,
} from '@vungxanh/remote'
import {
  Button,
  Columns,
  DataTable,
  DateField,
  EmptyState,
  Facts,
  Form,
  FormActions,
  FormGrid,
  formatDate,
  isDay,
  Notice,
  Page,
  Panel,
  parseDate,
  Rows,
  StatusBadge,
  today,
  useForm,
} from '@vungxanh/ui'
import { lazy, Suspense, useState } from 'react'
import { useBirth } from '../birth.ts'
import { HouseholdCircumstancesPanel } from '../circumstances/circumstances-panel.tsx'
import { messages } from '../messages.ts'
import { HistoryPanel, HOUSEHOLD_EDIT_LINE, LIFE_EVENT_LINE } from '../movements/history-panel.tsx'
import { HouseholdActions } from '../movements/household-actions.tsx'
import { messages as movements } from '../movements/messages.ts'
import type { HouseholdPageQuery, HouseholdPageQueryVariables } from '../operations.generated.ts'
import { HouseholdPlacePanel } from '../places/household-place-panel.tsx'
import { placeOf } from './place-of.ts'
import { VisitsPanel } from './visits-panel.tsx'

const BulkEditDialog = lazy(async () => ({
  default: (await import('../bulk-edits/bulk-edit-dialog.tsx')).BulkEditDialog,
}))

const HOUSEHOLD: TypedDocumentNode<HouseholdPageQuery, HouseholdPageQueryVariables> = gql`
  query HouseholdPage($id: ID!, $on: LocalDate!, $withHistory: Boolean!, $withTeam: Boolean!) {
    household(id: $id) {
      id
      code
      address
      dissolvedOn
      successor {
        id
        code
      }
      residentialGroup {
        id
        name
        number
      }
      selfManagementGroup @include(if: $withTeam) {
        id
        name
      }
      membersAsOf(on: $on) {
        id
        relation
        joinedOn
        person {
          id
          fullName
          bornOn
          birthYear
          sex
        }
      }
      present(on: $on) {
        id
      }
      history @include(if: $withHistory) {
        ...LifeEventLine @unmask
      }
      edits @include(if: $withHistory) {
        ...HouseholdEditLine @unmask
      }
    }
  }
  ${LIFE_EVENT_LINE}
  ${HOUSEHOLD_EDIT_LINE}
`

export function HouseholdPage() {
  const t = useMessages(messages)
  const move = useMessages(movements)
  const birth = useBirth()
  const { id = '' } = useParams()
  const [address] = useSearchParams()
  const asked = address.get('ngay') ?? ''
  const on = isDay(asked) ? asked : today()
  const isNow = on === today()
  const mayRecord = useMay('REGISTRAR')
  const withHistory = !useMay('EMERGENCY_READER')
  // Who decides on requests sees where the person lives, and not how the ward is divided.
  const withTeam = !useMay('DATA_PROTECTION_OFFICER')
  const maySeeVisits = useMay('REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR')
  const reading = useReading(HOUSEHOLD, { variables: { id, on, withHistory, withTeam } })
  const household = reading.data?.household
  // Said once, and not by every panel of what is not there or not for this role.
  const isAbsent = reading.problem?.kind === 'not-found'
  const isClosed = isAbsent || reading.problem?.kind === 'forbidden'
  const head = household?.membersAsOf.find(({ relation }) => relation === 'HEAD')?.person
  const present = new Set(household?.present.map((person) => person.id))
  return (
    <Page
      title={household ? t('householdTitle', { code: household.code }) : t('household')}
      trail={[
        <Link key="households" to="/ho-dan/ho">
          {t('households')}
        </Link>,
      ]}
      subtitle={household && placeOf(household)}
      actions={
        household && (
          <>
            <LinkButton to={`/ho-dan/in/ho/${id}`}>{t('printSheet')}</LinkButton>
            {mayRecord && isNow && !household.dissolvedOn && (
              <LinkButton to={`/ho-dan/dang-ky?ho=${id}&ma=${encodeURIComponent(household.code)}`}>
                {move('addMember')}
              </LinkButton>
            )}
            {mayRecord && isNow && household.membersAsOf.length > 0 && (
              <HouseholdActions householdId={id} members={household.membersAsOf} present={present} />
            )}
          </>
        )
      }
    >
      <Columns>
        <Rows>
          <ReadingView reading={reading} select={(data) => data.household} skeletonRows={24}>
            {(found) => (
              <>
                {found.dissolvedOn && (
                  <Notice tone="warning" title={move('dissolved', { on: formatDate(found.dissolvedOn) })}>
                    {found.successor && (
                      <Link to={paths.household(found.successor.id)}>
                        {move('successor', { code: found.successor.code })}
                      </Link>
                    )}
                  </Notice>
                )}
                {isNow && !head && found.membersAsOf.length > 0 && <Notice tone="info" title={move('noHead')} />}
                <Panel
                  title={t('household')}
                  actions={
                    mayRecord && isNow && !found.dissolvedOn && <CorrectAddress id={id} address={found.address} />
                  }
                >
                  <Facts
                    facts={[
                      { label: t('householdCode'), value: found.code },
                      {
                        label: t('head'),
                        value: head && <Link to={paths.person(head.id)}>{head.fullName}</Link>,
                      },
                      { label: t('address'), value: found.address },
                      {
                        label: t('group'),
                        value: found.residentialGroup && (
                          <Link to={paths.residentialGroup(found.residentialGroup.id)}>
                            {found.residentialGroup.name}
                          </Link>
                        ),
                      },
                      ...(found.selfManagementGroup
                        ? [
                            {
                              label: t('team'),
                              value: (
                                <Link to={`/ho-dan/to-tu-quan/${found.selfManagementGroup.id}`}>
                                  {found.selfManagementGroup.name}
                                </Link>
                              ),
                            },
                          ]
                        : []),
                    ]}
                  />
                </Panel>
                <Panel
                  title={t('memberList')}
                  note={move('presentCount', { present: present.size, members: found.membersAsOf.length })}
                  actions={<DayChoice key={on} on={on} />}
                  flush
                >
                  <DataTable
                    caption={t('memberList')}
                    rows={found.membersAsOf.toSorted(
                      (one, other) => Number(other.relation === 'HEAD') - Number(one.relation === 'HEAD'),
                    )}
                    rowKey={(member) => member.id}
                    empty={<EmptyState>{t('noMembers')}</EmptyState>}
                    columns={[
                      {
                        key: 'name',
                        label: t('name'),
                        render: ({ person }) => <Link to={paths.person(person.id)}>{person.fullName}</Link>,
                      },
                      { key: 'relation', label: t('relation'), render: ({ relation }) => t(`relation.${relation}`) },
                      { key: 'born', label: t('born'), nowrap: true, render: ({ person }) => birth(person) },
                      {
                        key: 'sex',
                        label: t('sex'),
                        nowrap: true,
                        render: ({ person }) => t(`sex.${person.sex ?? 'UNKNOWN'}`),
                      },
                      {
                        key: 'joined',
                        label: t('joinedOn'),
                        nowrap: true,
                        render: ({ joinedOn }) => formatDate(joinedOn) || '—',
                      },
                      {
                        key: 'present',
                        label: move('present'),
                        nowrap: true,
                        render: ({ person }) =>
                          present.has(person.id) ? (
                            <StatusBadge tone="success">{move('here')}</StatusBadge>
                          ) : (
                            <StatusBadge tone="warning">{move('away')}</StatusBadge>
                          ),
                      },
                    ]}
                  />
                </Panel>
                {found.history && <HistoryPanel events={found.history} edits={found.edits} />}
              </>
            )}
          </ReadingView>
          {!isAbsent && <Slot name="household" given={{ householdId: id }} />}
        </Rows>
        {!isClosed && (
          <Rows>
            {withHistory && <HouseholdPlacePanel householdId={id} />}
            <HouseholdCircumstancesPanel householdId={id} isOpen={Boolean(household && !household.dissolvedOn)} />
            {maySeeVisits && <VisitsPanel householdId={id} />}
          </Rows>
        )}
      </Columns>
    </Page>
  )
}

/** The house number or street of this household alone, previewed and undone as that of many. */
function CorrectAddress({ id, address }: { id: string; address: string }) {
  const move = useMessages(movements)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {move('correctAddress')}
      </Button>
      {isOpen && (
        <Suspense>
          <BulkEditDialog kind="ADDRESS" rows={{ ids: [id] }} address={address} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The day on which the household is looked at. It is in the address, so that it can be sent. */
function DayChoice({ on }: { on: string }) {
  const move = useMessages(movements)
  const [, setAddress] = useSearchParams()
  const form = useForm({ ngay: formatDate(on) })
  return (
    <div className="vx-as-of">
      <Form
        form={form}
        label={move('asOf')}
        onSubmit={({ ngay }) => {
          const day = parseDate(ngay)
          if (day) setAddress(day === today() ? {} : { ngay: day })
        }}
      >
        <FormGrid>
          <DateField name="ngay" label={move('asOf')} span={8} />
          <FormActions>
            <Button type="submit" size="small">
              {move('show')}
            </Button>
          </FormActions>
        </FormGrid>
      </Form>
    </div>
  )
}
