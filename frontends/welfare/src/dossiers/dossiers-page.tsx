import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { Button, EmptyState, formatDateTime, Page, Panel, SelectInput, Toolbar, useFormat } from '@vungxanh/ui'
import { DossierState } from '../dossier-status.tsx'
import { messages } from '../messages.ts'
import type {
  DossierStatus,
  DossiersPageProgrammesQuery,
  DossiersPageProgrammesQueryVariables,
  DossiersPageQuery,
  DossiersPageQueryVariables,
} from '../operations.generated.ts'
import { DoublePayments } from './double-payments.tsx'

const DOSSIERS: TypedDocumentNode<DossiersPageQuery, DossiersPageQueryVariables> = gql`
  query DossiersPage($unit: ID!, $status: DossierStatus, $programme: ID, $first: Int, $after: String) {
    dossiers(unit: $unit, status: $status, programme: $programme, first: $first, after: $after) {
      edges {
        node {
          id
          code
          status
          amount
          submittedAt
          programme {
            id
            code
            name
          }
          person {
            id
            fullName
          }
          establishment {
            id
            name
          }
          residentialGroup {
            id
            name
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

const PROGRAMMES: TypedDocumentNode<DossiersPageProgrammesQuery, DossiersPageProgrammesQueryVariables> = gql`
  query DossiersPageProgrammes($unit: ID!) {
    programmes(unit: $unit) {
      id
      code
      name
    }
  }
`

const statuses: readonly DossierStatus[] = ['SUBMITTED', 'FIRST_APPROVED', 'APPROVED', 'PAID', 'REFUSED']

export function DossiersPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const maySubmit = useMay('WELFARE_OFFICER')
  const filters = useFilters()
  const status = filters.oneOf('trang-thai', statuses)
  const programme = filters.value('chuong-trinh')
  const reading = useReading(DOSSIERS, {
    variables: { unit: unit.code, status: status ?? null, programme: programme || null, first: 50 },
  })
  const programmes = useReading(PROGRAMMES, { variables: { unit: unit.code } })
  return (
    <Page
      title={t('dossiers')}
      actions={
        maySubmit && (
          <LinkButton kind="primary" to="/an-sinh/ho-so/lap">
            {t('submit')}
          </LinkButton>
        )
      }
    >
      <DoublePayments />
      <Toolbar>
        <SelectInput
          label={t('status')}
          value={status ?? ''}
          options={[
            { value: '', label: t('all') },
            ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
          onChange={(value) => filters.set({ 'trang-thai': value })}
        />
        <SelectInput
          label={t('programme')}
          value={programme}
          options={[
            { value: '', label: t('all') },
            ...(programmes.data?.programmes ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(value) => filters.set({ 'chuong-trinh': value })}
        />
      </Toolbar>
      <Panel title={t('dossierList')} flush>
        <ReadingView reading={reading} select={(data) => data.dossiers} skeletonRows={12}>
          {(connection) => (
            <ConnectionTable
              caption={t('dossierList')}
              reading={reading}
              connection={connection}
              empty={
                status || programme ? (
                  <EmptyState
                    action={
                      <Button size="small" onClick={filters.clear}>
                        {t('clear')}
                      </Button>
                    }
                  >
                    {t('noMatch')}
                  </EmptyState>
                ) : (
                  <EmptyState>{t('noDossiers')}</EmptyState>
                )
              }
              columns={[
                {
                  key: 'code',
                  label: t('code'),
                  nowrap: true,
                  render: (node) => <Link to={paths.dossier(node.id)}>{node.code}</Link>,
                },
                {
                  key: 'beneficiary',
                  label: t('beneficiary'),
                  render: (node) => node.person?.fullName ?? node.establishment?.name ?? t('hidden'),
                },
                { key: 'programme', label: t('programme'), render: (node) => node.programme.name },
                { key: 'amount', label: t('amount'), align: 'end', render: (node) => format.vnd(node.amount) },
                { key: 'status', label: t('status'), render: (node) => <DossierState status={node.status} /> },
                {
                  key: 'submitted',
                  label: t('submittedAt'),
                  nowrap: true,
                  render: (node) => formatDateTime(node.submittedAt),
                },
                {
                  key: 'group',
                  label: t('group'),
                  nowrap: true,
                  render: (node) => node.residentialGroup?.name ?? '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
