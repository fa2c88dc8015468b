import { gql, type TypedDocumentNode, useFilters, useMay, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { Button, EmptyState, SearchInput, type SearchInputProps, SelectInput, Toolbar } from '@vungxanh/ui'
import type { ReactNode } from 'react'
import { messages } from './messages.ts'
import type { RegisterSearchQuery, RegisterSearchQueryVariables } from './operations.generated.ts'

const GROUPS: TypedDocumentNode<RegisterSearchQuery, RegisterSearchQueryVariables> = gql`
  query RegisterSearch($unit: ID!) {
    adminUnit(code: $unit) {
      code
      name
      residentialGroups {
        id
        name
        number
      }
    }
  }
`

const pageSize = 50
/** What is asked for with every letter; more is a click away. */
const searchPageSize = 20
/** Everybody on a list counts as seen, and an emergency is for fifty persons: it is searched, never leafed through. */
const emergencyPageSize = 5
const emergencyLetters = 3

/** What a list of the register is searched for. It is in the address, so that a search can be sent and returned to. */
export function useRegisterSearch() {
  const unit = useUnit()
  const filters = useFilters()
  const search = filters.value('tim')
  const group = filters.value('to')
  const inEmergency = useMay('EMERGENCY_READER')
  const t = useMessages(messages)
  const { data } = useReading(GROUPS, { variables: { unit: unit.code } })
  const groups = data?.adminUnit?.residentialGroups ?? []
  return {
    search,
    group,
    groups,
    /** In words, for whoever takes the list away. */
    conditions: [
      [t('search'), search],
      [t('group'), groups.find(({ id }) => id === group)?.name],
    ] as const,
    unitName: data?.adminUnit?.name ?? unit.name ?? unit.code,
    variables: {
      unit: unit.code,
      search: search || null,
      residentialGroup: group || null,
      first: inEmergency ? emergencyPageSize : search ? searchPageSize : pageSize,
    },
    /** What all rows of the list have in common. */
    matching: { search: search || null, residentialGroup: group || null },
    isAsked: !inEmergency || search.length >= emergencyLetters,
    filters,
  }
}

export type RegisterSearch = ReturnType<typeof useRegisterSearch>

interface RegisterToolbarProps extends Omit<SearchInputProps, 'value' | 'onSearch'> {
  register: RegisterSearch
  /** What else the list is narrowed down by. */
  children?: ReactNode
}

export function RegisterToolbar({ register, children, ...input }: RegisterToolbarProps) {
  const t = useMessages(messages)
  return (
    <Toolbar>
      <div className="vx-grow">
        <SearchInput {...input} value={register.search} onSearch={(value) => register.filters.set({ tim: value })} />
      </div>
      <SelectInput
        label={t('group')}
        value={register.group}
        options={[
          { value: '', label: t('allGroups') },
          ...register.groups.map((group) => ({ value: group.id, label: group.name })),
        ]}
        onChange={(value) => register.filters.set({ to: value })}
      />
      {children}
    </Toolbar>
  )
}

/** Nothing found: for what was searched, or because the register has none. */
export function NothingFound({
  register,
  narrowed,
  children,
}: {
  register: RegisterSearch
  /** The list is narrowed down by more than the search and the group. */
  narrowed?: boolean
  children: ReactNode
}) {
  const t = useMessages(messages)
  const { search, group, filters } = register
  return (
    <EmptyState
      action={
        (search || group || narrowed) && (
          <Button size="small" onClick={filters.clear}>
            {t('clear')}
          </Button>
        )
      }
    >
      {search ? t('noMatch', { search }) : children}
    </EmptyState>
  )
}
