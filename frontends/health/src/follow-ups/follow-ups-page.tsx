import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  EmptyState,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  SelectInput,
  StatusBadge,
  Toolbar,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  FollowUpList,
  FollowUpsPageQuery,
  FollowUpsPageQueryVariables,
  TakeFollowUpMutation,
  TakeFollowUpMutationVariables,
} from '../operations.generated.ts'
import { LevelBadge } from '../zones/zone-level.tsx'
import { CloseDialog, ContactDialog, stale } from './follow-up-dialogs.tsx'
import { messages } from './messages.ts'

const FOLLOW_UPS: TypedDocumentNode<FollowUpsPageQuery, FollowUpsPageQueryVariables> = gql`
  query FollowUpsPage($unit: ID!, $list: FollowUpList!, $first: Int, $after: String) {
    followUps(unit: $unit, list: $list, first: $first, after: $after) {
      edges {
        node {
          id
          contactBy
          level
          levelOf
          monitorUntil
          testOn
          ruleVerified
          state
          takenByName
          person {
            id
            fullName
          }
          arrival {
            id
            fromPlace
            household {
              id
              address
            }
          }
          contacts {
            id
            at
            outcome
            symptoms
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

const TAKE: TypedDocumentNode<TakeFollowUpMutation, TakeFollowUpMutationVariables> = gql`
  mutation TakeFollowUp($input: TakeFollowUpInput!) {
    takeFollowUp(input: $input) {
      __typename
      ... on FollowUpSuccess {
        followUp {
          id
          takenByName
        }
      }
      ... on UserError {
        message
      }
    }
  }
`

export type Work = NonNullable<FollowUpsPageQuery['followUps']>['edges'][number]['node']

const lists: readonly FollowUpList[] = ['TO_CONTACT', 'MONITORED', 'ENDED']

export function FollowUpsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayAct = useMay('HEALTH_STAFF')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'TO_CONTACT'
  const reading = useReading(FOLLOW_UPS, { variables: { unit: unit.code, list, first: 50 } })
  const [take, { busy, failure }] = useAction(TAKE, { stale })
  const notify = useNotify()
  const [contacting, setContacting] = useState<Work>()
  const [closing, setClosing] = useState<Work>()
  const of = (act: 'take' | 'contact' | 'close', { person }: Work) => `${t(act)}: ${person?.fullName ?? t('unnamed')}`
  async function takeOn({ id }: Work) {
    const result = (await take({ input: { id } }))?.takeFollowUp
    if (!result || result.__typename === 'FollowUpSuccess') return
    notify({
      tone: 'warning',
      title: result.__typename === 'FollowUpClosed' ? t('refusal.FollowUpClosed') : result.message,
    })
  }
  const last = ({ contacts }: Work) => {
    const contact = contacts.at(-1)
    if (!contact) return undefined
    const outcome = contact.outcome === 'REACHED' ? (contact.symptoms ? 'SICK' : 'WELL') : contact.outcome
    return `${formatDateTime(contact.at)} · ${t(`outcome.${outcome}`)}`
  }
  return (
    <Page title={t('worklist')} subtitle={t('subtitle')}>
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'TO_CONTACT' ? '' : value })}
        />
      </Toolbar>
      {failure && <Notice tone="danger" urgent title={failure} />}
      <Panel title={t(`list.${list}`)} flush>
        <ReadingView reading={reading} select={(data) => data.followUps} skeletonRows={8}>
          {(connection) => (
            <ConnectionTable
              caption={t('worklist')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t(`none.${list}`)}</EmptyState>}
              columns={[
                {
                  key: 'due',
                  label: t('due'),
                  nowrap: true,
                  render: ({ contactBy, state }) => (
                    <>
                      {formatDateTime(contactBy)}
                      <br />
                      {state === 'OPEN' && new Date(contactBy) < new Date() && (
                        <StatusBadge tone="danger">{t('overdue')}</StatusBadge>
                      )}
                      {(state === 'DONE' || state === 'CANCELLED') && <StatusBadge>{t(`state.${state}`)}</StatusBadge>}
                    </>
                  ),
                },
                {
                  key: 'person',
                  label: t('person'),
                  render: ({ person }) =>
                    person?.fullName ? <Link to={paths.person(person.id)}>{person.fullName}</Link> : t('unnamed'),
                },
                {
                  key: 'from',
                  label: t('from'),
                  render: ({ arrival, level, levelOf }) => (
                    <>
                      {arrival?.fromPlace ?? '—'}
                      <span className="vx-option-note">
                        <LevelBadge level={level} label={t(`level.${level ?? 'unknown'}`)} />
                        {levelOf && levelOf !== arrival?.fromPlace && ` ${levelOf}`}
                      </span>
                    </>
                  ),
                },
                { key: 'staying', label: t('staying'), render: ({ arrival }) => arrival?.household?.address ?? '—' },
                {
                  key: 'until',
                  label: t('until'),
                  render: ({ monitorUntil, testOn, ruleVerified }) => (
                    <>
                      {formatDate(monitorUntil)}
                      {testOn.length > 0 && (
                        <span className="vx-option-note">{`${t('tests')} ${testOn.map((day) => formatDate(day)).join(', ')}`}</span>
                      )}
                      {!ruleVerified && <span className="vx-option-note">{t('unverified')}</span>}
                    </>
                  ),
                },
                {
                  key: 'taken',
                  label: t('taken'),
                  render: (work) => (
                    <>
                      {work.takenByName ?? t('nobody')}
                      {work.contacts.length > 0 && <span className="vx-option-note">{last(work)}</span>}
                    </>
                  ),
                },
                ...(mayAct && list !== 'ENDED'
                  ? [
                      {
                        key: 'act',
                        label: t('act'),
                        nowrap: true,
                        render: (work: Work) => (
                          <>
                            {!work.takenByName && (
                              <Button size="small" busy={busy} label={of('take', work)} onClick={() => takeOn(work)}>
                                {t('take')}
                              </Button>
                            )}{' '}
                            <Button
                              size="small"
                              kind="primary"
                              label={of('contact', work)}
                              onClick={() => setContacting(work)}
                            >
                              {t('contact')}
                            </Button>{' '}
                            <Button size="small" label={of('close', work)} onClick={() => setClosing(work)}>
                              {t('close')}
                            </Button>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {contacting && <ContactDialog work={contacting} onClose={() => setContacting(undefined)} />}
      {closing && <CloseDialog work={closing} onClose={() => setClosing(undefined)} />}
    </Page>
  )
}
