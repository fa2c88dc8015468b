import {
  gql,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import {
  Button,
  DataTable,
  DateField,
  EmptyState,
  formatDate,
  Notice,
  Page,
  Panel,
  parseDate,
  SelectInput,
  TextField,
  Toolbar,
  tidy,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CommitmentPileChoicesQuery,
  CommitmentPileChoicesQueryVariables,
  CommitmentWalkResidentialGroupQuery,
  CommitmentWalkResidentialGroupQueryVariables,
  RecordCommitmentPileMutation,
  RecordCommitmentPileMutationVariables,
  TakeBackCommitmentsMutation,
  TakeBackCommitmentsMutationVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'

const CHOICES: TypedDocumentNode<CommitmentPileChoicesQuery, CommitmentPileChoicesQueryVariables> = gql`
  query CommitmentPileChoices($unit: ID!) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
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

const WALK: TypedDocumentNode<CommitmentWalkResidentialGroupQuery, CommitmentWalkResidentialGroupQueryVariables> = gql`
  query CommitmentWalkResidentialGroup($id: ID!, $withNames: Boolean!) {
    residentialGroup(id: $id) {
      id
      name
      walk {
        id
        code
        address
        head @include(if: $withNames) {
          id
          fullName
        }
        commitments {
          id
          endedOn
          document {
            id
          }
        }
      }
    }
  }
`

const RECORD: TypedDocumentNode<RecordCommitmentPileMutation, RecordCommitmentPileMutationVariables> = gql`
  mutation RecordCommitmentPile($input: RecordCommitmentsInput!) {
    recordCommitments(input: $input) {
      __typename
      ... on RecordCommitmentsSuccess {
        commitments {
          id
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

const TAKE_BACK: TypedDocumentNode<TakeBackCommitmentsMutation, TakeBackCommitmentsMutationVariables> = gql`
  mutation TakeBackCommitments($input: TakeBackCommitmentsInput!) {
    takeBackCommitments(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const stale = ['residentialGroup', 'household', 'households', 'commitmentRounds']

type Walked = NonNullable<NonNullable<CommitmentWalkResidentialGroupQuery['residentialGroup']>['walk']>[number]

/** A pile of signed papers of one group, ticked from door to door, looked at once more and written down together. */
export function PilePage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const filters = useFilters()
  const [written, setWritten] = useState<readonly Written[]>([])
  const choices = useReading(CHOICES, { variables: { unit: unit.code } })
  const groups = choices.data?.adminUnit?.residentialGroups ?? []
  const documents = [
    ...new Map((choices.data?.commitmentRounds ?? []).map((round) => [round.document.id, round])).values(),
  ]
  const group = groups.find(({ id }) => id === filters.value('to'))
  const round = documents.find(({ document }) => document.id === filters.value('van-ban'))
  return (
    <Page title={t('pile')} subtitle={t('subtitle')}>
      <Toolbar>
        <SelectInput
          label={t('group')}
          value={group?.id ?? ''}
          options={[
            { value: '', label: t('chooseGroup') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => filters.set({ to: value })}
        />
        <SelectInput
          label={t('document')}
          value={round?.document.id ?? ''}
          options={[
            { value: '', label: t('chooseDocument') },
            ...documents.map(({ title, document }) => ({ value: document.id, label: `${document.symbol}, ${title}` })),
          ]}
          onChange={(value) => filters.set({ 'van-ban': value })}
        />
      </Toolbar>
      {written.map((pile) => (
        <Undoing key={pile.ids[0]} pile={pile} onDone={() => setWritten((all) => all.filter((one) => one !== pile))} />
      ))}
      {group && round ? (
        <Pile
          // Another group or another document is another pile.
          key={`${group.id} ${round.document.id}`}
          groupId={group.id}
          document={round.document}
          onWritten={(ids) => ids.length > 0 && setWritten((all) => [{ ids, group: group.name }, ...all])}
        />
      ) : (
        <ReadingView reading={choices} select={(data) => data.adminUnit} skeletonRows={2}>
          {() => <EmptyState>{t(documents.length === 0 ? 'noRounds' : 'chooseFirst')}</EmptyState>}
        </ReadingView>
      )}
    </Page>
  )
}

/** What was written down while the page is open: each pile is taken back by itself, whatever was chosen since. */
interface Written {
  ids: readonly string[]
  group: string
}

interface PileProps {
  groupId: string
  document: { id: string; symbol: string }
  onWritten: (ids: readonly string[]) => void
}

function Pile({ groupId, document, onWritten }: PileProps) {
  const t = useMessages(messages)
  const withNames = useMay('REGISTRAR')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isPreviewed, setPreviewed] = useState(false)
  const reading = useReading(WALK, { variables: { id: groupId, withNames } })
  const isSigned = ({ commitments }: Walked) =>
    (commitments ?? []).some((one) => !one.endedOn && one.document.id === document.id)
  return (
    <ReadingView reading={reading} select={(data) => data.residentialGroup?.walk} skeletonRows={12}>
      {(walk) => {
        const left = walk.filter((household) => !isSigned(household))
        const pile = left.filter(({ id }) => chosen.has(id))
        return (
          <Panel
            title={t('left', { left: left.length, all: walk.length })}
            note={t('byKeyboard')}
            flush
            actions={
              <Button kind="primary" disabled={pile.length === 0} onClick={() => setPreviewed(true)}>
                {t('preview', { count: pile.length })}
              </Button>
            }
          >
            <DataTable
              caption={t('households')}
              rows={left}
              rowKey={({ id }) => id}
              empty={<EmptyState>{t('allSigned')}</EmptyState>}
              selection={{ chosen, onChange: setChosen, nameOf: ({ address, code }) => `${address}, ${code}` }}
              columns={[
                { key: 'address', label: t('address'), render: ({ address }) => address },
                { key: 'code', label: t('household'), nowrap: true, render: ({ code }) => code },
                ...(withNames
                  ? [{ key: 'head', label: t('head'), render: ({ head }: Walked) => head?.fullName ?? '—' }]
                  : []),
              ]}
            />
            {isPreviewed && (
              <PreviewDialog
                pile={pile}
                document={document}
                onWritten={(ids) => {
                  onWritten(ids)
                  setChosen(new Set())
                }}
                onClose={() => setPreviewed(false)}
              />
            )}
          </Panel>
        )
      }}
    </ReadingView>
  )
}

interface PreviewDialogProps extends Pick<PileProps, 'document' | 'onWritten'> {
  pile: readonly Walked[]
  onClose: () => void
}

/** The whole pile once more, with its day. Pressed again after an accident on the way it is the same pile. */
function PreviewDialog({ pile, document, onWritten, onClose }: PreviewDialogProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm({ signedOn: formatDate(today()), collectedBy: '' })
  const [households] = useState(() => pile.map(({ id }) => ({ id: crypto.randomUUID() as string, householdId: id })))
  const [record, acting] = useAction(RECORD, { stale })
  return (
    <ActDialog
      title={t('record', { count: pile.length })}
      consequence={t('consequence', { count: pile.length, document: document.symbol })}
      form={form}
      {...acting}
      act={async ({ signedOn, collectedBy }) => {
        const outcome = (
          await record({
            input: {
              unit: unit.code,
              documentId: document.id,
              signedOn: parseDate(signedOn) ?? today(),
              collectedBy: tidy(collectedBy) || null,
              replace: false,
              households,
            },
          })
        )?.recordCommitments
        if (outcome?.__typename === 'RecordCommitmentsSuccess') onWritten(outcome.commitments.map(({ id }) => id))
        return outcome
      }}
      onDone={() => notify({ tone: 'success', title: t('recorded', { count: pile.length }) })}
      onClose={onClose}
    >
      <DateField name="signedOn" label={t('signedOn')} required span={4} autoFocus />
      <TextField name="collectedBy" label={t('collectedBy')} description={t('collectedByHint')} span={8} />
      <div data-span={12}>
        <DataTable
          caption={t('pile')}
          rows={pile}
          rowKey={({ id }) => id}
          empty={<EmptyState>{t('chooseFirst')}</EmptyState>}
          columns={[
            { key: 'address', label: t('address'), render: ({ address }) => address },
            { key: 'code', label: t('household'), nowrap: true, render: ({ code }) => code },
          ]}
        />
      </div>
    </ActDialog>
  )
}

function Undoing({ pile: { ids, group }, onDone }: { pile: Written; onDone: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [takeBack, { busy, failure }] = useAction(TAKE_BACK, { stale })
  const trouble = refusal ?? failure
  return (
    <Notice
      tone={trouble ? 'danger' : 'success'}
      title={t('written', { count: ids.length, group })}
      action={
        <Button
          busy={busy}
          onClick={async () => {
            const outcome = (await takeBack({ input: { ids: [...ids] } }))?.takeBackCommitments
            if (!outcome) return
            if ('message' in outcome) setRefusal(outcome.message)
            else {
              notify({ tone: 'success', title: t('undone', { count: ids.length }) })
              onDone()
            }
          }}
        >
          {t('undo')}
        </Button>
      }
    >
      {trouble}
    </Notice>
  )
}
