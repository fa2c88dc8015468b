import {
  ConnectionTable,
  gql,
  Link,
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
  formatDate,
  Page,
  Panel,
  SearchInput,
  SelectInput,
  StatusBadge,
  Toolbar,
  useFormat,
} from '@vungxanh/ui'
import { useState } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type { EstablishmentsPageQuery, EstablishmentsPageQueryVariables } from '../operations.generated.ts'
import { EstablishmentDialog } from './establishment-dialog.tsx'
import { establishmentPath } from './establishment-path.ts'
import { kinds } from './kinds.ts'
import { messages } from './messages.ts'

const ESTABLISHMENTS: TypedDocumentNode<EstablishmentsPageQuery, EstablishmentsPageQueryVariables> = gql`
  query EstablishmentsPage(
    $unit: ID!
    $search: String
    $kind: EstablishmentKind
    $residentialGroup: ID
    $withClosed: Boolean! = false
    $first: Int
    $after: String
  ) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        name
        number
      }
    }
    establishments(
      unit: $unit
      search: $search
      kind: $kind
      residentialGroup: $residentialGroup
      withClosed: $withClosed
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          name
          kind
          address
          workers
          closedOn
          residentialGroup {
            id
            name
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

/** The list of a unit's establishments. What it is filtered by is in the address, so that it can be sent. */
export function EstablishmentsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const format = useFormat()
  const mayRecord = useMay('REGISTRAR')
  const [registering, setRegistering] = useState(false)
  const filters = useFilters()
  const asked = filters.value
  const kind = filters.oneOf('loai', kinds) ?? null
  const variables = {
    unit: unit.code,
    search: asked('tim') || null,
    kind,
    residentialGroup: asked('to') || null,
    withClosed: asked('dong') !== '',
    first: 50,
  }
  const reading = useReading(ESTABLISHMENTS, { variables })
  const groups = reading.data?.adminUnit?.residentialGroups ?? []
  return (
    <Page
      title={t('establishments')}
      subtitle={t('subtitle', { unit: unit.name ?? unit.code })}
      actions={
        mayRecord && (
          <Button kind="primary" onClick={() => setRegistering(true)}>
            {t('register')}
          </Button>
        )
      }
    >
      {registering && <EstablishmentDialog onClose={() => setRegistering(false)} />}
      <Toolbar>
        <div className="vx-grow">
          <SearchInput label={t('search')} value={asked('tim')} onSearch={(value) => filters.set({ tim: value })} />
        </div>
        <SelectInput
          label={t('kind')}
          value={asked('loai')}
          options={[
            { value: '', label: t('allKinds') },
            ...kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={(value) => filters.set({ loai: value })}
        />
        <SelectInput
          label={t('group')}
          value={asked('to')}
          options={[
            { value: '', label: t('allGroups') },
            ...groups.map((group) => ({ value: group.id, label: group.name })),
          ]}
          onChange={(value) => filters.set({ to: value })}
        />
        <SelectInput
          label={t('which')}
          value={asked('dong')}
          options={[
            { value: '', label: t('open') },
            { value: '1', label: t('withClosed') },
          ]}
          onChange={(value) => filters.set({ dong: value })}
        />
      </Toolbar>
      <Panel
        title={t('establishments')}
        flush
        actions={
          <ExportMenu
            list="establishments"
            variables={variables}
            conditions={[
              [t('search'), asked('tim')],
              [t('kind'), kind ? t(`kind.${kind}`) : undefined],
              [t('group'), groups.find(({ id }) => id === asked('to'))?.name],
              [t('which'), variables.withClosed ? t('withClosed') : t('open')],
            ]}
          />
        }
      >
        <ReadingView reading={reading} select={(data) => data.establishments} skeletonRows={12}>
          {(connection) => (
            <ConnectionTable
              caption={t('establishments')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'name',
                  label: t('name'),
                  render: (node) => (
                    <>
                      <Link to={establishmentPath(node.id)}>{node.name}</Link>{' '}
                      {node.closedOn && <StatusBadge>{t('closed', { on: formatDate(node.closedOn) })}</StatusBadge>}
                    </>
                  ),
                },
                { key: 'kind', label: t('kind'), nowrap: true, render: (node) => t(`kind.${node.kind}`) },
                { key: 'address', label: t('address'), render: (node) => node.address },
                { key: 'group', label: t('group'), nowrap: true, render: (node) => node.residentialGroup.name },
                {
                  key: 'workers',
                  label: t('workers'),
                  align: 'end',
                  render: (node) => (node.workers == null ? '—' : format.number(node.workers)),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
