import { gql, ReadingView, type TypedDocumentNode, useAction, useMessages, useReading } from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import {
  Button,
  DataTable,
  DateField,
  EmptyState,
  formatDate,
  Panel,
  parseDate,
  SelectField,
  TextField,
  tidy,
  today,
  useForm,
  useFormat,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  AccountHistoryQuery,
  AccountHistoryQueryVariables,
  EndResponsibilityMutation,
  EndResponsibilityMutationVariables,
  SetResponsibilityAccountMutation,
  SetResponsibilityAccountMutationVariables,
} from '../operations.generated.ts'
import { accountOptions, type GroupAccount, stale } from './assigning.tsx'
import { messages } from './messages.ts'
import { type Held, useHeldColumns } from './responsible-cells.tsx'

const END: TypedDocumentNode<EndResponsibilityMutation, EndResponsibilityMutationVariables> = gql`
  mutation EndResponsibility($input: EndResponsibilityInput!) {
    endResponsibility(input: $input) {
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

/** Asked for where it is shown: in the list of all it would be a list of lists of lists. */
const HISTORY: TypedDocumentNode<AccountHistoryQuery, AccountHistoryQueryVariables> = gql`
  query AccountHistory($id: ID!) {
    responsibility(id: $id) {
      id
      accountChanges {
        id
        at
        byName
        isSet
      }
    }
  }
`

const SET_ACCOUNT: TypedDocumentNode<SetResponsibilityAccountMutation, SetResponsibilityAccountMutationVariables> = gql`
  mutation SetResponsibilityAccount($input: SetResponsibilityAccountInput!) {
    setResponsibilityAccount(input: $input) {
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

const wordOf = ({ hasAccount }: Held) => (hasAccount ? 'account.change' : 'account.add')

/** Everybody who answers for something, and what whoever may assign does with it. */
export function HeldTable({
  rows,
  accounts,
  mayEnd,
  withEnded,
  onToggle,
}: {
  rows: Held[]
  accounts: readonly GroupAccount[]
  mayEnd: boolean
  withEnded: boolean
  onToggle: () => void
}) {
  const t = useMessages(messages)
  const [ending, setEnding] = useState<Held>()
  const [signing, setSigning] = useState<Held>()
  const columns = useHeldColumns<Held>()
  return (
    <Panel
      title={t('list')}
      flush
      actions={
        <Button size="small" onClick={onToggle}>
          {t(withEnded ? 'heldOnly' : 'withEnded')}
        </Button>
      }
    >
      <DataTable
        caption={t('list')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState>{t('listNone')}</EmptyState>}
        columns={[
          ...columns,
          ...(mayEnd && (accounts.length > 0 || rows.some(({ hasAccount }) => hasAccount))
            ? [
                {
                  key: 'account',
                  label: t('account.set'),
                  nowrap: true,
                  render: (row: Held) =>
                    row.toOn || !row.mayHaveAccount ? (
                      ''
                    ) : (
                      <Button
                        size="small"
                        label={`${t(wordOf(row))} ${t('account.of', { holder: row.responsible ?? '' })}`}
                        onClick={() => setSigning(row)}
                      >
                        {t(wordOf(row))}
                      </Button>
                    ),
                },
              ]
            : []),
          ...(mayEnd
            ? [
                {
                  key: 'end',
                  label: t('end'),
                  nowrap: true,
                  render: (row: Held) =>
                    row.toOn ? (
                      ''
                    ) : (
                      <Button size="small" onClick={() => setEnding(row)}>
                        {t('end')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {signing && <AccountDialog held={signing} accounts={accounts} onClose={() => setSigning(undefined)} />}
      {ending && <EndDialog held={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  )
}

/** Chosen for "no account any more", which an empty choice would not say. */
const NO_ACCOUNT = 'none'

interface AccountDialogProps {
  held: Held
  accounts: readonly GroupAccount[]
  onClose: () => void
}

function AccountDialog({ held, accounts, onClose }: AccountDialogProps) {
  const t = useMessages(messages)
  const notify = useNotify()
  const format = useFormat()
  const form = useForm({ holderAccountId: '' })
  const [setAccount, acting] = useAction(SET_ACCOUNT, { stale })
  const history = useReading(HISTORY, { variables: { id: held.id } })
  return (
    <ActDialog
      title={t('account.set')}
      label={t('account.save')}
      consequence={`${held.responsible ?? ''} · ${held.area}. ${t(held.hasAccount ? 'account.has' : 'account.hasNot')}`}
      form={form}
      {...acting}
      act={async ({ holderAccountId: chosen }) =>
        (await setAccount({ input: { id: held.id, holderAccountId: chosen === NO_ACCOUNT ? null : chosen } }))
          ?.setResponsibilityAccount
      }
      onDone={() => notify({ tone: 'success', title: t('account.done', { holder: held.responsible ?? '' }) })}
      onClose={onClose}
    >
      <SelectField
        name="holderAccountId"
        label={t('account')}
        description={t('accountHint')}
        required
        span={12}
        options={[
          { value: '', label: t('account.choose') },
          ...(held.hasAccount ? [{ value: NO_ACCOUNT, label: t('noAccount') }] : []),
          ...accountOptions(accounts),
        ]}
      />
      <div data-span={12}>
        <ReadingView reading={history} select={(data) => data.responsibility?.accountChanges} skeletonRows={1}>
          {(changes) =>
            changes.length > 0 && (
              <ul aria-label={t('account.history')}>
                {changes.map(({ id, at, byName, isSet }) => (
                  <li key={id}>
                    {t(isSet ? 'account.wasSet' : 'account.wasEnded', { at: format.dateTime(at), who: byName })}
                  </li>
                ))}
              </ul>
            )
          }
        </ReadingView>
      </div>
    </ActDialog>
  )
}

function EndDialog({ held, onClose }: { held: Held; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm({ on: formatDate(today()), reason: '' })
  const [end, acting] = useAction(END, { stale })
  return (
    <ActDialog
      title={t('end')}
      consequence={`${held.responsible ?? ''} · ${held.area}. ${t('end.consequence')}`}
      form={form}
      {...acting}
      danger
      act={async ({ on, reason }) =>
        (await end({ input: { id: held.id, on: parseDate(on) ?? today(), reason: tidy(reason) } }))?.endResponsibility
      }
      onDone={() => notify({ tone: 'success', title: t('ended') })}
      onClose={onClose}
    >
      <DateField name="on" label={t('to')} required autoFocus span={4} />
      <TextField name="reason" label={t('reason')} required span={8} />
    </ActDialog>
  )
}
