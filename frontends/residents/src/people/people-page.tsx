import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { EmptyState, Page, Panel } from '@vungxanh/ui'
import { useRef, useState } from 'react'
import { useBirth } from '../birth.ts'
import { BulkBar, nothingChosen } from '../bulk-edits/bulk-bar.tsx'
import { ExportMenu } from '../exports/export-menu.tsx'
import { messages } from '../messages.ts'
import type { PeoplePageQuery, PeoplePageQueryVariables } from '../operations.generated.ts'
import { NothingFound, RegisterToolbar, useRegisterSearch } from '../register-search.tsx'

const PEOPLE: TypedDocumentNode<PeoplePageQuery, PeoplePageQueryVariables> = gql`
  query PeoplePage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    people(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        node {
          id
          fullName
          bornOn
          birthYear
          sex
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

export function PeoplePage() {
  const t = useMessages(messages)
  const birth = useBirth()
  const register = useRegisterSearch()
  const people = useReading(PEOPLE, { variables: register.variables, skip: !register.isAsked })
  const mayRegister = useMay('REGISTRAR')
  const [chosen, setChosen] = useState(nothingChosen)
  const mayExport = !useMay('EMERGENCY_READER')
  const results = useRef<HTMLDivElement>(null)

  return (
    <Page
      title={t('people')}
      subtitle={t('peopleOf', { unit: register.unitName })}
      actions={
        <>
          {register.isAsked && (
            <LinkButton to={`/ho-dan/in/danh-sach-nguoi${register.filters.query()}`}>{t('print')}</LinkButton>
          )}
          {mayRegister && (
            <LinkButton to="/ho-dan/dang-ky" kind="primary">
              {t('register')}
            </LinkButton>
          )}
        </>
      }
    >
      <RegisterToolbar
        register={register}
        autoFocus
        label={t('search')}
        placeholder={t('searchHint')}
        onArrowDown={() => results.current?.querySelector('a')?.focus()}
      />
      <div ref={results}>
        <Panel
          title={t('results')}
          flush
          actions={
            mayExport && <ExportMenu list="people" variables={register.variables} conditions={register.conditions} />
          }
        >
          {!register.isAsked && <EmptyState>{t('searchInEmergency')}</EmptyState>}
          {register.isAsked && (
            <ReadingView reading={people} select={(data) => data.people} skeletonRows={12}>
              {(connection) => (
                <>
                  {(chosen.all || chosen.ids.size > 0) && (
                    <BulkBar
                      of="people"
                      chosen={chosen}
                      total={connection.totalCount ?? connection.edges.length}
                      matching={register.matching}
                      onChange={setChosen}
                    />
                  )}
                  <ConnectionTable
                    caption={t('people')}
                    reading={people}
                    connection={connection}
                    selection={
                      mayRegister
                        ? {
                            chosen: chosen.ids,
                            onChange: (ids) => setChosen({ ids, all: false }),
                            nameOf: (node) => node.fullName,
                          }
                        : undefined
                    }
                    empty={
                      <NothingFound register={register}>
                        {register.group ? t('noMatchGroup') : t('noPeople')}
                      </NothingFound>
                    }
                    columns={[
                      {
                        key: 'name',
                        label: t('name'),
                        render: (node) => <Link to={paths.person(node.id)}>{node.fullName}</Link>,
                      },
                      { key: 'born', label: t('born'), nowrap: true, render: (node) => birth(node) },
                      {
                        key: 'sex',
                        label: t('sex'),
                        nowrap: true,
                        render: (node) => t(`sex.${node.sex ?? 'UNKNOWN'}`),
                      },
                      {
                        key: 'household',
                        label: t('household'),
                        nowrap: true,
                        render: (node) =>
                          node.household ? (
                            <Link to={paths.household(node.household.id)}>{node.household.code}</Link>
                          ) : (
                            '—'
                          ),
                      },
                      { key: 'address', label: t('address'), render: (node) => node.household?.address ?? '—' },
                      {
                        key: 'group',
                        label: t('group'),
                        nowrap: true,
                        render: (node) => node.household?.residentialGroup?.name ?? '—',
                      },
                    ]}
                  />
                </>
              )}
            </ReadingView>
          )}
        </Panel>
      </div>
    </Page>
  )
}
