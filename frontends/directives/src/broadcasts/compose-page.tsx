import {
  gql,
  Link,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMessages,
  useNavigate,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  CheckboxField,
  DataTable,
  EmptyState,
  Form,
  FormActions,
  FormPanel,
  type FormRefusal,
  formatNumber,
  Page,
  Panel,
  type Picked,
  TextAreaField,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import { DocumentField } from '../document-field.tsx'
import type {
  BroadcastChannel,
  BroadcastDraftQuery,
  BroadcastDraftQueryVariables,
  BroadcastGroupsQuery,
  BroadcastGroupsQueryVariables,
  SaveBroadcastDraftMutation,
  SaveBroadcastDraftMutationVariables,
} from '../operations.generated.ts'
import { groupName } from './group-names.ts'
import { messages } from './messages.ts'

const GROUPS: TypedDocumentNode<BroadcastGroupsQuery, BroadcastGroupsQueryVariables> = gql`
  query BroadcastGroups($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        number
        name
        householdCount
        selfManagementGroups {
          id
          number
          name
          householdCount
          channelKind
          channelName
        }
      }
    }
  }
`

const DRAFT: TypedDocumentNode<BroadcastDraftQuery, BroadcastDraftQueryVariables> = gql`
  query BroadcastDraft($id: ID!) {
    broadcast(id: $id) {
      id
      title
      text
      channels
      document {
        id
        symbol
      }
      residentialGroups {
        id
      }
      selfManagementGroups {
        id
      }
    }
  }
`

const SAVE: TypedDocumentNode<SaveBroadcastDraftMutation, SaveBroadcastDraftMutationVariables> = gql`
  mutation SaveBroadcastDraft($input: SaveBroadcastDraftInput!) {
    saveBroadcastDraft(input: $input) {
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

export const channels: readonly BroadcastChannel[] = ['ZALO', 'SMS', 'PRINT', 'LOUDSPEAKER']

type Draft = NonNullable<BroadcastDraftQuery['broadcast']>
type Groups = NonNullable<BroadcastGroupsQuery['adminUnit']>['residentialGroups']

/** A new broadcast, or one that is still being written. */
export function ComposePage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id } = useParams()
  const groups = useReading(GROUPS, { variables: { unit: unit.code } })
  const draft = useReading(DRAFT, { variables: { id: id ?? '' }, skip: !id })
  const [newId] = useState(() => crypto.randomUUID())
  return (
    <Page
      title={t(id ? 'edit' : 'compose')}
      subtitle={t('honest')}
      trail={[
        <Link key="broadcasts" to="/dieu-hanh/thong-bao">
          {t('broadcasts')}
        </Link>,
      ]}
    >
      <ReadingView reading={groups} select={(data) => data.adminUnit?.residentialGroups} skeletonRows={10}>
        {(all) =>
          id ? (
            <ReadingView reading={draft} select={(data) => data.broadcast} skeletonRows={10}>
              {(found) => <ComposeForm key={found.id} id={found.id} draft={found} groups={all} />}
            </ReadingView>
          ) : (
            <ComposeForm id={newId} draft={undefined} groups={all} />
          )
        }
      </ReadingView>
    </Page>
  )
}

type Values = { title: string; text: string; document: Picked | undefined } & Record<BroadcastChannel, boolean>

function ComposeForm({ id, draft, groups }: { id: string; draft: Draft | undefined; groups: Groups }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const navigate = useNavigate()
  const form = useForm<Values>({
    title: draft?.title ?? '',
    text: draft?.text ?? '',
    document: draft?.document ? { id: draft.document.id, label: draft.document.symbol } : undefined,
    ZALO: draft?.channels.includes('ZALO') ?? true,
    SMS: draft?.channels.includes('SMS') ?? false,
    PRINT: draft?.channels.includes('PRINT') ?? false,
    LOUDSPEAKER: draft?.channels.includes('LOUDSPEAKER') ?? true,
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set([...(draft?.residentialGroups ?? []), ...(draft?.selfManagementGroups ?? [])].map((one) => one.id)),
  )
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [save, { busy, failure }] = useAction(SAVE, { stale: ['broadcasts', 'broadcast'] })

  const rows = groups.flatMap((group) => [
    { ...group, label: groupName({ residentialGroup: group }), isTeam: false, channel: '—' },
    ...group.selfManagementGroups.map((team) => ({
      ...team,
      label: groupName({ selfManagementGroup: { ...team, residentialGroup: group } }),
      isTeam: true,
      channel: team.channelKind
        ? [t(`groupChannel.${team.channelKind}`), team.channelName].filter(Boolean).join(': ')
        : t('noChannel'),
    })),
  ])
  const choose = (some: typeof rows) => setChosen((now) => new Set([...now, ...some.map((row) => row.id)]))
  const picked = rows.filter((row) => chosen.has(row.id))
  const households = picked.reduce((sum, { householdCount }) => sum + (householdCount ?? 0), 0)

  async function submit(values: Values) {
    setRefusal(undefined)
    const used = channels.filter((channel) => values[channel])
    if (used.length === 0) {
      setRefusal({ message: t('pickChannel'), field: 'ZALO' })
      return
    }
    const data = await save({
      input: {
        id,
        unit: unit.code,
        title: tidy(values.title),
        text: values.text,
        documentId: values.document?.id ?? null,
        channels: used,
        residentialGroupIds: picked.filter(({ isTeam }) => !isTeam).map((row) => row.id),
        selfManagementGroupIds: picked.filter(({ isTeam }) => isTeam).map((row) => row.id),
      },
    })
    const result = data?.saveBroadcastDraft
    if (!result) return
    if ('message' in result) {
      setRefusal({ message: result.message, field: 'field' in result ? result.field : undefined })
      return
    }
    notify({ tone: 'success', title: t('saved') })
    navigate(`/dieu-hanh/thong-bao/${id}`)
  }

  return (
    <Form form={form} label={t('compose')} onSubmit={submit} refusal={refusal} failure={failure}>
      <FormPanel title={t('broadcast')}>
        <TextField name="title" label={t('title')} required autoFocus span={12} />
        <TextAreaField name="text" label={t('text')} description={t('textHint')} required rows={7} span={12} />
        <DocumentField label={t('document')} placeholder={t('documentHint')} />
        {channels.map((channel) => (
          <CheckboxField key={channel} name={channel} label={t(`channel.${channel}`)} span={3} />
        ))}
      </FormPanel>
      <Panel
        title={t('recipients')}
        note={t('recipientsNote', { count: picked.length, households: formatNumber(households, 'vi') })}
        flush
        actions={
          <>
            <Button size="small" onClick={() => choose(rows.filter(({ isTeam }) => !isTeam))}>
              {t('wholeUnit')}
            </Button>
            <Button size="small" onClick={() => choose(rows.filter(({ isTeam }) => isTeam))}>
              {t('everyTeam')}
            </Button>
            <Button size="small" onClick={() => setChosen(new Set())}>
              {t('clear')}
            </Button>
          </>
        }
      >
        <DataTable
          caption={t('recipients')}
          rows={rows}
          rowKey={(row) => row.id}
          selection={{ chosen, onChange: setChosen, nameOf: ({ label }) => label }}
          empty={<EmptyState>{t('noRecipients')}</EmptyState>}
          columns={[
            { key: 'group', label: t('group'), render: ({ label }) => label },
            { key: 'households', label: t('households'), align: 'end', render: (row) => row.householdCount ?? '—' },
            { key: 'channel', label: t('groupChannel'), render: ({ channel }) => channel },
          ]}
        />
      </Panel>
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('preview')}
        </Button>
      </FormActions>
    </Form>
  )
}
