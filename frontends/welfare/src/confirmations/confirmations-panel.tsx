import { gql, LinkButton, ReadingView, type TypedDocumentNode, useMay, useMessages, useReading } from '@vungxanh/remote'
import {
  Button,
  EmptyState,
  Facts,
  FormActions,
  formatDate,
  formatDateTime,
  Notice,
  Panel,
  Rows,
  StatusBadge,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import type { DossierConfirmationsQuery, DossierConfirmationsQueryVariables } from '../operations.generated.ts'
import { AskDialog, EnterDialog } from './acts.tsx'
import { STANDING, Standing } from './confirmation-state.tsx'
import { messages } from './messages.ts'
import { CommuneName, useCommuneName } from './unit-field.tsx'

const CONFIRMATIONS: TypedDocumentNode<DossierConfirmationsQuery, DossierConfirmationsQueryVariables> = gql`
  query DossierConfirmations($id: ID!) {
    dossier(id: $id) {
      id
      status
      otherResidenceCode
      lacksConfirmation
      programme {
        id
        confirmationRule {
          id
          required
          verified
          source
        }
      }
      confirmationRequests {
        id
        ...ConfirmationStanding @unmask
        askedCode
        askedName
        askedAt
        askedByName
        confirmation {
          answeredByName
          answeredAt
          expiresAt
          enteredAt
          enteredByName
        }
      }
    }
  }
  ${STANDING}
`

type Asked = NonNullable<NonNullable<DossierConfirmationsQuery['dossier']>['confirmationRequests']>[number]

/** What other wards say of the person of a dossier, and the asking. */
export function ConfirmationsPanel({ dossierId }: { dossierId: string }) {
  const t = useMessages(messages)
  const mayAsk = useMay('WELFARE_OFFICER')
  const reading = useReading(CONFIRMATIONS, { variables: { id: dossierId } })
  const [asking, setAsking] = useState(false)
  const found = reading.data?.dossier
  const requests = found?.confirmationRequests ?? []
  const { retry } = reading
  const isIdentifying = requests.some(({ state }) => state === 'IDENTIFYING')
  // The register answers within a second; nobody should have to press for it.
  useEffect(() => {
    if (!isIdentifying) return
    const timer = setInterval(retry, 1_000)
    return () => clearInterval(timer)
  }, [isIdentifying, retry])
  // Only who has not been asked yet is proposed: nobody is asked twice at a time.
  const other = found?.otherResidenceCode ?? ''
  const isAsked = requests.some(({ state, askedCode }) => state === 'WAITING' && askedCode === other)
  // Newest first: the ward's last word.
  const answer = requests.find(({ askedCode, confirmation }) => askedCode === other && confirmation)?.confirmation
    ?.answer
  const missing = isAsked
    ? 'missingAsked'
    : answer === 'UNKNOWN_PERSON'
      ? 'missingUnknown'
      : answer === 'UNKNOWN_PROGRAMME'
        ? 'missingProgramme'
        : 'missingText'
  const wardName = useCommuneName({
    code: other,
    name: requests.find(({ askedCode }) => askedCode === other)?.askedName,
  })
  const isOpen = found && found.status !== 'PAID' && found.status !== 'REFUSED'
  return (
    <Panel
      title={t('panel')}
      actions={
        mayAsk &&
        isOpen && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
    >
      <ReadingView reading={reading} select={(data) => data.dossier} skeletonRows={3}>
        {({ lacksConfirmation, otherResidenceCode, programme }) => (
          <>
            {lacksConfirmation && otherResidenceCode && (
              <Notice tone="warning" title={t('missing', { ward: wardName })}>
                {t(missing)}
              </Notice>
            )}
            {programme.confirmationRule && <Rule rule={programme.confirmationRule} />}
            {requests.length === 0 && <EmptyState>{t('noneAsked')}</EmptyState>}
            {requests.map((request) => (
              <OneAsked key={request.id} request={request} />
            ))}
          </>
        )}
      </ReadingView>
      {asking && (
        <AskDialog
          dossierId={dossierId}
          ward={found?.lacksConfirmation && other && !isAsked ? { id: other, label: wardName } : undefined}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  )
}

type RuleShown = NonNullable<NonNullable<DossierConfirmationsQuery['dossier']>['programme']['confirmationRule']>

function Rule({ rule: { required, verified, source } }: { rule: RuleShown }) {
  const t = useMessages(messages)
  return (
    <p className="vx-form-hint">
      {required ? t('ruleRequired') : t('ruleNotRequired')}{' '}
      <StatusBadge tone={verified ? 'success' : 'warning'}>{verified ? t('verified') : t('unverified')}</StatusBadge>{' '}
      {source && t('ruleSource', { source })}
    </p>
  )
}

function OneAsked({ request }: { request: Asked }) {
  const t = useMessages(messages)
  const mayEnter = useMay('WELFARE_OFFICER')
  const [entering, setEntering] = useState(false)
  const { id, state, askedCode, askedName, askedAt, askedByName, confirmation } = request
  return (
    <Rows>
      <Facts
        facts={[
          { label: t('asked'), value: <CommuneName code={askedCode} name={askedName} /> },
          { label: t('answer'), value: <Standing {...{ state, confirmation }} /> },
          { label: t('askedAt'), value: `${formatDateTime(askedAt)}, ${askedByName}` },
          ...(confirmation
            ? [
                {
                  label: t('answeredAt'),
                  value: `${formatDateTime(confirmation.answeredAt)}, ${confirmation.answeredByName}`,
                },
                { label: t('validUntil'), value: formatDate(confirmation.expiresAt) },
              ]
            : []),
        ]}
      />
      {confirmation?.enteredAt && (
        <p className="vx-form-hint">
          {t('entered', { name: confirmation.enteredByName ?? '', at: formatDateTime(confirmation.enteredAt) })}
        </p>
      )}
      {state === 'NO_NUMBER' && <p className="vx-form-hint">{t('noNumberHint')}</p>}
      {mayEnter && state === 'WAITING' && (
        <FormActions>
          <Button onClick={() => setEntering(true)}>{t('enter')}</Button>
          <LinkButton to={`/an-sinh/xac-nhan/${id}/giay`}>{t('printRequest')}</LinkButton>
        </FormActions>
      )}
      {entering && <EnterDialog requestId={id} onClose={() => setEntering(false)} />}
    </Rows>
  )
}
