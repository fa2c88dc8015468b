import {
  gql,
  Link,
  paths,
  ReadingView,
  Slot,
  type TypedDocumentNode,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import { Columns, DataTable, EmptyState, Facts, formatDate, Page, Panel, Rows } from '@vungxanh/ui'
import { useBirth } from '../birth.ts'
import { messages } from '../messages.ts'
import type { HouseholdPageQuery, HouseholdPageQueryVariables } from '../operations.generated.ts'

const HOUSEHOLD: TypedDocumentNode<HouseholdPageQuery, HouseholdPageQueryVariables> = gql`
  query HouseholdPage($id: ID!) {
    household(id: $id) {
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
        joinedOn
        person {
          id
          fullName
          bornOn
          birthYear
          sex
        }
      }
    }
  }
`

export function HouseholdPage() {
  const t = useMessages(messages)
  const birth = useBirth()
  const { id = '' } = useParams()
  const reading = useReading(HOUSEHOLD, { variables: { id } })
  const household = reading.data?.household
  return (
    <Page
      title={household ? t('householdTitle', { code: household.code }) : t('household')}
      trail={[
        <Link key="households" to="/ho-dan/ho">
          {t('households')}
        </Link>,
      ]}
      subtitle={household && [household.address, household.residentialGroup?.name].filter(Boolean).join(' · ')}
    >
      <Columns>
        <Rows>
          <ReadingView reading={reading} select={(data) => data.household} skeletonRows={6}>
            {(found) => (
              <>
                <Panel title={t('household')}>
                  <Facts
                    facts={[
                      { label: t('householdCode'), value: found.code },
                      {
                        label: t('head'),
                        value: found.head && <Link to={paths.person(found.head.id)}>{found.head.fullName}</Link>,
                      },
                      { label: t('address'), value: found.address },
                      { label: t('group'), value: found.residentialGroup?.name },
                    ]}
                  />
                </Panel>
                <Panel title={t('memberList')} note={t('memberCount', { count: found.members.length })} flush>
                  <DataTable
                    caption={t('memberList')}
                    rows={found.members}
                    rowKey={(member) => member.person.id}
                    empty={<EmptyState>{t('noMembers')}</EmptyState>}
                    columns={[
                      {
                        key: 'name',
                        label: t('name'),
                        render: ({ person }) => <Link to={paths.person(person.id)}>{person.fullName}</Link>,
                      },
                      { key: 'relation', label: t('relation'), render: ({ relation }) => t(`relation.${relation}`) },
                      { key: 'born', label: t('born'), nowrap: true, render: ({ person }) => birth(person) },
                      {
                        key: 'sex',
                        label: t('sex'),
                        nowrap: true,
                        render: ({ person }) => t(`sex.${person.sex ?? 'UNKNOWN'}`),
                      },
                      {
                        key: 'joined',
                        label: t('joinedOn'),
                        nowrap: true,
                        render: ({ joinedOn }) => formatDate(joinedOn) || '—',
                      },
                    ]}
                  />
                </Panel>
              </>
            )}
          </ReadingView>
        </Rows>
        <Rows>
          <Slot name="household" given={{ householdId: id }} />
        </Rows>
      </Columns>
    </Page>
  )
}
