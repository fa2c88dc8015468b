import {
  Link,
  LinkButton,
  paths,
  ReadingView,
  useMay,
  useMessages,
  useParams,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  Columns,
  Facts,
  FormActions,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  Rows,
  StatusBadge,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { DossierState } from '../dossier-status.tsx'
import { AnswerDialog, EnterDialog, SearchDialog, useSearchBooks } from './acts.tsx'
import { CONFIRMATION, type Exchanged } from './confirmation-reading.ts'
import { AnswerBadge, Standing } from './confirmation-state.tsx'
import { messages } from './messages.ts'
import { CommuneName } from './unit-field.tsx'

/** One question, as either of its wards has it. */
export function ConfirmationPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const { id = '' } = useParams()
  const reading = useReading(CONFIRMATION, { variables: { id } })
  return (
    <Page
      title={t('request')}
      subtitle={reading.data?.confirmationRequest?.programmeName}
      trail={[
        <Link key="list" to="/an-sinh/xac-nhan">
          {t('title')}
        </Link>,
      ]}
    >
      <ReadingView reading={reading} select={(data) => data.confirmationRequest} skeletonRows={8}>
        {(request) => (
          <Columns>
            <Rows>
              <Question request={request} />
              {request.askedCode === unit.code && <Books request={request} retry={reading.retry} />}
            </Rows>
            <Rows>
              {request.confirmation ? (
                <Given confirmation={request.confirmation} requestId={request.id} />
              ) : (
                request.askingCode === unit.code && <Awaited request={request} />
              )}
            </Rows>
          </Columns>
        )}
      </ReadingView>
    </Page>
  )
}

function Question({ request }: { request: Exchanged }) {
  const t = useMessages(messages)
  const { state, confirmation, dossier } = request
  return (
    <Panel title={t('request')}>
      <Facts
        facts={[
          { label: t('asking'), value: <CommuneName code={request.askingCode} name={request.askingName} /> },
          { label: t('asked'), value: <CommuneName code={request.askedCode} name={request.askedName} /> },
          { label: t('programme'), value: `${request.programmeName} (${request.programmeCode})` },
          { label: t('state'), value: <Standing {...{ state, confirmation }} /> },
          ...(dossier
            ? [{ label: t('dossier'), value: <Link to={paths.dossier(dossier.id)}>{dossier.code}</Link> }]
            : []),
          { label: t('askedAt'), value: formatDateTime(request.askedAt) },
          ...(request.askedByName ? [{ label: t('askedBy'), value: request.askedByName }] : []),
          ...(request.receivedAt
            ? [{ label: t('receivedBy'), value: `${formatDateTime(request.receivedAt)}, ${request.receivedByName}` }]
            : []),
          { label: t('expiresAt'), value: formatDate(request.expiresAt) },
        ]}
      />
    </Panel>
  )
}

const POLLS = 8

/** What the ward's own register and dossiers say; only the asked ward has it. */
function Books({ request, retry }: { request: Exchanged; retry: () => void }) {
  const t = useMessages(messages)
  const mayAnswer = useMay('WELFARE_OFFICER')
  const books = useSearchBooks(request.id)
  const [acting, setActing] = useState<'search' | 'answer'>()
  const [polls, setPolls] = useState(0)
  const { search, state } = request
  const isOpen = state === 'WAITING'
  useEffect(() => {
    if (search || polls === 0) return
    const timer = setTimeout(() => {
      retry()
      setPolls((left) => left - 1)
    }, 700)
    return () => clearTimeout(timer)
  }, [search, polls, retry])
  return (
    <Panel title={t('books')}>
      <Rows>
        {books.problem && (
          <Notice tone="danger" urgent>
            {books.problem}
          </Notice>
        )}
        {search ? (
          <Facts
            facts={[
              {
                label: t('found'),
                value: search.person ? (
                  <Link to={paths.person(search.person.id)}>{nameOf(search.person)}</Link>
                ) : (
                  t('nobody')
                ),
              },
              {
                label: t('claims'),
                value:
                  search.claims.length === 0
                    ? t('noClaims')
                    : search.claims.map(({ id, code, status }) => (
                        <div key={id}>
                          <Link to={paths.dossier(id)}>{code}</Link> <DossierState status={status} />
                        </div>
                      )),
              },
              { label: t('says'), value: <AnswerBadge answer={search.says} /> },
              { label: t('searchedBy'), value: `${formatDateTime(search.searchedAt)}, ${search.searchedByName}` },
            ]}
          />
        ) : (
          <p>{polls > 0 ? t('searching') : t('notSearched')}</p>
        )}
        {mayAnswer && isOpen && (
          <FormActions>
            {search && (
              <Button kind="primary" onClick={() => setActing('answer')}>
                {t('reply')}
              </Button>
            )}
            {search ? (
              <Button onClick={() => setActing('search')}>{t('searchAgain')}</Button>
            ) : (
              <Button
                kind="primary"
                busy={books.busy || polls > 0}
                onClick={async () => {
                  if (await books.run()) setPolls(POLLS)
                }}
              >
                {t('search')}
              </Button>
            )}
          </FormActions>
        )}
      </Rows>
      {acting === 'search' && (
        <SearchDialog
          requestId={request.id}
          onClose={() => {
            setActing(undefined)
            setPolls(POLLS)
          }}
        />
      )}
      {acting === 'answer' && search && (
        <AnswerDialog requestId={request.id} says={search.says} onClose={() => setActing(undefined)} />
      )}
    </Panel>
  )
}

type Named = NonNullable<NonNullable<Exchanged['search']>['person']>

export function nameOf({ fullName, bornOn, birthYear }: Named): string {
  return [fullName, bornOn ? formatDate(bornOn) : birthYear].filter(Boolean).join(' · ')
}

function Awaited({ request: { id, state } }: { request: Exchanged }) {
  const t = useMessages(messages)
  const mayEnter = useMay('WELFARE_OFFICER')
  const [entering, setEntering] = useState(false)
  return (
    <Panel title={t('confirmation')}>
      <p>{state === 'NO_NUMBER' ? t('noNumberHint') : t('awaited')}</p>
      <FormActions>
        {mayEnter && state === 'WAITING' && (
          <Button kind="primary" onClick={() => setEntering(true)}>
            {t('enter')}
          </Button>
        )}
        <LinkButton to={`/an-sinh/xac-nhan/${id}/giay`}>{t('printRequest')}</LinkButton>
      </FormActions>
      {entering && <EnterDialog requestId={id} onClose={() => setEntering(false)} />}
    </Panel>
  )
}

function Given({
  confirmation,
  requestId,
}: {
  confirmation: NonNullable<Exchanged['confirmation']>
  requestId: string
}) {
  const t = useMessages(messages)
  return (
    <Panel title={t('confirmation')}>
      <Rows>
        <Facts
          facts={[
            { label: t('answer'), value: <Standing state="ANSWERED" confirmation={confirmation} /> },
            { label: t('answeredBy'), value: confirmation.answeredByName },
            { label: t('answeredAt'), value: formatDateTime(confirmation.answeredAt) },
            {
              label: t('validUntil'),
              value: (
                <>
                  {formatDate(confirmation.expiresAt)}{' '}
                  {!confirmation.isValid && <StatusBadge tone="warning">{t('outOfDate')}</StatusBadge>}
                </>
              ),
            },
            { label: t('keyId'), value: confirmation.keyId },
            ...(confirmation.againstBooks ? [{ label: t('reasonShown'), value: confirmation.againstBooks }] : []),
          ]}
        />
        {confirmation.enteredAt && (
          <p className="vx-form-hint">
            {t('entered', { name: confirmation.enteredByName ?? '', at: formatDateTime(confirmation.enteredAt) })}
          </p>
        )}
        <FormActions>
          <LinkButton to={`/an-sinh/xac-nhan/${requestId}/giay`}>{t('printAnswer')}</LinkButton>
        </FormActions>
      </Rows>
    </Panel>
  )
}
