import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { DataTable, EmptyState, Page, Panel, StatusBadge, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { ProgrammesPageQuery, ProgrammesPageQueryVariables } from '../operations.generated.ts'

const PROGRAMMES: TypedDocumentNode<ProgrammesPageQuery, ProgrammesPageQueryVariables> = gql`
  query ProgrammesPage($unit: ID!, $withFunds: Boolean!) {
    programmes(unit: $unit) {
      id
      code
      name
      basisNote
      countUnit
      requiresQuarantineOrder
      formula {
        text
        verified
      }
      fund {
        id
        name
      }
      basis {
        id
        symbol
      }
      excludes {
        id
        code
      }
    }
    funds(unit: $unit) @include(if: $withFunds) {
      id
      name
      budget
      committed
      paid
      available
    }
  }
`

export function ProgrammesPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const mayOpenDocument = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR', 'CHAIR')
  // A cashier reads the programmes, and nothing of what is left in the funds.
  const mayReadFunds = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR', 'CHAIR')
  const reading = useReading(PROGRAMMES, { variables: { unit: unit.code, withFunds: mayReadFunds } })
  const sum = (rows: readonly { budget: number; committed: number; paid: number; available: number }[]) => ({
    budget: format.vnd(rows.reduce((total, row) => total + row.budget, 0)),
    committed: format.vnd(rows.reduce((total, row) => total + row.committed, 0)),
    paid: format.vnd(rows.reduce((total, row) => total + row.paid, 0)),
    available: format.vnd(rows.reduce((total, row) => total + row.available, 0)),
  })
  return (
    <Page title={t('programmes')}>
      <Panel title={t('programmeList')} flush>
        <ReadingView reading={reading} select={(data) => data.programmes} skeletonRows={6}>
          {(programmes) => (
            <DataTable
              caption={t('programmeList')}
              rows={programmes}
              rowKey={(programme) => programme.id}
              empty={<EmptyState>{t('noProgrammes')}</EmptyState>}
              columns={[
                {
                  key: 'name',
                  label: t('programme'),
                  render: (one) => (
                    <>
                      {one.name}
                      <span className="vx-option-note">{one.code}</span>
                    </>
                  ),
                },
                { key: 'formula', label: t('formula'), render: (one) => one.formula.text },
                {
                  key: 'verified',
                  label: t('rule'),
                  render: (one) => (
                    <StatusBadge tone={one.formula.verified ? 'success' : 'warning'}>
                      {one.formula.verified ? t('verified') : t('unverified')}
                    </StatusBadge>
                  ),
                },
                {
                  key: 'basis',
                  label: t('basis'),
                  render: (one) =>
                    one.basis ? (
                      mayOpenDocument ? (
                        <Link to={paths.document(one.basis.id)}>{one.basis.symbol}</Link>
                      ) : (
                        one.basis.symbol
                      )
                    ) : (
                      (one.basisNote ?? '—')
                    ),
                },
                { key: 'fund', label: t('fund'), render: (one) => one.fund?.name ?? '—' },
                { key: 'unit', label: t('countUnit'), nowrap: true, render: (one) => t(`countUnit.${one.countUnit}`) },
                {
                  key: 'excludes',
                  label: t('excludes'),
                  render: (one) => one.excludes.map((other) => other.code).join(', ') || '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {mayReadFunds && (
        <Panel title={t('funds')} flush>
          <ReadingView reading={reading} select={(data) => data.funds} skeletonRows={3}>
            {(funds) => (
              <DataTable
                caption={t('funds')}
                rows={funds}
                rowKey={(fund) => fund.id}
                empty={<EmptyState>{t('noFunds')}</EmptyState>}
                totals={sum(funds)}
                columns={[
                  { key: 'name', label: t('fund'), render: (fund) => fund.name },
                  { key: 'budget', label: t('budget'), align: 'end', render: (fund) => format.vnd(fund.budget) },
                  {
                    key: 'committed',
                    label: t('committed'),
                    align: 'end',
                    render: (fund) => format.vnd(fund.committed),
                  },
                  { key: 'paid', label: t('paid'), align: 'end', render: (fund) => format.vnd(fund.paid) },
                  {
                    key: 'available',
                    label: t('available'),
                    align: 'end',
                    render: (fund) => format.vnd(fund.available),
                  },
                ]}
              />
            )}
          </ReadingView>
        </Panel>
      )}
    </Page>
  )
}
