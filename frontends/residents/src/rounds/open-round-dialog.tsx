import { gql, type TypedDocumentNode, useAction, useMessages, useReading, useUnit } from '@vungxanh/remote'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  SelectField,
  TextField,
  tidy,
  useForm,
  useNotify,
  WholeNumberField,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  OpenRoundChoicesQuery,
  OpenRoundChoicesQueryVariables,
  OpenRoundMutation,
  OpenRoundMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const CHOICES: TypedDocumentNode<OpenRoundChoicesQuery, OpenRoundChoicesQueryVariables> = gql`
  query OpenRoundChoices($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        selfManagementGroups {
          id
          name
        }
      }
    }
    commitmentRounds(unit: $unit) {
      id
      title
      document {
        id
        symbol
      }
    }
  }
`

const OPEN: TypedDocumentNode<OpenRoundMutation, OpenRoundMutationVariables> = gql`
  mutation OpenRound($input: OpenRoundInput!) {
    openRound(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

const nothing = {
  purpose: '',
  residentialGroupId: '',
  selfManagementGroupId: '',
  commitmentDocumentId: '',
  testWithinDays: '7',
  assignedTo: '',
  stationPhone: '',
}

export function OpenRoundDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm(nothing)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const { data } = useReading(CHOICES, { variables: { unit: unit.code } })
  const [open, { busy, failure }] = useAction(OPEN, { stale: ['rounds'] })
  const groups = data?.adminUnit?.residentialGroups ?? []
  const chosen = groups.find(({ id }) => id === form.watch('residentialGroupId'))

  async function submit(values: typeof nothing) {
    setRefusal(undefined)
    const answer = await open({
      input: {
        unit: unit.code,
        purpose: tidy(values.purpose),
        residentialGroupId: values.residentialGroupId,
        selfManagementGroupId: values.selfManagementGroupId || null,
        commitmentDocumentId: values.commitmentDocumentId || null,
        testWithinDays: values.testWithinDays ? Number(values.testWithinDays) : null,
        assignedTo: tidy(values.assignedTo) || null,
        stationPhone: values.stationPhone || null,
      },
    })
    const said = answer?.openRound
    if (!said) return
    if (said.__typename === 'RoundSuccess') {
      notify({ tone: 'success', title: t('openedDone') })
      onClose()
    } else if ('message' in said) {
      setRefusal({ message: said.message, ...('field' in said && { field: said.field }) })
    }
  }

  return (
    <Dialog title={t('open')} opened onClose={onClose}>
      <Form form={form} label={t('open')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="purpose" label={t('purpose')} required span={12} autoFocus />
          <SelectField
            name="residentialGroupId"
            label={t('group')}
            required
            span={6}
            options={[{ value: '', label: '' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <SelectField
            name="selfManagementGroupId"
            label={t('subgroup')}
            span={6}
            options={[
              { value: '', label: t('wholeGroup') },
              ...(chosen?.selfManagementGroups ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <SelectField
            name="commitmentDocumentId"
            label={t('document')}
            span={8}
            options={[
              { value: '', label: t('noDocument') },
              ...(data?.commitmentRounds ?? []).map(({ title, document }) => ({
                value: document.id,
                label: `${document.symbol} · ${title}`,
              })),
            ]}
          />
          <WholeNumberField name="testWithinDays" label={t('days')} span={4} minimum={1} maximum={90} />
          <TextField name="assignedTo" label={t('assigned')} span={6} />
          <TextField name="stationPhone" label={t('station')} span={6} inputMode="tel" />
        </FormGrid>
        <p className="vx-form-hint">{t('openText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('open')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
