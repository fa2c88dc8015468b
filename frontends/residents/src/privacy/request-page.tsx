import {
  gql,
  Link,
  ReadingView,
  Slot,
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
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  Rows,
  StatusBadge,
} from '@vungxanh/ui'
import { messages as register } from '../messages.ts'
import type { Sex, SubjectRequestPageQuery, SubjectRequestPageQueryVariables } from '../operations.generated.ts'
import { ExtractPanel } from './extract-panel.tsx'
import { messages } from './messages.ts'
import { NextStep } from './next-step.tsx'
import { privacyPaths } from './privacy-paths.ts'
import { StandingBadge } from './standing-badge.tsx'

const REQUEST: TypedDocumentNode<SubjectRequestPageQuery, SubjectRequestPageQueryVariables> = gql`
  query SubjectRequestPage($id: ID!) {
    subjectRequest(id: $id) {
      id
      number
      kind
      state
      standing
      requester
      requesterName
      method
      detail
      receivedOn
      acknowledgeBy
      answerBy
      firstAnswerBy
      answeredOn
      lawSource
      lawVerified
      sharedWithThirdParties
      correctField
      oldValue
      newValue
      answer
      refusalGround
      withdrawnPurpose {
        code
        name
      }
      person {
        id
        fullName
      }
      steps {
        id
        step
        at
        byName
        byPost
        note
      }
    }
  }
`

/** A value of the register as people read it. */
function useRegisterValue() {
  const words = useMessages(register)
  const t = useMessages(messages)
  return (field: string | null, value: string | null): string => {
    if (value === null) return t('unknown')
    if (field === 'BORN_ON') return formatDate(value) || value
    return field === 'SEX' ? words(`sex.${value as Sex}`) : value
  }
}

export function RequestPage() {
  const t = useMessages(messages)
  const show = useRegisterValue()
  const { id = '' } = useParams()
  const maySeeExtract = useMay('DATA_PROTECTION_OFFICER', 'REGISTRAR', 'INSPECTOR')
  const reading = useReading(REQUEST, { variables: { id } })
  const request = reading.data?.subjectRequest
  return (
    <Page
      title={request ? `${t('request')} ${request.number}` : t('request')}
      subtitle={request && `${t(`kind.${request.kind}`)} · ${request.person.fullName}`}
      trail={[
        <Link key="requests" to={privacyPaths.requests()}>
          {t('requests')}
        </Link>,
      ]}
    >
      <ReadingView reading={reading} select={(data) => data.subjectRequest} skeletonRows={8}>
        {(found) => (
          <>
            {!found.lawVerified && (
              <Notice tone="warning" title={t('unverified')}>
                {t('unverifiedText')}
              </Notice>
            )}
            <Columns shape="side-main">
              <Rows>
                <Panel title={t('deadlines')}>
                  <Facts
                    facts={[
                      { label: t('state'), value: <StatusBadge>{t(`state.${found.state}`)}</StatusBadge> },
                      { label: t('standing'), value: <StandingBadge standing={found.standing} /> },
                      { label: t('received'), value: formatDate(found.receivedOn) },
                      { label: t('acknowledgeBy'), value: formatDate(found.acknowledgeBy) },
                      { label: t('answerBy'), value: formatDate(found.answerBy) },
                      ...(found.firstAnswerBy
                        ? [{ label: t('firstAnswerBy'), value: formatDate(found.firstAnswerBy) }]
                        : []),
                      ...(found.answeredOn ? [{ label: t('answeredOn'), value: formatDate(found.answeredOn) }] : []),
                      { label: t('law'), value: found.lawSource },
                    ]}
                  />
                </Panel>
                <NextStep request={found} />
                <Slot name="person" given={{ personId: found.person.id }} />
              </Rows>
              <Rows>
                <Panel title={t('request')}>
                  <Facts
                    facts={[
                      { label: t('person'), value: found.person.fullName },
                      { label: t('kind'), value: t(`kind.${found.kind}`) },
                      {
                        label: t('requester'),
                        value: [t(`requester.${found.requester}`), found.requesterName].filter(Boolean).join(': '),
                      },
                      { label: t('method'), value: t(`method.${found.method}`) },
                      { label: t('thirdParties'), value: t(found.sharedWithThirdParties ? 'yes' : 'no') },
                      ...(found.withdrawnPurpose ? [{ label: t('purpose'), value: found.withdrawnPurpose.name }] : []),
                      { label: t('detail'), value: found.detail },
                      ...(found.answer ? [{ label: t('answer'), value: found.answer }] : []),
                      ...(found.refusalGround
                        ? [{ label: t('ground'), value: t(`ground.${found.refusalGround}`) }]
                        : []),
                    ]}
                  />
                </Panel>
                {found.correctField && (
                  <Panel title={t('correction')}>
                    <Facts
                      facts={[
                        { label: t('correctField'), value: t(`field.${found.correctField}`) },
                        { label: t('oldValue'), value: show(found.correctField, found.oldValue) },
                        { label: t('wanted'), value: show(found.correctField, found.newValue) },
                      ]}
                    />
                  </Panel>
                )}
                <Panel title={t('history')} flush>
                  <DataTable
                    caption={t('history')}
                    rows={found.steps}
                    rowKey={(step) => step.id}
                    empty={<EmptyState>{t('noActs')}</EmptyState>}
                    columns={[
                      { key: 'step', label: t('state'), render: ({ step }) => t(`step.${step}`) },
                      { key: 'at', label: t('at'), nowrap: true, render: ({ at }) => formatDateTime(at) },
                      { key: 'by', label: t('by'), render: ({ byName, byPost }) => `${byName}, ${byPost}` },
                      { key: 'note', label: t('note'), render: ({ note }) => note ?? '—' },
                    ]}
                  />
                </Panel>
                {found.kind === 'ACCESS' && maySeeExtract && <ExtractPanel id={found.id} />}
              </Rows>
            </Columns>
          </>
        )}
      </ReadingView>
    </Page>
  )
}
