import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  ChoiceField,
  Dialog,
  Facts,
  Form,
  FormActions,
  FormGrid,
  Notice,
  Panel,
  TextField,
  tidy,
  useForm,
  useFormat,
  useNotify,
} from '@vungxanh/ui'
import { amountInWords } from '@vungxanh/ui/words'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type { ConfirmPayoutMutation, ConfirmPayoutMutationVariables, PayoutMethod } from '../operations.generated.ts'
import type { Dossier } from './dossier-page.tsx'

const CONFIRM: TypedDocumentNode<ConfirmPayoutMutation, ConfirmPayoutMutationVariables> = gql`
  mutation ConfirmPayout($input: ConfirmPayoutInput!) {
    confirmPayout(input: $input) {
      __typename
      ... on ConfirmPayoutSuccess {
        payout {
          id
          code
          amount
          paidAt
          method
          paidByName
          dossier {
            id
            status
            payout {
              id
            }
          }
        }
      }
      ... on UserError {
        message
      }
      ... on DossierNotApproved {
        status
      }
      ... on FundExhausted {
        available
      }
      ... on ExcludedByOtherProgramme {
        dossierCode
        programme {
          id
          name
        }
      }
    }
  }
`

const methods: readonly PayoutMethod[] = ['CASH', 'TRANSFER']

interface Values {
  method: PayoutMethod
  receiptNumber: string
}

/** The cashier's one irreversible deed: the amount in figures and in words, and a question before it. */
export function PayoutConfirmation({ dossier }: { dossier: Dossier }) {
  const t = useMessages(messages)
  const format = useFormat()
  const notify = useNotify()
  const form = useForm<Values>({ method: 'CASH', receiptNumber: '' })
  const [opened, setOpened] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [confirm, { busy, failure }] = useAction(CONFIRM, { stale: ['dossiers', 'payouts', 'funds', 'adminUnit'] })

  async function pay(values: Values) {
    setRefusal(undefined)
    const data = await confirm({
      input: { dossierId: dossier.id, method: values.method, receiptNumber: tidy(values.receiptNumber) },
    })
    const result = data?.confirmPayout
    if (!result) return
    switch (result.__typename) {
      case 'ConfirmPayoutSuccess':
        setOpened(false)
        notify({
          tone: 'success',
          title: t('paidMessage', { amount: format.vnd(result.payout.amount), code: dossier.code }),
        })
        return
      case 'PayoutAlreadyConfirmed':
        setRefusal(t('refusal.PayoutAlreadyConfirmed'))
        return
      case 'DossierNotApproved':
        setRefusal(t('refusal.DossierNotApproved', { status: t(`status.${result.status}`) }))
        return
      case 'PayerMayNotApprove':
        setRefusal(t('refusal.PayerMayNotApprove'))
        return
      case 'FundExhausted':
        setRefusal(t('refusal.FundExhausted', { available: format.vnd(result.available) }))
        return
      case 'ExcludedByOtherProgramme':
        setRefusal(
          t('refusal.ExcludedByOtherProgramme', {
            programme: result.programme?.name ?? t('refusal.otherProgramme'),
            code: result.dossierCode ?? '—',
          }),
        )
        return
      default:
        setRefusal(result.message)
    }
  }

  const problem = refusal ?? failure
  return (
    <Panel title={t('pay')}>
      <div className="vx-form">
        <Facts
          facts={[
            {
              label: t('payAmount'),
              value: (
                <>
                  <span className="vx-tile-value">{format.vnd(dossier.amount)}</span>
                  <span className="vx-option-note">{amountInWords(dossier.amount)}</span>
                </>
              ),
            },
          ]}
        />
        <FormActions>
          <Button kind="primary" onClick={() => setOpened(true)}>
            {t('pay')}
          </Button>
        </FormActions>
      </div>
      <Dialog title={t('payTitle', { code: dossier.code })} opened={opened} onClose={() => setOpened(false)}>
        <Form form={form} label={t('pay')} onSubmit={pay} refusal={problem ? { message: problem } : undefined}>
          <Notice
            tone="warning"
            title={`${format.vnd(dossier.amount)} · ${dossier.person?.fullName ?? dossier.establishment?.name ?? ''}`}
          >
            {t('payText')}
          </Notice>
          <FormGrid>
            <ChoiceField
              name="method"
              label={t('method')}
              required
              span={6}
              options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
            />
            <TextField name="receiptNumber" label={t('receipt')} required autoFocus span={6} />
          </FormGrid>
          <FormActions>
            <Button type="submit" kind="primary" busy={busy}>
              {t('pay')}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </Panel>
  )
}
