import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  EmptyState,
  FormActions,
  formatDateTime,
  Page,
  Panel,
  SelectInput,
  StatusBadge,
  type Tone,
  Toolbar,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  ChangeProposalsPageQuery,
  ChangeProposalsPageQueryVariables,
  ProposalList,
  ProposalState,
} from '../operations.generated.ts'
import { MaskedNumber } from '../people/masked-number.tsx'
import { AcceptDialog, RefuseDialog, WithdrawDialog } from './decide-dialogs.tsx'
import { messages } from './messages.ts'
import { useValue } from './use-value.ts'

const PROPOSALS: TypedDocumentNode<ChangeProposalsPageQuery, ChangeProposalsPageQueryVariables> = gql`
  query ChangeProposalsPage($unit: ID!, $list: ProposalList!, $first: Int, $after: String) {
    changeProposals(unit: $unit, list: $list, first: $first, after: $after) {
      edges {
        node {
          id
          number
          field
          state
          reason
          proposedAt
          byName
          byPost
          isMine
          decidedAt
          decidedByName
          answer
          undoneAt
          person {
            id
            fullName
          }
          values {
            former
            registered
            proposed
            isOutdated
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

export type Proposal = ChangeProposalsPageQuery['changeProposals']['edges'][number]['node']

const lists: readonly ProposalList[] = ['OPEN', 'DECIDED']
const pageSize = 50

const tones: Record<ProposalState, Tone> = {
  OPEN: 'info',
  ACCEPTED: 'success',
  REFUSED: 'danger',
  WITHDRAWN: 'neutral',
}

/** What is said to be wrong in the register: all of it for whoever keeps or inspects it, their own for the others. */
export function ProposalsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const seesAll = useMay('REGISTRAR', 'INSPECTOR')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'OPEN'
  const reading = useReading(PROPOSALS, { variables: { unit: unit.code, list, first: pageSize } })
  return (
    <Page title={t('title')} subtitle={seesAll ? t('ofUnit', { unit: unit.name ?? unit.code }) : t('mine')}>
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'OPEN' ? '' : value })}
        />
      </Toolbar>
      <Panel title={t(`list.${list}`)} flush>
        <ReadingView reading={reading} select={(data) => data.changeProposals} skeletonRows={6}>
          {(connection) => (
            <ConnectionTable
              caption={t('title')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t(`none.${list}`)}</EmptyState>}
              columns={[
                {
                  key: 'person',
                  label: t('person'),
                  render: ({ person, number }) => (
                    <>
                      <Link to={paths.person(person.id)}>{person.fullName}</Link>
                      <div className="vx-form-hint">{number}</div>
                    </>
                  ),
                },
                {
                  key: 'change',
                  label: t('change'),
                  // What is to be done stands beside it, so that a phone shows both.
                  render: (proposal) => (
                    <>
                      <Change proposal={proposal} />
                      <Standing proposal={proposal} />
                    </>
                  ),
                },
                { key: 'reason', label: t('reason'), wide: true, render: ({ reason }) => reason },
                {
                  key: 'by',
                  label: t('by'),
                  render: ({ byName, byPost, proposedAt }) => (
                    <>
                      {byName}
                      <div className="vx-form-hint">
                        {byPost} · {formatDateTime(proposedAt)}
                      </div>
                    </>
                  ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}

function Change({ proposal: { id, field, state, values, person } }: { proposal: Proposal }) {
  const t = useMessages(messages)
  const worded = useValue()
  // What was decided is told as it was; what is open, as it would be.
  const isOpen = state === 'OPEN'
  return (
    <>
      <span className="vx-form-hint">{t(`field.${field}`)}: </span>
      {worded(field, isOpen ? values.registered : values.former)} →{' '}
      {isOpen && field === 'PHONE' ? (
        // Whoever decides may have to call it first; for the others it stays masked.
        <MaskedNumber
          kind="proposed"
          id={id}
          label={`${t(`field.${field}`)}, ${person.fullName}`}
          masked={values.proposed}
        />
      ) : (
        <strong>{worded(field, values.proposed)}</strong>
      )}
      {isOpen && values.isOutdated && (
        <div>
          <StatusBadge tone="warning">{t('outdated')}</StatusBadge>{' '}
          <span className="vx-form-hint">{t('formerly', { value: worded(field, values.former) })}</span>
        </div>
      )}
    </>
  )
}

type Act = 'accept' | 'refuse' | 'withdraw'

function Standing({ proposal }: { proposal: Proposal }) {
  const t = useMessages(messages)
  const mayDecide = useMay('REGISTRAR')
  const [acting, setActing] = useState<Act>()
  const onClose = () => setActing(undefined)
  const { state, isMine, values, answer, decidedAt, decidedByName, undoneAt } = proposal
  if (state !== 'OPEN')
    return (
      <>
        <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
        <div className="vx-form-hint">
          {[
            t('decidedBy', { name: decidedByName ?? '', at: formatDateTime(decidedAt) }),
            answer,
            undoneAt && t('undone', { at: formatDateTime(undoneAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </>
    )
  const acts: Act[] = isMine
    ? ['withdraw']
    : mayDecide
      ? [...(values.isOutdated ? [] : ['accept' as const]), 'refuse']
      : []
  if (acts.length === 0) return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
  return (
    <FormActions>
      {acts.map((act) => (
        <Button
          key={act}
          size="small"
          kind={act === 'accept' ? 'primary' : 'default'}
          label={`${t(act)}: ${proposal.person.fullName}`}
          onClick={() => setActing(act)}
        >
          {t(act)}
        </Button>
      ))}
      {acting === 'accept' && <AcceptDialog {...{ proposal, onClose }} />}
      {acting === 'refuse' && <RefuseDialog {...{ proposal, onClose }} />}
      {acting === 'withdraw' && <WithdrawDialog {...{ proposal, onClose }} />}
    </FormActions>
  )
}
