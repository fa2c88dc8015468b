import {
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useNavigate,
  useParams,
  useReading,
} from '@vungxanh/remote'
import {
  Button,
  Columns,
  DataTable,
  EmptyState,
  Facts,
  formatDate,
  Notice,
  Page,
  Panel,
  Rows,
  useNotify,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { useBirth } from '../birth.ts'
import { PersonCircumstancesPanel } from '../circumstances/circumstances-panel.tsx'
import { messages } from '../messages.ts'
import { HistoryPanel, LIFE_EVENT_LINE } from '../movements/history-panel.tsx'
import { messages as movements } from '../movements/messages.ts'
import { MoveInDialog } from '../movements/move-dialogs.tsx'
import type { PersonPageQuery, PersonPageQueryVariables } from '../operations.generated.ts'
import { messages as privacy } from '../privacy/messages.ts'
import { privacyPaths } from '../privacy/privacy-paths.ts'
import { ProposeButton } from '../proposals/propose-dialog.tsx'
import { MaskedNumber } from './masked-number.tsx'
import { EndPaperButton, PaperActions } from './paper-actions.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

const PERSON: TypedDocumentNode<PersonPageQuery, PersonPageQueryVariables> = gql`
  query PersonPage($id: ID!, $withNumbers: Boolean!) {
    person(id: $id) {
      id
      fullName
      bornOn
      birthYear
      sex
      diedOn
      annulledOn
      mergedInto {
        id
      }
      phoneMasked @include(if: $withNumbers)
      provisionalCode @include(if: $withNumbers)
      identityDocuments @include(if: $withNumbers) {
        id
        kind
        numberMasked
      }
      residences {
        id
        kind
        address
        fromOn
        toOn
      }
      history @include(if: $withNumbers) {
        ...LifeEventLine @unmask
      }
      arrivals @include(if: $withNumbers) {
        id
        arrivedOn
        fromPlace
        withdrawnAt
        household {
          id
          code
        }
      }
      household {
        id
        code
        address
        residentialGroup {
          id
          name
          number
        }
      }
    }
  }
  ${LIFE_EVENT_LINE}
`

export function PersonPage() {
  const t = useMessages(messages)
  const move = useMessages(movements)
  const [movingIn, setMovingIn] = useState(false)
  const birth = useBirth()
  const { id = '' } = useParams()
  const privacyText = useMessages(privacy)
  const maySeeConsents = useMay('REGISTRAR', 'DATA_PROTECTION_OFFICER', 'INSPECTOR')
  const mayReceive = useMay('REGISTRAR')
  const mayPropose = useMay('HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER')
  // In an emergency one learns of a person what is needed to help, and no numbers.
  const withNumbers = !useMay('EMERGENCY_READER')
  const reading = useReading(PERSON, { variables: { id, withNumbers } })
  const person = reading.data?.person
  const navigate = useNavigate()
  const notify = useNotify()
  const survivor = person?.mergedInto?.id
  // Other departments, and whoever wrote the address down, still have the id of the entry that was merged.
  useEffect(() => {
    if (!survivor) return
    notify({ tone: 'info', title: move('mergedNote') })
    navigate(paths.person(survivor), { replace: true })
  }, [survivor, navigate, notify, move])
  return (
    <Page
      title={person?.fullName ?? t('person')}
      trail={[
        <Link key="people" to={paths.people()}>
          {t('people')}
        </Link>,
      ]}
      actions={
        person && (
          <>
            {mayReceive && !person.household && !person.diedOn && !person.annulledOn && (
              <Button kind="primary" onClick={() => setMovingIn(true)}>
                {move('in')}
              </Button>
            )}
            {movingIn && <MoveInDialog person={person} onClose={() => setMovingIn(false)} />}
            {mayReceive && !person.annulledOn && <PaperActions person={person} />}
            {mayPropose && !person.annulledOn && <ProposeButton person={person} />}
            <LinkButton to={`/ho-dan/in/nguoi/${person.id}`}>{t('printSheet')}</LinkButton>
            {maySeeConsents && <LinkButton to={privacyPaths.consents(person.id)}>{privacyText('consents')}</LinkButton>}
            {mayReceive && <LinkButton to={privacyPaths.receive(person.id)}>{privacyText('receive')}</LinkButton>}
          </>
        )
      }
      subtitle={
        person &&
        [birth(person), t(`sex.${person.sex ?? 'UNKNOWN'}`), person.household?.address].filter(Boolean).join(' · ')
      }
    >
      <Columns>
        <Rows>
          <ReadingView reading={reading} select={(data) => data.person} skeletonRows={24}>
            {(found) => (
              <>
                <Panel title={t('person')}>
                  <Facts
                    facts={[
                      { label: t('name'), value: found.fullName },
                      { label: t('born'), value: birth(found) },
                      { label: t('sex'), value: t(`sex.${found.sex ?? 'UNKNOWN'}`) },
                      {
                        label: t('phone'),
                        value: found.phoneMasked && (
                          <MaskedNumber kind="phone" id={found.id} label={t('phone')} masked={found.phoneMasked} />
                        ),
                      },
                      ...(found.identityDocuments ?? []).map((document) => ({
                        label: t(`identity.${document.kind}`),
                        value: document.numberMasked && (
                          <>
                            <MaskedNumber
                              kind="identity"
                              id={document.id}
                              label={t(`identity.${document.kind}`)}
                              masked={document.numberMasked}
                            />
                            {mayReceive && <EndPaperButton document={document} />}
                          </>
                        ),
                      })),
                      ...(found.provisionalCode ? [{ label: t('provisionalCode'), value: found.provisionalCode }] : []),
                      {
                        label: t('household'),
                        value: found.household && (
                          <Link to={paths.household(found.household.id)}>{found.household.code}</Link>
                        ),
                      },
                      { label: t('address'), value: found.household?.address },
                      { label: t('group'), value: found.household?.residentialGroup?.name },
                    ]}
                  />
                </Panel>
                {(found.diedOn || found.annulledOn) && (
                  <Notice
                    tone="warning"
                    title={
                      found.diedOn
                        ? move('diedNote', { on: formatDate(found.diedOn) })
                        : move('annulledNote', { on: formatDate(found.annulledOn) })
                    }
                  />
                )}
                <Panel title={t('residences')} flush>
                  <DataTable
                    caption={t('residences')}
                    rows={found.residences ?? []}
                    rowKey={(residence) => residence.id}
                    empty={<EmptyState>{t('noResidences')}</EmptyState>}
                    columns={[
                      { key: 'kind', label: t('residenceKind'), render: (one) => t(`residence.${one.kind}`) },
                      { key: 'address', label: t('address'), render: (one) => one.address ?? '—' },
                      {
                        key: 'from',
                        label: t('from'),
                        nowrap: true,
                        render: (one) => formatDate(one.fromOn) || '—',
                      },
                      { key: 'to', label: t('to'), nowrap: true, render: (one) => formatDate(one.toOn) || '—' },
                    ]}
                  />
                </Panel>
                {found.history && <HistoryPanel events={found.history} />}
                <TimelinePanel personId={id} own={found} />
              </>
            )}
          </ReadingView>
        </Rows>
        <Rows>
          <PersonCircumstancesPanel personId={id} isOpen={Boolean(person && !person.annulledOn)} />
          <Slot name="person" given={{ personId: id }} />
        </Rows>
      </Columns>
    </Page>
  )
}
