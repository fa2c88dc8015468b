import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import {
  Columns,
  DataTable,
  EmptyState,
  Facts,
  formatDateTime,
  Page,
  Panel,
  Rows,
  Skeletons,
  useFormat,
} from '@vungxanh/ui'
import { lazy, Suspense } from 'react'
import { DossierState } from '../dossier-status.tsx'
import { messages } from '../messages.ts'
import type { DossierPageQuery, DossierPageQueryVariables } from '../operations.generated.ts'
import { DossierApproval } from './dossier-approval.tsx'
import { PayoutConfirmation } from './payout-confirmation.tsx'

const DOSSIER: TypedDocumentNode<DossierPageQuery, DossierPageQueryVariables> = gql`
  query DossierPage($id: ID!) {
    dossier(id: $id) {
      id
      code
      status
      amount
      submittedAt
      submittedByName
      lines {
        label
        units
        rate
        amount
      }
      programme {
        id
        code
        name
        basisNote
        formula {
          text
          verified
        }
        fund {
          id
          name
          available
        }
        basis {
          id
          symbol
        }
      }
      person {
        id
        fullName
      }
      establishment {
        id
        name
        address
      }
      residentialGroup {
        id
        name
      }
      decisions {
        id
        kind
        decidedByName
        decidedAt
        reason
      }
      payout {
        id
        code
        amount
        paidAt
        method
        paidByName
      }
    }
  }
`

/** Comes when a dossier is opened, not with the first page. */
const ConfirmationsPanel = lazy(async () => ({
  default: (await import('../confirmations/confirmations-panel.tsx')).ConfirmationsPanel,
}))

export type Dossier = NonNullable<DossierPageQuery['dossier']>

export function DossierPage() {
  const t = useMessages(messages)
  const format = useFormat()
  const mayApprove = useMay('APPROVER')
  const mayPay = useMay('CASHIER')
  const mayOpenPerson = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const mayReadCases = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const mayOpenDocument = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const { id = '' } = useParams()
  const reading = useReading(DOSSIER, { variables: { id } })
  const dossier = reading.data?.dossier
  return (
    <Page
      title={dossier ? t('dossierTitle', { code: dossier.code }) : t('dossier')}
      subtitle={dossier && <DossierState status={dossier.status} />}
      trail={[
        <Link key="dossiers" to="/an-sinh">
          {t('dossiers')}
        </Link>,
      ]}
    >
      <Columns>
        <Rows>
          <ReadingView reading={reading} select={(data) => data.dossier} skeletonRows={8}>
            {(found) => (
              <>
                <Panel title={t('dossier')}>
                  <Facts
                    facts={[
                      {
                        label: t('beneficiary'),
                        value: found.person ? (
                          mayOpenPerson ? (
                            <Link to={paths.person(found.person.id)}>{found.person.fullName}</Link>
                          ) : (
                            found.person.fullName
                          )
                        ) : (
                          (found.establishment?.name ?? t('hidden'))
                        ),
                      },
                      { label: t('group'), value: found.residentialGroup?.name },
                      { label: t('programme'), value: found.programme.name },
                      { label: t('formula'), value: found.programme.formula.text },
                      {
                        label: t('basis'),
                        value: found.programme.basis ? (
                          mayOpenDocument ? (
                            <Link to={paths.document(found.programme.basis.id)}>{found.programme.basis.symbol}</Link>
                          ) : (
                            found.programme.basis.symbol
                          )
                        ) : (
                          found.programme.basisNote
                        ),
                      },
                      { label: t('fund'), value: found.programme.fund?.name },
                      {
                        label: t('available'),
                        value: found.programme.fund && format.vnd(found.programme.fund.available),
                      },
                      { label: t('submittedAt'), value: formatDateTime(found.submittedAt) },
                      { label: t('submittedBy'), value: found.submittedByName },
                    ]}
                  />
                </Panel>
                {found.lines && (
                  <Panel title={t('calculation')} flush>
                    <DataTable
                      caption={t('calculation')}
                      rows={found.lines}
                      rowKey={(line) => line.label}
                      empty={<EmptyState>{t('noLines')}</EmptyState>}
                      totals={{ amount: format.vnd(found.amount) }}
                      columns={[
                        { key: 'label', label: t('line'), render: (line) => line.label },
                        { key: 'units', label: t('units'), align: 'end', render: (line) => format.number(line.units) },
                        { key: 'rate', label: t('rate'), align: 'end', render: (line) => format.vnd(line.rate) },
                        { key: 'amount', label: t('amount'), align: 'end', render: (line) => format.vnd(line.amount) },
                      ]}
                    />
                  </Panel>
                )}
                <Panel title={t('decisions')} flush>
                  <DataTable
                    caption={t('decisions')}
                    rows={found.decisions}
                    rowKey={(decision) => decision.id}
                    empty={<EmptyState>{t('noDecisions')}</EmptyState>}
                    columns={[
                      { key: 'kind', label: t('decision'), render: (one) => t(`decision.${one.kind}`) },
                      { key: 'by', label: t('by'), render: (one) => one.decidedByName },
                      { key: 'at', label: t('at'), nowrap: true, render: (one) => formatDateTime(one.decidedAt) },
                      { key: 'reason', label: t('reason'), render: (one) => one.reason ?? '—' },
                    ]}
                  />
                </Panel>
              </>
            )}
          </ReadingView>
        </Rows>
        <Rows>
          {dossier?.person && mayReadCases && (
            <Suspense fallback={<Skeletons rows={4} />}>
              <ConfirmationsPanel dossierId={dossier.id} />
            </Suspense>
          )}
          {dossier && mayApprove && (dossier.status === 'SUBMITTED' || dossier.status === 'FIRST_APPROVED') && (
            <DossierApproval dossier={dossier} />
          )}
          {dossier && mayPay && dossier.status === 'APPROVED' && <PayoutConfirmation dossier={dossier} />}
          {dossier?.payout && (
            <Panel title={t('payout')}>
              <Facts
                facts={[
                  { label: t('payoutCode'), value: dossier.payout.code },
                  { label: t('amount'), value: format.vnd(dossier.payout.amount) },
                  { label: t('paidAt'), value: formatDateTime(dossier.payout.paidAt) },
                  { label: t('method'), value: t(`method.${dossier.payout.method}`) },
                  { label: t('paidBy'), value: dossier.payout.paidByName },
                ]}
              />
            </Panel>
          )}
        </Rows>
      </Columns>
    </Page>
  )
}
