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
import { useState } from 'react'
import { BulkBar, nothingChosen } from '../bulk-edits/bulk-bar.tsx'
import { ExportMenu } from '../exports/export-menu.tsx'
import { messages } from '../messages.ts'
import type { HouseholdsPageQuery, HouseholdsPageQueryVariables } from '../operations.generated.ts'
import { NothingFound, RegisterToolbar, useRegisterSearch } from '../register-search.tsx'

const HOUSEHOLDS: TypedDocumentNode<HouseholdsPageQuery, HouseholdsPageQueryVariables> = gql`
  query HouseholdsPage($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
    households(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
      edges {
        node {
          id
          code
          address
          residentialGroup {
            id
            name
            number
          }
          head {
            id
            fullName
          }
          members {
            relation
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

export function HouseholdsPage() {
  const t = useMessages(messages)
  const register = useRegisterSearch()
  const mayRegister = useMay('REGISTRAR')
  const [chosen, setChosen] = useState(nothingChosen)
  const mayExport = !useMay('EMERGENCY_READER')
  const households = useReading(HOUSEHOLDS, { variables: register.variables, skip: !register.isAsked })
  return (
    <Page
      title={t('households')}
      subtitle={t('householdsOf', { unit: register.unitName })}
      actions={
        <>
          {register.isAsked && <LinkButton to={`/ho-dan/in/danh-sach-ho${register.filters}`}>{t('print')}</LinkButton>}
          {mayRegister && (
            <LinkButton to="/ho-dan/them-ho" kind="primary">
              {t('addHousehold')}
            </LinkButton>
          )}
        </>
      }
    >
      <RegisterToolbar register={register} label={t('searchHousehold')} />
      <Panel
        title={t('results')}
        flush
        actions={
          mayExport && <ExportMenu list="households" variables={register.variables} conditions={register.conditions} />
        }
      >
        {!register.isAsked && <EmptyState>{t('searchInEmergency')}</EmptyState>}
        {register.isAsked && (
          <ReadingView reading={households} select={(data) => data.households} skeletonRows={12}>
            {(connection) => (
              <>
                {(chosen.all || chosen.ids.size > 0) && (
                  <BulkBar
                    of="households"
                    chosen={chosen}
                    total={connection.totalCount ?? connection.edges.length}
                    matching={register.matching}
                    onChange={setChosen}
                  />
                )}
                <ConnectionTable
                  caption={t('households')}
                  reading={households}
                  connection={connection}
                  selection={
                    mayRegister
                      ? {
                          chosen: chosen.ids,
                          onChange: (ids) => setChosen({ ids, all: false }),
                          nameOf: (node) => node.code,
                        }
                      : undefined
                  }
                  empty={<NothingFound register={register}>{t('noHouseholds')}</NothingFound>}
                  columns={[
                    {
                      key: 'code',
                      label: t('householdCode'),
                      nowrap: true,
                      render: (node) => <Link to={paths.household(node.id)}>{node.code}</Link>,
                    },
                    {
                      key: 'head',
                      label: t('head'),
                      render: (node) =>
                        node.head ? <Link to={paths.person(node.head.id)}>{node.head.fullName}</Link> : '—',
                    },
                    { key: 'address', label: t('address'), render: (node) => node.address },
                    {
                      key: 'group',
                      label: t('group'),
                      nowrap: true,
                      render: (node) => node.residentialGroup?.name ?? '—',
                    },
                    { key: 'members', label: t('members'), align: 'end', render: (node) => node.members.length },
                  ]}
                />
              </>
            )}
          </ReadingView>
        )}
      </Panel>
    </Page>
  )
}
