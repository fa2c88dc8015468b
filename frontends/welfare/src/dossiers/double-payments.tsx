import { gql, Link, paths, type TypedDocumentNode, useMay, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { formatDate, Notice, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DoublePaymentsQuery, DoublePaymentsQueryVariables } from '../operations.generated.ts'

const DOUBLE_PAYMENTS: TypedDocumentNode<DoublePaymentsQuery, DoublePaymentsQueryVariables> = gql`
  query DoublePayments($unit: ID!) {
    doublePayments(unit: $unit) {
      payouts {
        id
        amount
        paidAt
        programme {
          id
          code
        }
        dossier {
          id
          code
        }
      }
    }
  }
`

/** Who was paid what nobody gets twice: said before anything else, to whoever can have it put right. */
export function DoublePayments() {
  const mayRead = useMay('WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  return mayRead ? <PaidTwice /> : null
}

function PaidTwice() {
  const t = useMessages(messages)
  const format = useFormat()
  const unit = useUnit()
  const { data } = useReading(DOUBLE_PAYMENTS, { variables: { unit: unit.code } })
  const found = data?.doublePayments ?? []
  if (found.length === 0) return null
  return (
    <Notice tone="danger" title={t('paidTwice', { count: found.length })}>
      <p>{t('paidTwiceHint')}</p>
      <ul>
        {found.map(({ payouts }) => (
          <li key={payouts[0]?.id}>
            {payouts.map(({ id, amount, paidAt, programme, dossier }, index) => (
              <span key={id}>
                {index > 0 && ' · '}
                <Link to={paths.dossier(dossier.id)}>{dossier.code}</Link>{' '}
                {t('paidTwiceLine', { programme: programme.code, amount: format.vnd(amount), on: formatDate(paidAt) })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
