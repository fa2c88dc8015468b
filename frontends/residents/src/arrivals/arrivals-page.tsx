import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { ActDialog, done } from '@vungxanh/remote/act-dialog'
import {
  Button,
  DateField,
  EmptyState,
  Form,
  FormGrid,
  type FormRefusal,
  formatDate,
  isDay,
  Page,
  Panel,
  parseDate,
  SelectInput,
  StatusBadge,
  TextField,
  Toolbar,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type {
  ArrivalList,
  ArrivalsPageQuery,
  ArrivalsPageQueryVariables,
  WithdrawArrivalMutation,
  WithdrawArrivalMutationVariables,
} from '../operations.generated.ts'
import { CorrectArrivalDialog } from './correct-arrival-dialog.tsx'
import { messages } from './messages.ts'
import { StaysPanel } from './stays-panel.tsx'

const ARRIVALS: TypedDocumentNode<ArrivalsPageQuery, ArrivalsPageQueryVariables> = gql`
  query ArrivalsPage(
    $unit: ID!
    $list: ArrivalList
    $residentialGroup: ID
    $from: LocalDate
    $to: LocalDate
    $first: Int
    $after: String
  ) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
    arrivals(
      unit: $unit
      list: $list
      residentialGroup: $residentialGroup
      from: $from
      to: $to
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          departedOn
          arrivedOn
          origin {
            code
            name
          }
          fromPlace
          fromEpidemicArea
          declaredBy
          channel
          note
          withdrawnReason
          person {
            id
            fullName
          }
          household {
            id
            code
            address
          }
          receipt {
            id
            takenAt
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

const WITHDRAW: TypedDocumentNode<WithdrawArrivalMutation, WithdrawArrivalMutationVariables> = gql`
  mutation WithdrawArrival($input: WithdrawArrivalInput!) {
    withdrawArrival(input: $input) {
      __typename
      ... on ArrivalSuccess {
        arrival {
          id
          withdrawnReason
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

export type ArrivalRow = NonNullable<ArrivalsPageQuery['arrivals']>['edges'][number]['node']

const lists: readonly ArrivalList[] = ['DECLARED', 'WITHDRAWN']

const dayIn = (text: string): string | null => (isDay(text) ? text : null)

export function ArrivalsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayDeclare = useMay('REGISTRAR')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'DECLARED'
  const group = filters.value('to')
  const [from, to] = [dayIn(filters.value('tu-ngay')), dayIn(filters.value('den-ngay'))]
  const variables = { unit: unit.code, list, residentialGroup: group || null, from, to, first: 50 }
  const reading = useReading(ARRIVALS, { variables })
  const groups = reading.data?.adminUnit?.residentialGroups ?? []
  const [withdrawing, setWithdrawing] = useState<ArrivalRow>()
  const [correcting, setCorrecting] = useState<ArrivalRow>()
  return (
    <Page
      title={t('arrivals')}
      subtitle={t('subtitle')}
      actions={
        mayDeclare && (
          <LinkButton to="/ho-dan/nguoi-den/khai" kind="primary">
            {t('declare')}
          </LinkButton>
        )
      }
    >
      <StaysPanel />
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'DECLARED' ? '' : value })}
        />
        <SelectInput
          label={t('group')}
          value={group}
          options={[
            { value: '', label: t('allGroups') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => filters.set({ to: value })}
        />
        <DaysForm from={from} to={to} onChoose={(days) => filters.set({ 'tu-ngay': days.from, 'den-ngay': days.to })} />
      </Toolbar>
      <Panel
        title={t(`list.${list}`)}
        flush
        actions={
          <ExportMenu
            list="arrivals"
            variables={variables}
            conditions={[
              [t('list'), t(`list.${list}`)],
              [t('staying'), groups.find(({ id }) => id === group)?.name],
              [t('from'), from ? formatDate(from) : undefined],
              [t('to'), to ? formatDate(to) : undefined],
            ]}
          />
        }
      >
        <ReadingView reading={reading} select={(data) => data.arrivals} skeletonRows={8}>
          {(connection) => (
            <ConnectionTable
              caption={t('arrivals')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                { key: 'on', label: t('arrivedOn'), nowrap: true, render: ({ arrivedOn }) => formatDate(arrivedOn) },
                {
                  key: 'person',
                  label: t('person'),
                  render: ({ person }) => <Link to={paths.person(person.id)}>{person.fullName}</Link>,
                },
                { key: 'origin', label: t('origin'), render: ({ fromPlace }) => fromPlace },
                {
                  key: 'staying',
                  label: t('staying'),
                  render: ({ household }) => (
                    <>
                      <Link to={paths.household(household.id)}>{household.code}</Link>
                      <span className="vx-option-note">{household.address}</span>
                    </>
                  ),
                },
                {
                  key: 'by',
                  label: t('declaredBy'),
                  render: ({ declaredBy, note }) => (
                    <>
                      {t(`declaredBy.${declaredBy}`)}
                      {note && <span className="vx-option-note">{note}</span>}
                    </>
                  ),
                },
                list === 'WITHDRAWN'
                  ? { key: 'reason', label: t('reason'), render: ({ withdrawnReason }) => withdrawnReason ?? '—' }
                  : {
                      key: 'station',
                      label: t('station'),
                      nowrap: true,
                      render: ({ receipt }) => (
                        <StatusBadge tone={receipt?.takenAt ? 'success' : receipt ? 'info' : 'neutral'}>
                          {t(receipt?.takenAt ? 'station.taken' : receipt ? 'station.received' : 'station.none')}
                        </StatusBadge>
                      ),
                    },
                ...(mayDeclare && list === 'DECLARED'
                  ? [
                      {
                        key: 'act',
                        label: t('act'),
                        nowrap: true,
                        render: (row: ArrivalRow) => (
                          <>
                            <Button
                              size="small"
                              label={`${t('correct')}: ${row.person.fullName}`}
                              onClick={() => setCorrecting(row)}
                            >
                              {t('correct')}
                            </Button>{' '}
                            <Button
                              size="small"
                              label={`${t('withdraw')}: ${row.person.fullName}`}
                              onClick={() => setWithdrawing(row)}
                            >
                              {t('withdraw')}
                            </Button>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {correcting && <CorrectArrivalDialog arrival={correcting} onClose={() => setCorrecting(undefined)} />}
      {withdrawing && <WithdrawDialog row={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </Page>
  )
}

interface Days {
  from: string
  to: string
}

function DaysForm({ from, to, onChoose }: { from: string | null; to: string | null; onChoose: (days: Days) => void }) {
  const t = useMessages(messages)
  const form = useForm<Days>({ from: from ? formatDate(from) : '', to: to ? formatDate(to) : '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  function choose(typed: Days) {
    const days = { from: parseDate(typed.from) ?? '', to: parseDate(typed.to) ?? '' }
    const isBackwards = days.from !== '' && days.to !== '' && days.from > days.to
    setRefusal(isBackwards ? { message: t('backwards'), field: 'to' } : undefined)
    if (!isBackwards) onChoose(days)
  }
  return (
    <div className="vx-as-of">
      <Form form={form} label={t('days')} onSubmit={choose} refusal={refusal}>
        <FormGrid>
          <DateField name="from" label={t('from')} />
          <DateField name="to" label={t('to')} />
          <Button type="submit">{t('show')}</Button>
        </FormGrid>
      </Form>
    </div>
  )
}

function WithdrawDialog({ row, onClose }: { row: ArrivalRow; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ reason: '' })
  const [withdraw, { busy, failure }] = useAction(WITHDRAW, { stale: ['arrivals'] })
  return (
    <ActDialog
      title={`${t('withdraw')}: ${row.person.fullName}`}
      consequence={t('withdrawText')}
      {...{ form, busy, failure, onClose }}
      onDone={() => notify({ tone: 'success', title: t('withdrawn', { name: row.person.fullName }) })}
      act={async ({ reason }) => {
        const result = (await withdraw({ input: { id: row.id, reason: tidy(reason) } }))?.withdrawArrival
        if (!result) return undefined
        if (result.__typename === 'InvalidInput') return { message: result.message, field: result.field }
        return result.__typename === 'ArrivalSuccess' ? done : { message: t(`refusal.${result.__typename}`) }
      }}
    >
      <TextField name="reason" label={t('reason')} required span={12} />
    </ActDialog>
  )
}
