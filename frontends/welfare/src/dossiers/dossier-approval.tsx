import { gql, type TypedDocumentNode, useAction, useMessages } from '@vungxanh/remote'
import {
  Button,
  CheckboxField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  Notice,
  Panel,
  TextAreaField,
  tidy,
  useForm,
  useFormat,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages } from '../messages.ts'
import type {
  ApproveDossierMutation,
  ApproveDossierMutationVariables,
  RefuseDossierMutation,
  RefuseDossierMutationVariables,
} from '../operations.generated.ts'
import type { Dossier } from './dossier-page.tsx'

const APPROVE: TypedDocumentNode<ApproveDossierMutation, ApproveDossierMutationVariables> = gql`
  mutation ApproveDossier($input: ApproveDossierInput!) {
    approveDossier(input: $input) {
      __typename
      ... on ApproveDossierSuccess {
        dossier {
          id
          status
          decisions {
            id
            kind
            decidedByName
            decidedAt
            reason
          }
        }
      }
      ... on UserError {
        message
      }
      ... on DossierNotAwaitingApproval {
        status
      }
      ... on FundExhausted {
        available
      }
      ... on ReceivedElsewhere {
        unitCode
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const REFUSE: TypedDocumentNode<RefuseDossierMutation, RefuseDossierMutationVariables> = gql`
  mutation RefuseDossier($input: RefuseDossierInput!) {
    refuseDossier(input: $input) {
      __typename
      ... on RefuseDossierSuccess {
        dossier {
          id
          status
          decisions {
            id
            kind
            decidedByName
            decidedAt
            reason
          }
        }
      }
      ... on UserError {
        message
      }
      ... on DossierAlreadyClosed {
        status
      }
    }
  }
`

/** What an approver may do with a dossier that waits. */
export function DossierApproval({ dossier }: { dossier: Dossier }) {
  const t = useMessages(messages)
  const format = useFormat()
  const notify = useNotify()
  const first = dossier.status === 'SUBMITTED'
  const title = first ? t('approveFirst') : t('approveSecond')
  const note = useForm({ note: '', inSpite: false })
  const [isReceivedElsewhere, setReceivedElsewhere] = useState(false)
  const refusing = useForm<{ reason: string }>({ reason: '' })
  const [refusal, setRefusal] = useState<string>()
  const [refuseRefusal, setRefuseRefusal] = useState<FormRefusal>()
  const [opened, setOpened] = useState(false)
  const [approve, approving] = useAction(APPROVE, { stale: ['dossiers', 'funds'] })
  const [refuse, refusingState] = useAction(REFUSE, { stale: ['dossiers', 'funds'] })

  async function doApprove(values: { note: string; inSpite: boolean }) {
    setRefusal(undefined)
    const data = await approve({
      input: { dossierId: dossier.id, note: tidy(values.note) || null, inSpiteOfConfirmation: values.inSpite },
    })
    const result = data?.approveDossier
    if (!result) return
    switch (result.__typename) {
      case 'ApproveDossierSuccess':
        note.reset()
        setReceivedElsewhere(false)
        notify({ tone: 'success', title: t('approved', { code: dossier.code }) })
        return
      case 'ReceivedElsewhere':
        setReceivedElsewhere(true)
        setRefusal(t('refusal.ReceivedElsewhere', { code: result.unitCode }))
        return
      case 'SamePersonTwice':
        setRefusal(t('refusal.SamePersonTwice'))
        return
      case 'DossierNotAwaitingApproval':
        setRefusal(t('refusal.DossierNotAwaitingApproval', { status: t(`status.${result.status}`) }))
        return
      case 'FundExhausted':
        setRefusal(t('refusal.FundExhausted', { available: format.vnd(result.available) }))
        return
      default:
        setRefusal(result.message)
    }
  }

  async function doRefuse(values: { reason: string }) {
    setRefuseRefusal(undefined)
    const data = await refuse({ input: { dossierId: dossier.id, reason: tidy(values.reason) } })
    const result = data?.refuseDossier
    if (!result) return
    switch (result.__typename) {
      case 'RefuseDossierSuccess':
        setOpened(false)
        notify({ tone: 'info', title: t('refused', { code: dossier.code }) })
        return
      case 'DossierAlreadyClosed':
        setRefuseRefusal({
          message: t('refusal.DossierNotAwaitingApproval', { status: t(`status.${result.status}`) }),
        })
        return
      default:
        setRefuseRefusal({ message: result.message })
    }
  }

  const problem = refusal ?? approving.failure
  return (
    <Panel title={title}>
      <Form form={note} label={title} onSubmit={doApprove}>
        {problem && (
          <Notice tone="danger" urgent>
            {problem}
          </Notice>
        )}
        <FormGrid>
          <TextAreaField name="note" label={t('reason')} rows={2} span={12} />
          {isReceivedElsewhere && <CheckboxField name="inSpite" label={t('inSpite')} span={12} />}
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={approving.busy}>
            {title}
          </Button>
          <Button onClick={() => setOpened(true)}>{t('refuse')}</Button>
        </FormActions>
      </Form>
      <Dialog title={t('refuseTitle', { code: dossier.code })} opened={opened} onClose={() => setOpened(false)}>
        <Form
          form={refusing}
          label={t('refuse')}
          onSubmit={doRefuse}
          refusal={refuseRefusal}
          failure={refusingState.failure}
        >
          <FormGrid>
            <TextAreaField
              name="reason"
              label={t('reason')}
              description={t('refuseText')}
              required
              autoFocus
              span={12}
            />
          </FormGrid>
          <FormActions>
            <Button type="submit" kind="danger" busy={refusingState.busy}>
              {t('refuse')}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </Panel>
  )
}
