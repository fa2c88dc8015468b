import { dataClasses, roleNames, roles } from '@vungxanh/access'
import { ReadingView, useFilters, useLabel, useMessages, useServiceReading } from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  Page,
  Panel,
  Rows,
  SearchInput,
  SelectInput,
  StatusBadge,
  type Tone,
  Toolbar,
} from '@vungxanh/ui'
import { type DataClass, useWords } from '../words.ts'
import { type AccessFilter, type AccessRow, type Catalogue, rowsOf } from './catalogue.ts'
import { messages } from './messages.ts'

const tones: Record<DataClass, Tone> = {
  PUBLIC: 'neutral',
  INTERNAL: 'neutral',
  STATISTIC: 'neutral',
  PERSONAL: 'info',
  FINANCIAL: 'info',
  EVIDENCE: 'warning',
  IDENTITY: 'danger',
  SENSITIVE_HEALTH: 'danger',
}

export function AccessPage() {
  const t = useMessages(messages)
  const label = useLabel()
  const words = useWords()
  const filters = useFilters()
  const role = filters.value('vai-tro')
  const dataClass = filters.value('muc')
  const search = filters.value('tim')
  const reading = useServiceReading<Catalogue>('/access-catalogue')
  const filter: AccessFilter = { role, class: dataClass, search }
  const wordsOf = (type: string, field: string) => `${words.type(type)} ${words.field(field)}`

  return (
    <Page
      title={t('access')}
      subtitle={t('accessText')}
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      <Toolbar>
        <SelectInput
          label={t('role')}
          value={role}
          onChange={(value) => filters.set({ 'vai-tro': value })}
          options={[
            { value: '', label: t('all') },
            ...roles.map((value) => ({ value, label: label(roleNames[value]) })),
          ]}
        />
        <SelectInput
          label={t('class')}
          value={dataClass}
          onChange={(value) => filters.set({ muc: value })}
          options={[
            { value: '', label: t('all') },
            ...dataClasses.map((value) => ({ value, label: words.dataClass(value) })),
          ]}
        />
        <div className="vx-grow">
          <SearchInput label={t('search')} value={search} onSearch={(value) => filters.set({ tim: value })} />
        </div>
        {(role || dataClass || search) && <Button onClick={filters.clear}>{t('clear')}</Button>}
      </Toolbar>
      <ReadingView reading={reading} select={(data) => data.departments} skeletonRows={10}>
        {(departments) => (
          <Rows>
            {Object.entries(departments).map(([department, types]) => (
              <DepartmentTable
                key={department}
                title={words.department(department)}
                rows={rowsOf(types, filter, wordsOf)}
              />
            ))}
          </Rows>
        )}
      </ReadingView>
    </Page>
  )
}

function DepartmentTable({ title, rows }: { title: string; rows: readonly AccessRow[] }) {
  const t = useMessages(messages)
  const label = useLabel()
  const words = useWords()
  return (
    <Panel title={title} flush>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.key}
        empty={<EmptyState>{t('none')}</EmptyState>}
        columns={[
          {
            key: 'type',
            label: t('type'),
            render: ({ type }) => (
              <>
                {words.type(type)}
                {words.type(type) !== type && <span className="vx-option-note">{type}</span>}
              </>
            ),
          },
          {
            key: 'fields',
            label: t('fields'),
            render: ({ fields, stepUp }) => (
              <>
                {fields.map(words.field).join(', ')}
                <span className="vx-option-note">
                  {fields.join(' ')}
                  {stepUp && ` · ${t('stepUp')}`}
                </span>
              </>
            ),
          },
          {
            key: 'class',
            label: t('class'),
            render: (row) => <StatusBadge tone={tones[row.class]}>{words.dataClass(row.class)}</StatusBadge>,
          },
          {
            key: 'who',
            label: t('who'),
            render: (row) =>
              row.roles.length === roles.length
                ? t('everybody')
                : row.roles.map((one) => label(roleNames[one])).join(', '),
          },
        ]}
      />
    </Panel>
  )
}
